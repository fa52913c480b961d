//! Breakers, residual current devices, cables, lamps, sockets and enclosures.

use rust_decimal::Decimal;

use super::{Digits, Draft, METRE, PIECE, attribute, comma, hundredths, packs, tenths, whole};

pub fn breaker(digits: &mut Digits) -> Draft {
    let series = digits.pick(&["ВА47-29", "ВА47-60", "ВА47-63", "ВА47-100"]);
    let poles: u32 = digits.pick(&[1, 2, 3, 4]);
    let amperes = tenths(
        digits.pick(&[5, 10, 16, 20, 30, 40, 50, 60, 80, 100, 130, 160, 200, 250, 320, 400, 500, 630]),
    );
    let curve = digits.pick(&["B", "C", "D"]);
    let breaks = tenths(digits.pick(&[45, 60, 100]));
    let (current, breaking) = (comma(amperes), comma(breaks));
    let start = format!("{series} {poles}P {current}А {breaking}кА");
    Draft {
        article: format!("{start} {curve}"),
        name: format!("Выключатель автоматический {start} х-ка {curve}"),
        unit: PIECE,
        packs: packs([(12 / poles, "упак"), (120 / poles, "короб")]),
        price: whole(95 * poles) + tenths(21) * amperes + whole(14) * breaks,
        attributes: vec![
            attribute("Номинальный ток", &current, "А"),
            attribute("Число полюсов", &poles, ""),
            attribute("Отключающая способность", &breaking, "кА"),
            attribute("Характеристика", &curve, ""),
        ],
    }
}

pub fn residual(digits: &mut Digits) -> Draft {
    let (series, kind) = digits.pick(&[
        ("ВД1-63", "Выключатель дифференциальный"),
        ("ВД1-100", "Выключатель дифференциальный"),
        ("АД-12", "Автомат дифференциальный"),
        ("АД-14", "Автомат дифференциальный"),
        ("АВДТ-32", "Автомат дифференциальный"),
        ("АВДТ-63", "Автомат дифференциальный"),
    ]);
    let poles = digits.pick(&[2, 4]);
    let amperes = digits.pick(&[6, 10, 16, 20, 25, 32, 40, 50, 63, 80, 100]);
    let leak = digits.pick(&[10, 30, 100, 300]);
    let (sort, surcharge) = digits.pick(&[("A", 90), ("AC", 0)]);
    let article = format!("{series} {poles}P {amperes}А {leak}мА тип {sort}");
    Draft {
        name: format!("{kind} {article}"),
        article,
        unit: PIECE,
        packs: packs([(6, "упак"), (60, "короб")]),
        price: whole(410 * poles + surcharge) + tenths(55) * whole(amperes),
        attributes: vec![
            attribute("Номинальный ток", &amperes, "А"),
            attribute("Ток утечки", &leak, "мА"),
            attribute("Тип", &sort, ""),
            attribute("Число полюсов", &poles, ""),
        ],
    }
}

pub fn cable(digits: &mut Digits) -> Draft {
    let mark = digits.pick(&["ВВГнг(А)-LS", "ВВГнг(А)-FRLS", "NYM", "ПВС", "КГ", "ППГнг(А)-HF"]);
    let cores = digits.pick(&[1, 2, 3, 4, 5]);
    let section = hundredths(
        digits.pick(&[75, 100, 150, 250, 400, 600, 1_000, 1_600, 2_500, 3_500, 5_000, 7_000, 9_500]),
    );
    let kilovolts = comma(hundredths(digits.pick(&[66, 100])));
    let colour = digits.pick(&["чёрный", "белый", "серый"]);
    let area = comma(section);
    let strands = if section < Decimal::from(16) { "ок" } else { "мк" };
    Draft {
        article: format!("{mark} {cores}х{area} {kilovolts}кВ {colour}"),
        name: format!("Кабель силовой {mark} {cores}х{area} {strands}-{kilovolts} {colour}"),
        unit: METRE,
        packs: packs([(100, "бухта"), (500, "барабан")]),
        price: whole(5) + tenths(84) * whole(cores) * section,
        attributes: vec![
            attribute("Число жил", &cores, ""),
            attribute("Сечение жилы", &area, "мм²"),
            attribute("Напряжение", &kilovolts, "кВ"),
            attribute("Цвет", &colour, ""),
        ],
    }
}

