//! Whatever happens to the bytes of a file, the answer comes, and soon.

use proptest::prelude::*;

use super::records;

const WHOLE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<КоммерческаяИнформация ВерсияСхемы=\"2.07\" ДатаФормирования=\"2020-02-06T11:15:23\">
<Классификатор><Группы><Группа><Ид>s</Ид><Наименование>S &amp;quot;x&amp;quot;</Наименование><Группы/></Группа></Группы></Классификатор>
<Каталог СодержитТолькоИзменения=\"false\"><Ид>c</Ид><Товары><Товар Статус=\"Удален\"><Ид>g</Ид><Наименование>Лампа</Наименование>
<БазоваяЕдиница Код=\"796\"><Пересчет><Единица>778</Единица><Коэффициент>12</Коэффициент></Пересчет>шт</БазоваяЕдиница><!-- c --></Товар></Товары></Каталог>
<ПакетПредложений><Ид>c#</Ид><Предложения><Предложение><Ид>g#v</Ид><Цены><Цена><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>1.5</ЦенаЗаЕдиницу></Цена></Цены>
<Склад ИдСклада=\"w\" КоличествоНаСкладе=\"3\"/></Предложение></Предложения></ПакетПредложений>
</КоммерческаяИнформация>";

proptest! {
    #[test]
    fn mutated_files_never_panic(
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        length in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = WHOLE.as_bytes().to_vec();
        for (place, byte) in flips {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(length.index(bytes.len()));
        }
        let begun = std::time::Instant::now();
        if let Ok((_, records)) = records(&bytes) {
            prop_assert!(records.len() <= 20);
        }
        prop_assert!(begun.elapsed().as_secs() < 5);
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(records(&bytes).is_err());
    }
}

#[test]
fn the_file_is_fine_when_nobody_touches_it() {
    assert_eq!(records(WHOLE.as_bytes()).unwrap().1.len(), 5);
}
