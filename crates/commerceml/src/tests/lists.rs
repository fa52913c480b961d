//! The classifier, the head, the order of things, and what is seen but not read.

use super::{inside, records, rooted};
use crate::{Catalog, NotReadKind, PriceType, PropertyKind, Reason, Record, Section, Unit, Warehouse};

fn words<const N: usize>(words: [&str; N]) -> [String; N] {
    words.map(str::to_owned)
}

#[test]
fn groups_are_nested_and_parents_come_first() {
    let records = inside(
        "<Классификатор><Ид/><Группы><Группа><Группы>
        <Группа><Ид>b</Ид><Наименование>B</Наименование><ПометкаУдаления>true</ПометкаУдаления><Группы/></Группа>
        <Группа><Наименование>C</Наименование><Группы><Группа><Ид>d</Ид><Наименование>D</Наименование></Группа></Группы></Группа>
        </Группы><Ид>a</Ид><Наименование>A</Наименование></Группа></Группы></Классификатор>",
    );
    let section = |line, id: &str, parent: Option<&str>, name: &str, deleted| {
        let ([id, name], parent) = (words([id, name]), parent.map(str::to_owned));
        Record::Section(Section { line, id, parent, name, deleted })
    };
    assert_eq!(records[0], section(2, "a", None, "A", false));
    assert_eq!(records[1], section(3, "b", Some("a"), "B", true));
    let Record::Problem(problem) = &records[2] else { panic!("{records:?}") };
    assert_eq!((problem.kind, problem.line, problem.reason), ("section", 4, Reason::Missing));
    assert_eq!(records[3..], [section(4, "d", Some("a"), "D", false)]);
}

#[test]
fn properties_have_kinds_and_dictionaries() {
    let property = |xml: &str| {
        let records = inside(&format!(
            "<Классификатор><Свойства><Свойство><Ид>p</Ид><Наименование>Цвет</Наименование>{xml}</Свойство></Свойства></Классификатор>"
        ));
        let [Record::Property(property)] = records.as_slice() else { panic!("{records:?}") };
        property.clone()
    };
    for (xml, kind) in [
        ("", PropertyKind::Text),
        ("<ТипЗначений>Строка</ТипЗначений>", PropertyKind::Text),
        ("<ТипЗначений>Число</ТипЗначений>", PropertyKind::Number),
        ("<ТипЗначений>Время</ТипЗначений>", PropertyKind::Time),
        ("<ТипЗначений>Справочник</ТипЗначений>", PropertyKind::Dictionary),
    ] {
        assert_eq!(property(xml).kind, kind, "{xml}");
    }
    let filled = property(
        "<ТипЗначений>Справочник</ТипЗначений><ВариантыЗначений><Справочник><ИдЗначения>1</ИдЗначения>\
         <Значение>Красный</Значение></Справочник><Справочник/></ВариантыЗначений>",
    );
    assert_eq!(filled.values, [("1".to_owned(), "Красный".to_owned())]);
}

#[test]
fn price_types_warehouses_and_units_stand_in_classifiers_and_packages() {
    let lists = "<ТипыЦен><ТипЦены><Ид>t</Ид><Наименование>Опт</Наименование><Валюта> руб </Валюта><Налог><Наименование>НДС</Наименование><УчтеноВСумме>false</УчтеноВСумме></Налог></ТипЦены></ТипыЦен><Склады><Склад><Ид>w</Ид><Наименование>Основной</Наименование></Склад></Склады><ЕдиницыИзмерения><ЕдиницаИзмерения><Ид>796 </Ид><НаименованиеКраткое>шт</НаименованиеКраткое><Код>796 </Код><НаименованиеПолное>Штука   </НаименованиеПолное><МеждународноеСокращение/></ЕдиницаИзмерения></ЕдиницыИзмерения>";
    let ([id, name, currency], line) = (words(["t", "Опт", "руб"]), 2);
    let price_type = PriceType { line, id, name, currency: Some(currency), vat_included: Some(false) };
    let [id, name] = words(["w", "Основной"]);
    let warehouse = Warehouse { line, id, name };
    let [code, name, full, international] = words(["796", "шт", "Штука", ""]);
    let unit = Unit { line, code, name, full, international };
    let expected = [Record::PriceType(price_type), Record::Warehouse(warehouse), Record::Unit(unit)];
    assert_eq!(inside(&format!("<Классификатор>{lists}</Классификатор>")), expected);
    assert_eq!(inside(&format!("<ПакетПредложений>{lists}</ПакетПредложений>"))[..3], expected);
}

