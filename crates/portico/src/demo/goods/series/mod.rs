//! The series that the demo's goods are generated from: axes of values, a base price, packs. All of it is invented.

mod lighting;
mod modular;
mod plumbing;
mod routing;
mod wiring;

/// One axis of a series: an attribute whose values make the goods.
pub struct Axis {
    pub name: &'static str,
    pub name_en: &'static str,
    pub unit: &'static str,
    /// (in the article, in the name in Russian, in English, thousandths of the price)
    pub values: &'static [Value],
}

/// Goods that differ by their axes only.
pub struct Series {
    /// The number of the top section in `TOPS`.
    pub top: usize,
    pub section: &'static str,
    pub section_en: &'static str,
    /// `{0}` is the first axis' value, and so on.
    pub article: &'static str,
    pub name: &'static str,
    pub name_en: &'static str,
    pub axes: &'static [Axis],
    /// Kopecks for a base unit, VAT inside, before the axes.
    pub price: i64,
    pub unit: &'static str,
    /// (unit, base units in it), from small to large.
    pub packs: &'static [(&'static str, i64)],
    pub icon: &'static str,
}

/// Of an axis.
pub type Value = (&'static str, &'static str, &'static str, i64);

const fn axis(
    name: &'static str,
    name_en: &'static str,
    unit: &'static str,
    values: &'static [Value],
) -> Axis {
    Axis { name, name_en, unit, values }
}

/// The top sections: Russian and English.
pub const TOPS: &[(&str, &str)] = &[
    ("Модульная автоматика", "Modular devices"),
    ("Щиты и кабеленесущие системы", "Enclosures and cable routing"),
    ("Розетки и выключатели", "Sockets and switches"),
    ("Свет", "Lighting"),
    ("Сантехника", "Plumbing"),
];

const POLES: Axis = axis(
    "Полюсов",
    "Poles",
    "",
    &[("1", "1P", "1P", 1000), ("2", "2P", "2P", 2050), ("3", "3P", "3P", 3120), ("4", "4P", "4P", 4230)],
);
const TWO_POLES: Axis = axis("Полюсов", "Poles", "", &[("2", "2P", "2P", 1000), ("4", "4P", "4P", 1480)]);
const COLOURS: Axis = axis(
    "Цвет",
    "Colour",
    "",
    &[
        ("WH", "белый", "white", 1000),
        ("BK", "чёрный", "black", 1120),
        ("IV", "слоновая кость", "ivory", 1040),
        ("GR", "графит", "graphite", 1150),
    ],
);
const RANGES: Axis = axis(
    "Серия",
    "Range",
    "",
    &[
        ("A", "Аврора", "Aurora", 1000),
        ("S", "Север", "North", 1090),
        ("L", "Лофт", "Loft", 1310),
        ("M", "Мастер", "Master", 870),
    ],
);
const LIGHT: Axis = axis(
    "Цветовая температура",
    "Colour temperature",
    "K",
    &[("27", "2700 K", "2700 K", 1000), ("40", "4000 K", "4000 K", 1000), ("65", "6500 K", "6500 K", 1010)],
);
const COOL: Axis = axis(
    "Цветовая температура",
    "Colour temperature",
    "K",
    &[("40", "4000 K", "4000 K", 1000), ("65", "6500 K", "6500 K", 1010)],
);
const BORES: Axis = axis(
    "Диаметр",
    "Bore",
    "мм",
    &[
        ("15", "15", "15", 1000),
        ("20", "20", "20", 1390),
        ("25", "25", "25", 2080),
        ("32", "32", "32", 3260),
        ("40", "40", "40", 4720),
        ("50", "50", "50", 7240),
        ("65", "65", "65", 12900),
    ],
);
const THREADS: Axis =
    axis("Резьба", "Thread", "", &[("V", "внутренняя", "female", 1000), ("N", "наружная", "male", 960)]);

/// 23 series under 5 tops: 28 sections, 1,240 goods.
pub fn all() -> impl Iterator<Item = &'static Series> {
    [modular::SERIES, routing::SERIES, wiring::SERIES, lighting::SERIES, plumbing::SERIES]
        .into_iter()
        .flatten()
}
