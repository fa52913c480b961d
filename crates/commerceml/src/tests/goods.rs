//! Товар: fields, units, packs, captions, and what happens to what can't be read.

use rust_decimal::Decimal;

use super::{good, inside};
use crate::{BaseUnit, Picture, Reason, Record, Vat};

fn unit(code: &str, name: &str, full: &str, international: &str) -> BaseUnit {
    let [code, name, full, international] = [code, name, full, international].map(str::to_owned);
    BaseUnit { code, name, full, international }
}

#[test]
fn a_good_is_read_whole() {
    let (good, problems) = good(
        "<Ид>g1</Ид><Артикул> МВ-1 </Артикул><Штрихкод>4600000000017</Штрихкод><Штрихкод/>
        <Наименование>Кабель &amp;quot;ВВГ&amp;quot; 3x1,5</Наименование>
        <Группы><Ид>s1</Ид><Ид>s2</Ид></Группы>
        <Описание>&lt;b&gt;Медь&lt;/b&gt;</Описание>
        <Изготовитель><Ид>m</Ид><Наименование>Завод</Наименование></Изготовитель>
        <ЗначенияСвойств><ЗначенияСвойства><Ид>p1</Ид><Значение>v1</Значение><Значение>v2</Значение></ЗначенияСвойства>
        <ЗначенияСвойства><Ид>p2</Ид><Значение/></ЗначенияСвойства></ЗначенияСвойств>
        <СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование><Ставка>20</Ставка></СтавкаНалога></СтавкиНалогов>
        <Картинка>import_files/a.jpg</Картинка><Картинка>import_files/b.jpg</Картинка>
        <ЗначенияРеквизитов>
        <ЗначениеРеквизита><Наименование>ОписаниеФайла</Наименование><Значение>import_files/b.jpg#Сбоку</Значение></ЗначениеРеквизита>
        <ЗначениеРеквизита><Наименование>ОписаниеФайла</Наименование><Значение>import_files/c.pdf#Паспорт</Значение></ЗначениеРеквизита>
        <ЗначениеРеквизита><Наименование>Вес</Наименование><Значение>21,6</Значение></ЗначениеРеквизита>
        <ЗначениеРеквизита><Наименование>Дата</Наименование><Значение/></ЗначениеРеквизита>
        </ЗначенияРеквизитов>",
    );
    assert_eq!(problems, []);
    assert_eq!((good.article.as_str(), good.name.as_str()), ("МВ-1", "Кабель \"ВВГ\" 3x1,5"));
    assert_eq!(good.barcodes, ["4600000000017"]);
    assert_eq!(good.sections, ["s1", "s2"]);
    assert_eq!(good.description.as_deref(), Some("<b>Медь</b>"));
    assert_eq!(good.brand.as_deref(), Some("Завод"));
    assert_eq!(good.vat, Some(Vat::Percent(Decimal::from(20))));
    let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
    assert_eq!(good.properties, [pair("p1", "v1"), pair("p1", "v2")]);
    assert_eq!(good.requisites, [pair("ОписаниеФайла", "import_files/c.pdf#Паспорт"), pair("Вес", "21,6")]);
    let picture = |path: &str, caption: Option<&str>| Picture {
        path: path.to_owned(),
        caption: caption.map(str::to_owned),
    };
    let pictures = [picture("import_files/a.jpg", None), picture("import_files/b.jpg", Some("Сбоку"))];
    assert_eq!(good.pictures, pictures);
    assert!(!good.deleted);
}

#[test]
fn the_unit_comes_in_every_shape() {
    for (xml, expected) in [
        (
            "<БазоваяЕдиница Код=\"796 \" НаименованиеПолное=\"Штука\" МеждународноеСокращение=\"PCE\">шт</БазоваяЕдиница>",
            unit("796", "шт", "Штука", "PCE"),
        ),
        ("<БазоваяЕдиница>796 </БазоваяЕдиница>", unit("796", "", "", "")),
        ("<БазоваяЕдиница>шт</БазоваяЕдиница>", unit("", "шт", "", "")),
        (
            "<БазоваяЕдиница><Код>006</Код><НаименованиеКраткое>м</НаименованиеКраткое></БазоваяЕдиница>",
            unit("006", "м", "", ""),
        ),
        ("", BaseUnit::default()),
    ] {
        assert_eq!(good(&format!("<Ид>1</Ид><Наименование>n</Наименование>{xml}")).0.unit, expected, "{xml}");
    }
}

