//! What the files say of one good, a line for each.

use std::io::{self, Write};

use super::{Scheme, escaped};
use crate::files::File;
use crate::good::{Good, WAREHOUSES};
use crate::mixing::id_of;

pub fn good(out: &mut File, scheme: Scheme, good: &Good) -> io::Result<()> {
    match scheme {
        Scheme::V207 => {
            let status = if good.deleted { " Статус=\"Удален\"" } else { "" };
            write!(out, "<Товар{status}><Ид>{}</Ид>", good.id)?;
        }
        Scheme::V31 => {
            write!(out, "<Товар><Ид>{}</Ид>", good.id)?;
            deleted(out, good)?;
        }
    }
    if let Some(barcode) = &good.barcode {
        write!(out, "<Штрихкод>{barcode}</Штрихкод>")?;
    }
    write!(out, "<Артикул>{}</Артикул>", escaped(&good.article))?;
    write!(out, "<Наименование>{}</Наименование>", escaped(&good.name))?;
    unit(out, scheme, good)?;
    write!(out, "<Группы><Ид>{}</Ид></Группы>", id_of("group", good.group))?;
    write!(out, "<Изготовитель><Ид>{}</Ид>", id_of("brand", good.brand))?;
    write!(out, "<Наименование>{}</Наименование></Изготовитель>", good.brand)?;
    attributes(out, good)?;
    write!(out, "<СтавкиНалогов><СтавкаНалога><Наименование>НДС</Наименование>")?;
    write!(out, "<Ставка>{}</Ставка></СтавкаНалога></СтавкиНалогов>", good.vat)?;
    write!(out, "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>ТипНоменклатуры</Наименование>")?;
    writeln!(out, "<Значение>Товар</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Товар>")
}

/// The offer of 2.07: prices and stock included.
pub fn whole_offer(out: &mut File, good: &Good) -> io::Result<()> {
    write!(out, "<Предложение><Ид>{}</Ид><Артикул>{}</Артикул>", good.id, escaped(&good.article))?;
    write!(out, "<Наименование>{}</Наименование>", escaped(&good.name))?;
    prices(out, good)?;
    write!(out, "<Количество>{}</Количество>", good.stock.iter().sum::<i64>())?;
    for (name, units) in WAREHOUSES.iter().zip(good.stock) {
        write!(out, "<Склад ИдСклада=\"{}\" КоличествоНаСкладе=\"{units}\"/>", id_of("store", name))?;
    }
    writeln!(out, "</Предложение>")
}

/// The offer of 3.1: that there is one.
pub fn offer(out: &mut File, good: &Good) -> io::Result<()> {
    write!(out, "<Предложение><Ид>{}</Ид>", good.id)?;
    deleted(out, good)?;
    writeln!(out, "<Наименование>{}</Наименование></Предложение>", escaped(&good.name))
}

pub fn prices_of(out: &mut File, good: &Good) -> io::Result<()> {
    write!(out, "<Предложение><Ид>{}</Ид>", good.id)?;
    prices(out, good)?;
    writeln!(out, "</Предложение>")
}

pub fn rests(out: &mut File, good: &Good) -> io::Result<()> {
    write!(out, "<Предложение><Ид>{}</Ид><Остатки>", good.id)?;
    for (name, units) in WAREHOUSES.iter().zip(good.stock) {
        write!(out, "<Остаток><Склад><Ид>{}</Ид>", id_of("store", name))?;
        write!(out, "<Количество>{units}</Количество></Склад></Остаток>")?;
    }
    writeln!(out, "</Остатки></Предложение>")
}

fn deleted(out: &mut File, good: &Good) -> io::Result<()> {
    write!(out, "<ПометкаУдаления>{}</ПометкаУдаления>", good.deleted)
}

/// Only 2.07 has a place for packages.
fn unit(out: &mut File, scheme: Scheme, good: &Good) -> io::Result<()> {
    let unit = good.unit;
    if scheme == Scheme::V31 {
        return write!(out, "<БазоваяЕдиница>{} </БазоваяЕдиница>", unit.code);
    }
    write!(out, "<БазоваяЕдиница Код=\"{} \" НаименованиеПолное=\"{}\"", unit.code, unit.full)?;
    write!(out, " МеждународноеСокращение=\"{}\">", unit.international)?;
    for pack in &good.packs {
        write!(out, "<Пересчет><Единица>{}</Единица>", pack.unit)?;
        write!(out, "<Коэффициент>{}</Коэффициент></Пересчет>", pack.holds)?;
    }
    write!(out, "</БазоваяЕдиница>")
}

fn attributes(out: &mut File, good: &Good) -> io::Result<()> {
    write!(out, "<ЗначенияСвойств>")?;
    for attribute in &good.attributes {
        let id = id_of("prop", &[attribute.name, attribute.unit].concat());
        let value = escaped(&attribute.value);
        write!(out, "<ЗначенияСвойства><Ид>{id}</Ид><Значение>{value}</Значение></ЗначенияСвойства>")?;
    }
    write!(out, "</ЗначенияСвойств>")
}

fn prices(out: &mut File, good: &Good) -> io::Result<()> {
    let unit = good.unit.short;
    write!(out, "<Цены>")?;
    for price in &good.prices {
        let (amount, currency) = (price.amount, price.list.currency);
        write!(out, "<Цена><Представление>{amount} {currency} за {unit}</Представление>")?;
        write!(out, "<ИдТипаЦены>{}</ИдТипаЦены>", id_of("price", price.list.name))?;
        write!(out, "<ЦенаЗаЕдиницу>{amount}</ЦенаЗаЕдиницу><Валюта>{currency}</Валюта>")?;
        write!(out, "<Единица>{unit}</Единица><Коэффициент>1</Коэффициент></Цена>")?;
    }
    write!(out, "</Цены>")
}
