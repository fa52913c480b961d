//! Sockets, switches, frames.

use super::{COLOURS, RANGES, Series, axis};

#[rustfmt::skip] // A table reads better with a line for each axis.
pub const SERIES: &[Series] = &[
    Series {
        top: 2,
        section: "Розетки",
        section_en: "Sockets",
        article: "RZ-{0}-{1}-{2}",
        name: "Розетка {1}, серия «{0}», {2}",
        name_en: "Socket, {1}, {0}, {2}",
        axes: &[
            RANGES,
            axis("Вид", "Kind", "", &[("1", "одинарная", "single", 1000), ("2", "двойная", "double", 1740), ("U", "с USB", "with USB", 4120)]),
            COLOURS,
        ],
        price: 24_600,
        unit: "pcs",
        packs: &[("box", 20), ("pallet", 3200)],
        icon: "plug",
    },
    Series {
        top: 2,
        section: "Выключатели",
        section_en: "Switches",
        article: "VK-{0}-{1}-{2}",
        name: "Выключатель {1}, серия «{0}», {2}",
        name_en: "Switch, {1}, {0}, {2}",
        axes: &[
            RANGES,
            axis(
                "Вид",
                "Kind",
                "",
                &[("1", "одноклавишный", "one gang", 1000), ("2", "двухклавишный", "two gang", 1310), ("3", "трёхклавишный", "three gang", 1880), ("P", "проходной", "two way", 1420)],
            ),
            COLOURS,
        ],
        price: 21_900,
        unit: "pcs",
        packs: &[("box", 20), ("pallet", 3200)],
        icon: "plug",
    },
    Series {
        top: 2,
        section: "Рамки",
        section_en: "Frames",
        article: "RM-{0}-{1}-{2}",
        name: "Рамка на {1}, серия «{0}», {2}",
        name_en: "Frame, {1}, {0}, {2}",
        axes: &[
            RANGES,
            axis(
                "Постов",
                "Gangs",
                "",
                &[("1", "1 пост", "1 gang", 1000), ("2", "2 поста", "2 gangs", 1640), ("3", "3 поста", "3 gangs", 2420), ("4", "4 поста", "4 gangs", 3310), ("5", "5 постов", "5 gangs", 4250)],
            ),
            COLOURS,
        ],
        price: 8_900,
        unit: "pcs",
        packs: &[("box", 40), ("pallet", 6400)],
        icon: "layout-grid",
    },
    Series {
        top: 2,
        section: "Серия Про",
        section_en: "Pro range",
        article: "PR-{0}-{1}",
        name: "Механизм «Про»: {0}, {1}",
        name_en: "Pro mechanism: {0}, {1}",
        axes: &[
            axis(
                "Вид",
                "Kind",
                "",
                &[("RZ", "розетка", "socket", 1000), ("RU", "розетка с USB-C", "socket with USB-C", 3610), ("V1", "выключатель", "switch", 940), ("V2", "выключатель двойной", "double switch", 1280), ("DM", "диммер", "dimmer", 6420), ("DD", "датчик движения", "motion sensor", 7190), ("TR", "терморегулятор", "thermostat", 8930)],
            ),
            COLOURS,
        ],
        price: 48_200,
        unit: "pcs",
        packs: &[("box", 10)],
        icon: "star",
    },
];
