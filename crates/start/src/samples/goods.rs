//! The families of the samples: five sections of ten goods.

/// Ten goods that differ in one size.
pub struct Family {
    pub section_ru: &'static str,
    pub section_en: &'static str,
    pub article: &'static str,
    /// `{}` is the size.
    pub name_ru: &'static str,
    pub name_en: &'static str,
    pub sizes: &'static [&'static str],
    /// Of the smallest, in hundredths of a euro or pound.
    pub price: i64,
    /// For each next size.
    pub step: i64,
    pub unit: &'static str,
    /// A pack and how many are in one.
    pub pack: (&'static str, i64),
    pub icon: &'static str,
}

pub const FAMILIES: &[Family] = &[
    Family {
        section_ru: "Образцы: автоматы",
        section_en: "Samples: breakers",
        article: "SAMPLE-A",
        name_ru: "Образец: автоматический выключатель 1P {} А",
        name_en: "Sample: circuit breaker 1P {} A",
        sizes: &["6", "10", "16", "20", "25", "32", "40", "50", "63", "80"],
        price: 320,
        step: 15,
        unit: "pcs",
        pack: ("box", 12),
        icon: "bolt",
    },
    Family {
        section_ru: "Образцы: розетки",
        section_en: "Samples: sockets",
        article: "SAMPLE-R",
        name_ru: "Образец: рамка розетки на {} мест",
        name_en: "Sample: socket frame, {} gang",
        sizes: &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
        price: 140,
        step: 60,
        unit: "pcs",
        pack: ("box", 20),
        icon: "plug",
    },
    Family {
        section_ru: "Образцы: кабель",
        section_en: "Samples: cable",
        article: "SAMPLE-K",
        name_ru: "Образец: кабель медный {} мм²",
        name_en: "Sample: copper cable {} mm²",
        sizes: &["2×1,5", "2×2,5", "3×1,5", "3×2,5", "3×4", "3×6", "5×1,5", "5×2,5", "5×4", "5×6"],
        price: 55,
        step: 40,
        unit: "m",
        pack: ("coil", 100),
        icon: "plug-connected",
    },
    Family {
        section_ru: "Образцы: лампы",
        section_en: "Samples: lamps",
        article: "SAMPLE-L",
        name_ru: "Образец: лампа светодиодная {} Вт",
        name_en: "Sample: LED lamp {} W",
        sizes: &["5", "7", "9", "11", "13", "15", "18", "20", "25", "30"],
        price: 110,
        step: 25,
        unit: "pcs",
        pack: ("box", 10),
        icon: "bulb",
    },
    Family {
        section_ru: "Образцы: краны",
        section_en: "Samples: valves",
        article: "SAMPLE-V",
        name_ru: "Образец: кран шаровой DN {}",
        name_en: "Sample: ball valve DN {}",
        sizes: &["8", "10", "15", "20", "25", "32", "40", "50", "65", "80"],
        price: 390,
        step: 120,
        unit: "pcs",
        pack: ("box", 6),
        icon: "droplet",
    },
];

#[cfg(test)]
mod tests {
    use super::FAMILIES;

    #[test]
    fn there_are_fifty() {
        assert_eq!(FAMILIES.iter().map(|family| family.sizes.len()).sum::<usize>(), 50);
    }
}