#[test]
fn packs_stand_inside_the_unit_and_wrong_ones_are_problems() {
    let (good, problems) = good(
        "<Ид>1</Ид><Наименование>n</Наименование><БазоваяЕдиница Код=\"796\">
        <Пересчет><Единица>778</Единица><Коэффициент>12.5</Коэффициент></Пересчет>
        <Пересчет><Единица>кор</Единица><Коэффициент>0</Коэффициент></Пересчет>
        <Пересчет><Единица>пал</Единица><Коэффициент>много</Коэффициент></Пересчет>шт</БазоваяЕдиница>",
    );
    assert_eq!(good.unit, unit("796", "шт", "", ""));
    assert_eq!(good.packs, [("778".to_owned(), Decimal::new(125, 1))]);
    let told: Vec<_> =
        problems.iter().map(|it| (it.line, it.kind, it.field, it.value.as_str(), it.reason)).collect();
    let field = "Коэффициент";
    assert_eq!(
        told,
        [(4, "good", field, "0", Reason::NotPositive), (5, "good", field, "много", Reason::NotANumber)]
    );
}

#[test]
fn both_marks_delete() {
    for xml in [
        "<Товар Статус=\"Удален\"><Ид>1</Ид></Товар>",
        "<Товар><Ид>1</Ид><ПометкаУдаления>true</ПометкаУдаления></Товар>",
        "<Товар><Ид>1</Ид><Статус>Удален</Статус></Товар>",
    ] {
        let records = inside(&format!("<Каталог><Товары>{xml}</Товары></Каталог>"));
        assert!(matches!(&records[1..], [Record::Good(good)] if good.deleted), "{records:?}");
    }
    assert!(
        !good("<Ид>1</Ид><Наименование>n</Наименование><ПометкаУдаления>false</ПометкаУдаления>").0.deleted
    );
}

#[test]
fn taxes_are_a_percentage_or_none() {
    let rate = |text: &str| {
        good(&format!(
            "<Ид>1</Ид><Наименование>n</Наименование><СтавкиНалогов><СтавкаНалога>\
             <Наименование>Акциз</Наименование><Ставка>5</Ставка></СтавкаНалога><СтавкаНалога>\
             <Наименование>НДС</Наименование><Ставка>{text}</Ставка></СтавкаНалога></СтавкиНалогов>"
        ))
    };
    assert_eq!(rate("Без НДС").0.vat, Some(Vat::Exempt));
    assert_eq!(rate("НДС10%").0.vat, Some(Vat::Percent(Decimal::TEN)));
    assert_eq!(rate("").0.vat, None);
    let (good, problems) = rate("высокая");
    assert_eq!((good.vat, problems[0].reason), (None, Reason::NotANumber));
}

#[test]
fn a_good_without_id_is_only_a_problem_and_one_without_name_is_both() {
    let goods = "<Товар><Наименование>Лампа</Наименование></Товар>\n<Товар><Ид>2</Ид></Товар>";
    let records = inside(&format!("<Каталог><Товары>{goods}</Товары></Каталог>"));
    let [Record::Catalog(_), Record::Problem(first), Record::Good(good), Record::Problem(second)] =
        records.as_slice()
    else {
        panic!("{records:?}");
    };
    assert_eq!((first.line, first.field, first.value.as_str()), (2, "Ид", "Лампа"));
    assert_eq!((good.line, good.id.as_str(), good.name.as_str()), (3, "2", ""));
    assert_eq!((second.line, second.id.as_str(), second.field), (3, "2", "Наименование"));
}

#[test]
fn markup_that_was_not_escaped_is_read_as_its_text() {
    let (good, _) = good(
        "<Ид>1</Ид><Наименование>n</Наименование><Описание><p>Один</p><p>два</p>три<br/>четыре<![CDATA[<b>]]></Описание>",
    );
    assert_eq!(good.description.as_deref(), Some("три четыре<b> Один два"));
}
