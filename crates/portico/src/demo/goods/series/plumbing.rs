//! Brass fittings, valves, pipe, manifolds.

use super::{BORES, Series, THREADS, axis};

#[rustfmt::skip] // A table reads better with a line for each axis.
pub const SERIES: &[Series] = &[
    Series {
        top: 4,
        section: "Фитинги латунные",
        section_en: "Brass fittings",
        article: "FT-{0}-{1}-{2}",
        name: "{0} {1} мм, резьба {2}",
        name_en: "{0} {1} mm, {2} thread",
        axes: &[
            axis(
                "Вид",
                "Kind",
                "",
                &[("M", "Муфта", "Coupling", 1000), ("U", "Угольник", "Elbow", 1290), ("T", "Тройник", "Tee", 1680), ("N", "Ниппель", "Nipple", 810), ("P", "Переходник", "Reducer", 940), ("Z", "Заглушка", "Plug", 690), ("A", "Американка", "Union", 2440)],
            ),
            BORES,
            THREADS,
        ],
        price: 8_640,
        unit: "pcs",
        packs: &[("pack", 10), ("box", 100)],
        icon: "droplet",
    },
    Series {
        top: 4,
        section: "Краны шаровые",
        section_en: "Ball valves",
        article: "KS-{0}-{1}-{2}",
        name: "Кран шаровой {0} мм, {1}, резьба {2}",
        name_en: "Ball valve {0} mm, {1}, {2} thread",
        axes: &[
            BORES,
            axis("Рукоятка", "Handle", "", &[("B", "бабочка", "butterfly", 970), ("L", "рычаг", "lever", 1000)]),
            axis("Резьба", "Thread", "", &[("VV", "вн/вн", "f/f", 1000), ("VN", "вн/нар", "f/m", 1030), ("NN", "нар/нар", "m/m", 1060)]),
        ],
        price: 39_800,
        unit: "pcs",
        packs: &[("box", 12), ("pallet", 1200)],
        icon: "droplet",
    },
    Series {
        top: 4,
        section: "Трубы PEX",
        section_en: "PEX pipe",
        article: "PX-{0}-{1}-{2}",
        name: "Труба PEX-{1} {0} мм, {2}",
        name_en: "PEX-{1} pipe {0} mm, {2}",
        axes: &[
            axis(
                "Размер",
                "Size",
                "мм",
                &[("16x2", "16×2,0", "16×2.0", 1000), ("20x2", "20×2,0", "20×2.0", 1290), ("20x28", "20×2,8", "20×2.8", 1620), ("25x35", "25×3,5", "25×3.5", 2440), ("32x44", "32×4,4", "32×4.4", 3910)],
            ),
            axis("Сшивка", "Cross-link", "", &[("A", "A", "A", 1240), ("B", "B", "B", 1000)]),
            axis("Цвет", "Colour", "", &[("W", "белая", "white", 1000), ("R", "красная", "red", 1000), ("G", "серая", "grey", 1040)]),
        ],
        price: 7_430,
        unit: "m",
        packs: &[("coil", 200)],
        icon: "activity",
    },
    Series {
        top: 4,
        section: "Коллекторы",
        section_en: "Manifolds",
        article: "KL-{0}-{1}-{2}",
        name: "Коллектор на {0} выходов, {1} мм, {2}",
        name_en: "Manifold, {0} ports, {1} mm, {2}",
        axes: &[
            axis(
                "Выходов",
                "Ports",
                "",
                &[("2", "2", "2", 1000), ("3", "3", "3", 1370), ("4", "4", "4", 1750), ("5", "5", "5", 2120), ("6", "6", "6", 2490), ("7", "7", "7", 2880), ("8", "8", "8", 3260), ("9", "9", "9", 3640), ("10", "10", "10", 4030), ("11", "11", "11", 4410), ("12", "12", "12", 4790)],
            ),
            axis("Диаметр", "Bore", "мм", &[("20", "20", "20", 1000), ("25", "25", "25", 1280)]),
            axis("Материал", "Material", "", &[("S", "сталь", "steel", 1000), ("V", "латунь", "brass", 1240), ("R", "с расходомерами", "with flow meters", 2180)]),
        ],
        price: 118_900,
        unit: "pcs",
        packs: &[("pack", 4)],
        icon: "versions",
    },
];
