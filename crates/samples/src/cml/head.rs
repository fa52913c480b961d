//! What stands before and after the goods: classifier, catalog and package of offers.

use std::io::{self, Write};

use super::{Exchange, Scheme, escaped};
use crate::families::{FAMILIES, UNITS, properties};
use crate::files::File;
use crate::good::{PRICE_LISTS, WAREHOUSES};
use crate::mixing::id_of;

const CATALOG: &str = "Основной каталог товаров";
const END: &str = "</КоммерческаяИнформация>\n";

pub fn catalog(out: &mut File, exchange: &Exchange) -> io::Result<()> {
    let id = exchange.catalog;
    root(out, exchange)?;
    write!(out, "<Классификатор><Ид>{id}</Ид><Наименование>{CATALOG}</Наименование>")?;
    owner(out)?;
    groups(out)?;
    property_list(out)?;
    if exchange.scheme == Scheme::V31 {
        price_lists(out)?;
        warehouses(out)?;
        units(out)?;
    }
    let partial = exchange.partial;
    write!(out, "</Классификатор>\n<Каталог СодержитТолькоИзменения=\"{partial}\">")?;
    write!(out, "<Ид>{id}</Ид><ИдКлассификатора>{id}</ИдКлассификатора>")?;
    write!(out, "<Наименование>{CATALOG}</Наименование>")?;
    owner(out)?;
    writeln!(out, "<Товары>")
}

pub fn end_of_catalog(out: &mut File) -> io::Result<()> {
    write!(out, "</Товары></Каталог>\n{END}")
}

pub fn package(out: &mut File, exchange: &Exchange) -> io::Result<()> {
    let (id, partial) = (exchange.catalog, exchange.partial);
    root(out, exchange)?;
    write!(out, "<ПакетПредложений СодержитТолькоИзменения=\"{partial}\"><Ид>{id}#</Ид>")?;
    write!(out, "<Наименование>Пакет предложений</Наименование><ИдКаталога>{id}</ИдКаталога>")?;
    write!(out, "<ИдКлассификатора>{id}</ИдКлассификатора>")?;
    if exchange.scheme == Scheme::V207 {
        owner(out)?;
        price_lists(out)?;
        warehouses(out)?;
    }
    writeln!(out, "<Предложения>")
}

pub fn end_of_package(out: &mut File) -> io::Result<()> {
    write!(out, "</Предложения></ПакетПредложений>\n{END}")
}

/// Begins with a byte order mark, as files of 1C do.
fn root(out: &mut File, exchange: &Exchange) -> io::Result<()> {
    let (space, version) = match exchange.scheme {
        Scheme::V207 => ("2", "2.07"),
        Scheme::V31 => ("3", "3.1"),
    };
    let day = if exchange.partial { 11 } else { 10 };
    writeln!(out, "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    write!(out, "<КоммерческаяИнформация xmlns=\"urn:1C.ru:commerceml_{space}\" ВерсияСхемы=\"{version}\"")?;
    writeln!(out, " ДатаФормирования=\"2026-01-{day}T09:00:00\">")
}

fn owner(out: &mut File) -> io::Result<()> {
    write!(out, "<Владелец><Ид>{}</Ид><Наименование>ТД «Образец»</Наименование>", id_of("owner", "x"))?;
    write!(out, "<ИНН>7707083893</ИНН><КПП>770701001</КПП></Владелец>")
}

fn groups(out: &mut File) -> io::Result<()> {
    let paths: Vec<&str> = FAMILIES.iter().map(|family| family.group).collect();
    group_level(out, "", &paths)
}

/// The groups right below `parent`, each with those below it. `paths` are below the parent and relative to it.
fn group_level(out: &mut File, parent: &str, paths: &[&str]) -> io::Result<()> {
    let mut done = Vec::new();
    write!(out, "<Группы>")?;
    for path in paths {
        let name = path.split('/').next().unwrap_or_default();
        if done.contains(&name) {
            continue;
        }
        done.push(name);
        let whole = if parent.is_empty() { name.to_owned() } else { format!("{parent}/{name}") };
        let below: Vec<&str> = paths
            .iter()
            .filter_map(|path| path.split_once('/'))
            .filter_map(|(first, rest)| (first == name).then_some(rest))
            .collect();
        write!(out, "<Группа><Ид>{}</Ид>", id_of("group", &whole))?;
        write!(out, "<Наименование>{}</Наименование>", escaped(name))?;
        if !below.is_empty() {
            group_level(out, &whole, &below)?;
        }
        write!(out, "</Группа>")?;
    }
    write!(out, "</Группы>")
}

fn property_list(out: &mut File) -> io::Result<()> {
    write!(out, "<Свойства>")?;
    for (name, unit) in properties() {
        let comma = if unit.is_empty() { "" } else { ", " };
        let kind = if unit.is_empty() { "Строка" } else { "Число" };
        write!(out, "<Свойство><Ид>{}</Ид>", id_of("prop", &[name, unit].concat()))?;
        write!(out, "<Наименование>{}</Наименование>", escaped(&[name, comma, unit].concat()))?;
        write!(out, "<ТипЗначений>{kind}</ТипЗначений></Свойство>")?;
    }
    write!(out, "</Свойства>")
}

fn price_lists(out: &mut File) -> io::Result<()> {
    write!(out, "<ТипыЦен>")?;
    for list in PRICE_LISTS {
        write!(out, "<ТипЦены><Ид>{}</Ид>", id_of("price", list.name))?;
        write!(out, "<Наименование>{}</Наименование><Валюта>{}</Валюта>", list.name, list.currency)?;
        write!(out, "<Налог><Наименование>НДС</Наименование>")?;
        write!(out, "<УчтеноВСумме>{}</УчтеноВСумме></Налог></ТипЦены>", list.vat_included)?;
    }
    write!(out, "</ТипыЦен>")
}

fn warehouses(out: &mut File) -> io::Result<()> {
    write!(out, "<Склады>")?;
    for name in WAREHOUSES {
        let id = id_of("store", name);
        write!(out, "<Склад><Ид>{id}</Ид><Наименование>{name}</Наименование></Склад>")?;
    }
    write!(out, "</Склады>")
}

/// 1C pads the codes with a blank.
fn units(out: &mut File) -> io::Result<()> {
    write!(out, "<ЕдиницыИзмерения>")?;
    for unit in UNITS {
        write!(out, "<ЕдиницаИзмерения><Ид>{} </Ид>", unit.code)?;
        write!(out, "<НаименованиеКраткое>{}</НаименованиеКраткое>", unit.short)?;
        write!(out, "<Код>{} </Код><НаименованиеПолное>{}</НаименованиеПолное>", unit.code, unit.full)?;
        write!(out, "<МеждународноеСокращение>{}</МеждународноеСокращение>", unit.international)?;
        write!(out, "</ЕдиницаИзмерения>")?;
    }
    write!(out, "</ЕдиницыИзмерения>")
}
