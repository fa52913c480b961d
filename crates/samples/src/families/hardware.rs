//! Drills, power tools, pipes with fittings, and fasteners.

use rust_decimal::Decimal;

use super::{Digits, Draft, KILOGRAM, METRE, PIECE, attribute, comma, packs, tenths, whole};

pub fn drill(digits: &mut Digits) -> Draft {
    let (code, material) = digits.pick(&[
        ("HSS", "по металлу HSS"),
        ("HSS-Co", "по металлу кобальтовое"),
        ("SDS+", "по бетону SDS-plus"),
        ("W", "по дереву"),
    ]);
    let diameter = tenths(digits.pick(&[
        10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90, 95, 100, 105, 110, 115, 120, 125,
        130, 135, 140, 145, 150, 155, 160, 165, 170, 175, 180, 185, 190, 195, 200,
    ]));
    let length = digits.pick(&[57, 75, 93, 110, 160, 210, 260, 310]);
    let width = comma(diameter);
    Draft {
        article: format!("{code} {width}x{length}"),
        name: format!("Сверло {material} {width} x {length} мм"),
        unit: PIECE,
        packs: packs([(10, "упак")]),
        price: whole(22) + diameter * diameter * tenths(13) + whole(length) * tenths(3),
        attributes: vec![
            attribute("Диаметр", &width, "мм"),
            attribute("Длина", &length, "мм"),
            attribute("Материал", &material, ""),
        ],
    }
}

pub fn machine(digits: &mut Digits) -> Draft {
    let (code, kind) = digits.pick(&[
        ("ДШ", "Дрель-шуруповёрт"),
        ("УШМ", "Машина шлифовальная угловая"),
        ("П", "Перфоратор"),
        ("ЛЭ", "Лобзик"),
        ("ПЦ", "Пила циркулярная"),
        ("ФР", "Фен строительный"),
        ("ШЛ", "Шлифмашина ленточная"),
    ]);
    let watts = digits.pick(&[450, 600, 720, 850, 1_050, 1_200, 1_500, 1_800, 2_200]);
    let (volts, surcharge) = digits.pick(&[(12, 2_500), (18, 2_500), (220, 0)]);
    let (kit, short) = digits.pick(&[("в кейсе", "К"), ("в пакете", "П"), ("без АКБ", "А")]);
    Draft {
        article: format!("{code}-{watts}/{volts}{short}"),
        name: format!("{kind} {code}-{watts}/{volts} {kit}"),
        unit: PIECE,
        packs: packs([(4, "короб")]),
        price: whole(1_900 + surcharge) + tenths(44) * whole(watts),
        attributes: vec![
            attribute("Мощность", &watts, "Вт"),
            attribute("Питание", &volts, "В"),
            attribute("Комплект", &kit, ""),
        ],
    }
}

pub fn pipe(digits: &mut Digits) -> Draft {
    let (code, kind, surcharge) = digits.pick(&[
        ("ТР", "Труба полипропиленовая", 0),
        ("УГ90", "Угольник 90°", 4),
        ("УГ45", "Угольник 45°", 4),
        ("ТРН", "Тройник", 8),
        ("МФ", "Муфта", 3),
        ("ЗГ", "Заглушка", 2),
        ("КШ", "Кран шаровой PPR", 180),
        ("МР", "Муфта разъёмная", 90),
        ("ОБ", "Обвод", 16),
    ]);
    let diameter = digits.pick(&[16, 20, 25, 32, 40, 50, 63, 75, 90, 110]);
    let bars = digits.pick(&[10, 16, 20, 25]);
    let (colour, short) = digits.pick(&[("белый", "бе"), ("серый", "се"), ("зелёный", "зе")]);
    Draft {
        article: format!("{code} {diameter} PN{bars} {short}"),
        name: format!("{kind} {diameter} мм PN{bars} {colour}"),
        unit: if code == "ТР" { METRE } else { PIECE },
        packs: packs([(20, "упак"), (120, "короб")]),
        price: whole(12 + surcharge) + tenths(19) * whole(diameter) + tenths(11) * whole(bars),
        attributes: vec![
            attribute("Диаметр", &diameter, "мм"),
            attribute("Давление", &bars, "бар"),
            attribute("Цвет", &colour, ""),
        ],
    }
}

pub fn bolt(digits: &mut Digits) -> Draft {
    let (standard, kind) = digits.pick(&[
        ("DIN 933", "Болт"),
        ("DIN 931", "Болт с неполной резьбой"),
        ("DIN 912", "Винт с внутренним шестигранником"),
        ("DIN 7991", "Винт потайной"),
        ("DIN 975", "Шпилька резьбовая"),
    ]);
    let thread = digits.pick(&[3, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 24, 27, 30]);
    let length =
        digits.pick(&[8, 10, 12, 16, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100, 120, 140, 160, 200]);
    let strength = digits.pick(&["4.8", "5.8", "8.8", "10.9", "12.9"]);
    let (code, coat, surcharge) =
        digits.pick(&[("Zn", "оцинк.", 0), ("б/п", "без покрытия", 0), ("А2", "нерж.", 15)]);
    Draft {
        article: format!("{standard} М{thread}х{length} {strength} {code}"),
        name: format!("{kind} {standard} М{thread}х{length} кл.пр.{strength} {coat}"),
        unit: if thread > 24 { KILOGRAM } else { PIECE },
        packs: packs([(100, "упак"), (1_000, "короб")]),
        price: tenths(6 + surcharge) + whole(thread * thread * length) * Decimal::new(11, 4),
        attributes: vec![
            attribute("Диаметр резьбы", &thread, "мм"),
            attribute("Длина", &length, "мм"),
            attribute("Класс прочности", &strength, ""),
            attribute("Покрытие", &coat, ""),
        ],
    }
}
