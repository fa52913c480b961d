//! Lamps, panels, floodlights, strip.

use super::{COOL, LIGHT, Series, axis};

#[rustfmt::skip] // A table reads better with a line for each axis.
pub const SERIES: &[Series] = &[
    Series {
        top: 3,
        section: "Лампы светодиодные",
        section_en: "LED lamps",
        article: "LED-{0}-{1}-{2}",
        name: "Лампа LED {0} {1} {2}",
        name_en: "LED lamp {0} {1} {2}",
        axes: &[
            axis("Форма", "Shape", "", &[("A60", "A60", "A60", 1000), ("G45", "G45", "G45", 960), ("C37", "C37", "C37", 970), ("R50", "R50", "R50", 1280)]),
            axis(
                "Мощность",
                "Power",
                "Вт",
                &[("5", "5 Вт", "5 W", 780), ("7", "7 Вт", "7 W", 860), ("9", "9 Вт", "9 W", 1000), ("11", "11 Вт", "11 W", 1160), ("15", "15 Вт", "15 W", 1490), ("18", "18 Вт", "18 W", 1840)],
            ),
            LIGHT,
        ],
        price: 8_240,
        unit: "pcs",
        packs: &[("box", 100), ("pallet", 4000)],
        icon: "bulb",
    },
    Series {
        top: 3,
        section: "Панели светодиодные",
        section_en: "LED panels",
        article: "PN-{0}-{1}-{2}",
        name: "Панель LED {0} мм {1} {2}",
        name_en: "LED panel {0} mm {1} {2}",
        axes: &[
            axis("Размер", "Size", "мм", &[("300", "300×300", "300×300", 620), ("600", "595×595", "595×595", 1000), ("1200", "1195×295", "1195×295", 1090)]),
            axis(
                "Мощность",
                "Power",
                "Вт",
                &[("18", "18 Вт", "18 W", 740), ("24", "24 Вт", "24 W", 820), ("36", "36 Вт", "36 W", 1000), ("48", "48 Вт", "48 W", 1270)],
            ),
            COOL,
        ],
        price: 118_000,
        unit: "pcs",
        packs: &[("box", 4), ("pallet", 120)],
        icon: "bulb",
    },
    Series {
        top: 3,
        section: "Прожекторы",
        section_en: "Floodlights",
        article: "PJ-{0}-{1}-{2}",
        name: "Прожектор LED {0} {1} IP{2}",
        name_en: "LED floodlight {0} {1} IP{2}",
        axes: &[
            axis(
                "Мощность",
                "Power",
                "Вт",
                &[("10", "10 Вт", "10 W", 420), ("20", "20 Вт", "20 W", 590), ("30", "30 Вт", "30 W", 760), ("50", "50 Вт", "50 W", 1000), ("70", "70 Вт", "70 W", 1440), ("100", "100 Вт", "100 W", 1980), ("150", "150 Вт", "150 W", 3260), ("200", "200 Вт", "200 W", 4310)],
            ),
            COOL,
            axis("Степень защиты", "Protection", "IP", &[("65", "65", "65", 1000), ("66", "66", "66", 1120)]),
        ],
        price: 68_400,
        unit: "pcs",
        packs: &[("box", 20), ("pallet", 480)],
        icon: "sun",
    },
    Series {
        top: 3,
        section: "Лента светодиодная",
        section_en: "LED strip",
        article: "ST-{0}-{1}-{2}",
        name: "Лента LED {0}/м {1} {2}",
        name_en: "LED strip {0}/m {1} {2}",
        axes: &[
            axis(
                "Мощность",
                "Power",
                "Вт/м",
                &[("5", "5 Вт", "5 W", 560), ("10", "10 Вт", "10 W", 1000), ("15", "15 Вт", "15 W", 1390), ("20", "20 Вт", "20 W", 1830), ("25", "25 Вт", "25 W", 2290)],
            ),
            axis("Напряжение", "Voltage", "В", &[("12", "12 В", "12 V", 1000), ("24", "24 В", "24 V", 1080)]),
            LIGHT,
        ],
        price: 19_600,
        unit: "m",
        packs: &[("coil", 5), ("box", 250)],
        icon: "bulb",
    },
];
