//! Предложение: ids, prices, and stock in every shape.

use rust_decimal::Decimal;

use super::{inside, offer};
use crate::{OfferId, Price, Reason, Record, Stock};

fn stock(warehouse: Option<&str>, quantity: i64) -> Stock {
    Stock { warehouse: warehouse.map(str::to_owned), quantity: Decimal::from(quantity) }
}

fn id(good: &str, variant: Option<&str>) -> OfferId {
    OfferId { good: good.to_owned(), variant: variant.map(str::to_owned) }
}

#[test]
fn ids_name_a_good_and_perhaps_a_variant() {
    for (xml, expected) in [
        ("<Ид>g</Ид>", id("g", None)),
        ("<Ид>g#</Ид>", id("g", None)),
        ("<Ид>g#v</Ид>", id("g", Some("v"))),
        ("<Ид>g</Ид><ИдХарактеристики>v</ИдХарактеристики>", id("g", Some("v"))),
    ] {
        assert_eq!(offer(xml).0.id, expected, "{xml}");
    }
}

#[test]
fn stock_comes_in_every_shape() {
    for (xml, quantity, expected) in [
        ("<Количество>7</Количество>", Some(7), vec![]),
        ("<Количество/>", Some(0), vec![]),
        (
            "<Количество>7</Количество><Склад ИдСклада=\"a\" КоличествоНаСкладе=\"3\"/><Склад ИдСклада=\"b\" КоличествоНаСкладе=\"\"/>",
            Some(7),
            vec![stock(Some("a"), 3), stock(Some("b"), 0)],
        ),
        ("<Склады ИдСклада=\"a\" КоличествоНаСкладе=\"3\"/>", None, vec![stock(Some("a"), 3)]),
        (
            "<Склады><Склад ИдСклада=\"a\" КоличествоНаСкладе=\"3\"/><Склад><Ид>b</Ид><Количество>4</Количество></Склад></Склады>",
            None,
            vec![stock(Some("a"), 3), stock(Some("b"), 4)],
        ),
        (
            "<Остатки><Остаток><Склад><Ид>a</Ид><Количество>-1</Количество></Склад></Остаток>
             <Остаток><Склад><Ид>b</Ид><Количество>2</Количество></Склад></Остаток></Остатки>",
            None,
            vec![stock(Some("a"), -1), stock(Some("b"), 2)],
        ),
        ("<Остатки><Остаток><Количество>5</Количество></Остаток></Остатки>", None, vec![stock(None, 5)]),
        ("<Склады/><Остатки/>", None, vec![]),
    ] {
        let (offer, problems) = offer(&format!("<Ид>g</Ид>{xml}"));
        assert_eq!((offer.quantity, offer.stock), (quantity.map(Decimal::from), expected), "{xml}");
        assert_eq!(problems, []);
    }
}

#[test]
fn prices_keep_unit_coefficient_and_tier() {
    let (offer, problems) = offer(
        "<Ид>g</Ид><Цены>
        <Цена><Представление>14 240 руб.</Представление><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>14240.5</ЦенаЗаЕдиницу></Цена>
        <Цена><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>120</ЦенаЗаЕдиницу><Валюта> руб. </Валюта><Единица>упак</Единица>
        <Коэффициент>12</Коэффициент><МинКоличество>10</МинКоличество></Цена></Цены>",
    );
    assert_eq!(problems, []);
    let plain = Price {
        price_type: "t".to_owned(),
        amount: Decimal::new(142_405, 1),
        currency: None,
        unit: None,
        coefficient: Decimal::ONE,
        minimum: Decimal::ZERO,
    };
    let packed = Price {
        amount: Decimal::from(120),
        currency: Some("руб.".to_owned()),
        unit: Some("упак".to_owned()),
        coefficient: Decimal::from(12),
        minimum: Decimal::TEN,
        ..plain.clone()
    };
    assert_eq!(offer.prices, [plain, packed]);
}

#[test]
fn a_price_that_would_be_wrong_is_left_out() {
    for (xml, field, reason) in [
        ("<ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу>", "ИдТипаЦены", Reason::Missing),
        ("<ИдТипаЦены>t</ИдТипаЦены>", "ЦенаЗаЕдиницу", Reason::NotANumber),
        ("<ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>-1</ЦенаЗаЕдиницу>", "ЦенаЗаЕдиницу", Reason::Negative),
        (
            "<ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу><Коэффициент>0</Коэффициент>",
            "Коэффициент",
            Reason::NotPositive,
        ),
        (
            "<ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу><МинКоличество>x</МинКоличество>",
            "МинКоличество",
            Reason::NotANumber,
        ),
    ] {
        let (offer, problems) = offer(&format!("<Ид>g#v</Ид><Цены><Цена>{xml}</Цена></Цены>"));
        assert_eq!(offer.prices, [], "{xml}");
        assert_eq!(problems.len(), 1);
        let problem = &problems[0];
        assert_eq!((problem.id.as_str(), problem.field, problem.reason), ("g#v", field, reason), "{xml}");
    }
}

#[test]
fn characteristics_and_deletion_are_read() {
    let (offer, _) = offer(
        "<Ид>g#v</Ид><ПометкаУдаления>true</ПометкаУдаления><ХарактеристикиТовара><ХарактеристикаТовара>
        <Ид>c</Ид><Наименование>Размер</Наименование><Значение>42</Значение></ХарактеристикаТовара></ХарактеристикиТовара>",
    );
    assert_eq!(offer.characteristics, [("Размер".to_owned(), "42".to_owned())]);
    assert!(offer.deleted);
}

#[test]
fn packages_come_before_their_offers_and_say_how_full_they_are() {
    let list = "<Предложения><Предложение><Ид>g</Ид></Предложение></Предложения>";
    for (xml, id, catalog, only_changes) in [
        (
            format!(
                "<ПакетПредложений СодержитТолькоИзменения=\"false\"><Ид>c#</Ид><ИдКаталога>c</ИдКаталога>{list}</ПакетПредложений>"
            ),
            "c#",
            Some("c"),
            false,
        ),
        (format!("<ПакетПредложений><Ид>#</Ид><ИдКаталога/>{list}</ПакетПредложений>"), "#", None, true),
        (
            format!(
                "<ИзмененияПакетаПредложений СодержитТолькоИзменения=\"false\"><Ид>c#</Ид>{list}</ИзмененияПакетаПредложений>"
            ),
            "c#",
            None,
            true,
        ),
        (
            "<ПредложенияИзменения><Предложение><Ид>g</Ид></Предложение></ПредложенияИзменения>".to_owned(),
            "",
            None,
            true,
        ),
    ] {
        let records = inside(&xml);
        let [Record::Package(package), Record::Offer(_)] = records.as_slice() else { panic!("{records:?}") };
        let told = (package.id.as_str(), package.catalog.as_deref(), package.only_changes);
        assert_eq!(told, (id, catalog, only_changes), "{xml}");
    }
}