#[test]
fn a_catalog_may_stand_before_its_classifier_and_hold_no_goods() {
    let records = inside(
        "<Каталог СодержитТолькоИзменения=\"false\"><Ид>c</Ид><ИдКлассификатора>k</ИдКлассификатора>\
         <Владелец><Ид>o</Ид></Владелец></Каталог>\
         <Классификатор><Ид>k</Ид><Группы><Группа><Ид>s</Ид><Наименование>S</Наименование></Группа></Группы></Классификатор>",
    );
    let catalog =
        Catalog { line: 2, id: "c".to_owned(), classifier: Some("k".to_owned()), only_changes: false };
    assert_eq!(records[0], Record::Catalog(catalog));
    assert!(matches!(&records[1..], [Record::Section(_)]));
}

#[test]
fn counterparties_and_documents_are_named_and_not_read() {
    let records = inside(
        "<Контрагенты><Контрагент><Ид>k</Ид><Наименование>ООО</Наименование></Контрагент></Контрагенты>
        <Документ><Ид>d</Ид><Номер>17</Номер><Контрагенты><Контрагент><Ид>x</Ид></Контрагент></Контрагенты></Документ>
        <Контейнер><Документ><Номер>18</Номер></Документ></Контейнер>",
    );
    let told: Vec<_> = records
        .iter()
        .map(|record| match record {
            Record::NotRead(it) => (it.line, it.kind, it.id.as_str(), it.name.as_str()),
            other => panic!("{other:?}"),
        })
        .collect();
    let (party, document) = (NotReadKind::Counterparty, NotReadKind::Document);
    assert_eq!(told, [(2, party, "k", "ООО"), (3, document, "d", "17"), (4, document, "", "18")]);
}

#[test]
fn namespaces_versions_and_dates_are_taken_as_they_are() {
    for (date, meant) in [
        ("2014-06-01T0:36:33", Some("2014-06-01T00:36:33")),
        ("2007-10-30", Some("2007-10-30T00:00:00")),
        ("2022-10-31UTC02:25:50", Some("2022-10-31T02:25:50")),
        ("2022-13-31", None),
        ("вчера", None),
        ("", None),
    ] {
        let xml = format!(
            "<c:КоммерческаяИнформация xmlns:c=\"urn:x\" ВерсияСхемы=\"9.9\" ДатаФормирования=\"{date}\"/>"
        );
        let (head, _) = records(xml.as_bytes()).unwrap();
        assert_eq!(head.version, "9.9");
        assert_eq!(head.made_at, meant.map(|meant| meant.parse().unwrap()), "{date}");
    }
    let prefixed = rooted(
        "<c:Каталог><c:Товары><c:Товар><c:Ид>1</c:Ид><c:Наименование>n</c:Наименование></c:Товар></c:Товары></c:Каталог>",
    );
    assert!(matches!(
        records(prefixed.as_bytes()).unwrap().1.as_slice(),
        [Record::Catalog(_), Record::Good(_)]
    ));
}

#[test]
fn a_long_dictionary_on_many_lines_is_within_the_limits() {
    let value = |number| {
        format!(
            "\n\t\t\t\t<Справочник>\n\t\t\t\t\t<ИдЗначения>{number}</ИдЗначения>\n\t\t\t\t\t<Значение>v</Значение>\n\t\t\t\t</Справочник>"
        )
    };
    let values: String = (0..60_000).map(value).collect();
    let records = inside(&format!(
        "<Классификатор><Свойства><Свойство><Ид>p</Ид><Наименование>n</Наименование>\
         <ВариантыЗначений>{values}</ВариантыЗначений></Свойство></Свойства></Классификатор>"
    ));
    assert!(matches!(&records[..], [Record::Property(property)] if property.values.len() == 60_000));
}