pub fn lamp(digits: &mut Digits) -> Draft {
    let bulb = digits.pick(&["A60", "C37", "G45", "R50", "R63", "T8"]);
    let watts = digits.pick(&[3, 5, 6, 7, 9, 11, 13, 15, 18, 20, 25]);
    let base = digits.pick(&["E27", "E14", "GU10", "GU5.3", "G13"]);
    let kelvins = digits.pick(&[2_700, 3_000, 4_000, 5_000, 6_500]);
    let (mark, dims, surcharge) = digits.pick(&[("", "недиммируемая", 0), (" D", "диммируемая", 60)]);
    Draft {
        article: format!("LED {bulb} {watts}Вт {base} {kelvins}K{mark}"),
        name: format!("Лампа светодиодная {bulb} {watts}Вт {base} {kelvins}К {dims}"),
        unit: PIECE,
        packs: packs([(10, "упак"), (100, "короб")]),
        price: whole(38 + surcharge) + tenths(95) * whole(watts),
        attributes: vec![
            attribute("Мощность", &watts, "Вт"),
            attribute("Цветовая температура", &kelvins, "К"),
            attribute("Цоколь", &base, ""),
            attribute("Световой поток", &(watts * 90), "лм"),
        ],
    }
}

pub fn socket(digits: &mut Digits) -> Draft {
    let series = digits.pick(&["Аврора", "Бриз", "Вектор", "Глория", "Дюна", "Этюд"]);
    let (code, kind, roubles) = digits.pick(&[
        ("Р1", "Розетка с заземлением", 118),
        ("Р2", "Розетка двойная", 190),
        ("В1", "Выключатель одноклавишный", 96),
        ("В2", "Выключатель двухклавишный", 121),
        ("П1", "Переключатель проходной", 150),
        ("Д1", "Диммер поворотный", 640),
        ("К5", "Розетка RJ-45 кат.5e", 280),
        ("ТВ", "Розетка телевизионная", 170),
        ("РА1", "Рамка одноместная", 35),
        ("РА2", "Рамка двухместная", 58),
    ]);
    let (colour, short) = digits.pick(&[
        ("белый", "БЕЛ"),
        ("бежевый", "БЕЖ"),
        ("чёрный", "ЧЁР"),
        ("антрацит", "АНТ"),
        ("серебро", "СЕР"),
        ("шампань", "ШАМ"),
    ]);
    let (ip, factor) = digits.pick(&[(20, 10), (44, 16)]);
    Draft {
        article: format!("{series}-{code}-{short}-{ip}"),
        name: format!("{kind} серии «{series}» {colour} IP{ip}"),
        unit: PIECE,
        packs: packs([(10, "упак"), (200, "короб")]),
        price: whole(roubles) * tenths(factor),
        attributes: vec![
            attribute("Цвет", &colour, ""),
            attribute("Степень защиты", &format!("IP{ip}"), ""),
            attribute("Серия", &series, ""),
        ],
    }
}

pub fn enclosure(digits: &mut Digits) -> Draft {
    let kind = digits.pick(&["ЩРн", "ЩРв", "ЩРН-П", "ЩРВ-П", "ЩУРн", "ЩМП"]);
    let modules = digits.pick(&[4, 6, 8, 12, 18, 24, 36, 48, 54, 72, 96]);
    let ip = digits.pick(&[31, 41, 54, 65]);
    let (door, short) =
        digits.pick(&[("дверь металл", "ДМ"), ("дверь прозрачная", "ДП"), ("без двери", "БД")]);
    Draft {
        article: format!("{kind}-{modules} IP{ip} {short}"),
        name: format!("Щит распределительный {kind}-{modules} IP{ip} {door}"),
        unit: PIECE,
        packs: packs([(5, "упак")]),
        price: whole(320 + 41 * modules + 9 * ip),
        attributes: vec![
            attribute("Модулей", &modules, "шт"),
            attribute("Степень защиты", &format!("IP{ip}"), ""),
            attribute("Дверь", &door, ""),
        ],
    }
}
