//! The people and companies of the demo story (UX §7). All names are invented.

use rust_decimal::Decimal;
use serde::Serialize;

use super::orders::recent::{NORTHVALE as NORTHVALE_RECENT, Recent, VOLTARIKA as VOLTARIKA_RECENT};

/// Everybody's password in the demo.
pub const PASSWORD: &str = "portico-demo";

/// What the demo holds, for its test.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub tenants: i64,
    pub people: i64,
    pub dealers: i64,
    pub entities: i64,
    pub contracts: i64,
    pub products: i64,
    pub sections: i64,
    pub orders: i64,
    pub orders_placed: i64,
    pub orders_confirmed: i64,
    pub orders_partly_shipped: i64,
    pub orders_shipped: i64,
    pub orders_closed: i64,
    pub orders_cancelled: i64,
    /// Carts with something in them.
    pub carts: i64,
    pub news: i64,
}

impl Counts {
    /// Adds a tenant's orders.
    pub fn add_orders(&mut self, more: &orders::Counts) {
        let [placed, confirmed, partly_shipped, shipped, closed, cancelled] = more.states;
        self.orders += more.orders;
        self.orders_placed += placed;
        self.orders_confirmed += confirmed;
        self.orders_partly_shipped += partly_shipped;
        self.orders_shipped += shipped;
        self.orders_closed += closed;
        self.orders_cancelled += cancelled;
        self.carts += more.carts;
    }
}

/// A manufacturer.
pub struct Maker {
    pub slug: &'static str,
    pub name: &'static str,
    pub locale: &'static str,
    pub time_zone: &'static str,
    pub country: &'static str,
    pub domain: &'static str,
    /// The theme of the portal; none keeps the platform's.
    pub theme: Option<&'static str>,
    pub warehouses: &'static [(&'static str, &'static str, &'static str)],
    /// (name, currency, VAT inside)
    pub price_lists: &'static [(&'static str, &'static str, bool)],
    /// The list of recommended retail prices, and its currency.
    pub retail: (&'static str, &'static str),
    /// How many goods.
    pub goods: usize,
    /// How many orders in thirteen months, with those that are told one by one.
    pub orders: usize,
    pub recent: &'static [Recent],
    /// Who has an open pad: e-mail, contract.
    pub pad: (&'static str, &'static str),
    pub staff: &'static [Person],
    pub dealers: &'static [Dealer],
}

/// A person: login before the @, name, role.
pub struct Person {
    pub login: &'static str,
    pub name: &'static str,
    pub role: &'static str,
    /// Order limit in whole units of the currency.
    pub limit: Option<i64>,
}

/// A dealer with its people, entities and their contracts.
pub struct Dealer {
    pub name: &'static str,
    pub domain: &'static str,
    pub city: &'static str,
    pub state: &'static str,
    pub people: &'static [Person],
    pub entities: &'static [Entity],
}

/// A legal entity; a sole proprietor has a tax id of 12 digits.
pub struct Entity {
    pub name: &'static str,
    pub sole: bool,
    pub contracts: &'static [Contract],
}

/// A contract: number, level, currency, days of deferral (none is prepaid), credit limit.
pub struct Contract {
    pub number: &'static str,
    pub level: Level,
    pub currency: &'static str,
    pub days: Option<i32>,
    pub credit: Option<i64>,
    pub vat_on_top: bool,
}

/// Price levels of Voltarika.
#[derive(Clone, Copy)]
pub enum Level {
    Start,
    Bronze,
    Silver,
    Gold,
}

impl Level {
    /// Name in the maker's language, and percent on the lists' prices.
    pub fn terms(self, locale: &str) -> (&'static str, Decimal) {
        let (ru, en, percent) = match self {
            Self::Start => ("Старт", "Start", 0),
            Self::Bronze => ("Бронза", "Bronze", -5),
            Self::Silver => ("Серебро", "Silver", -9),
            Self::Gold => ("Золото", "Gold", -13),
        };
        (if locale == "ru" { ru } else { en }, Decimal::from(percent))
    }

    /// What a dealer of the level spends at once, in roubles.
    pub fn usual_order(self) -> Decimal {
        Decimal::from(match self {
            Self::Start => 25_000,
            Self::Bronze => 45_000,
            Self::Silver => 80_000,
            Self::Gold => 120_000,
        })
    }
}

/// The least that may be ordered in the currency.
pub fn minimum_order(currency: &str) -> Decimal {
    Decimal::from(if currency == "RUB" { 5_000 } else { 250 })
}

const fn person(login: &'static str, name: &'static str, role: &'static str) -> Person {
    Person { login, name, role, limit: None }
}

const fn limited(login: &'static str, name: &'static str, role: &'static str, limit: i64) -> Person {
    Person { login, name, role, limit: Some(limit) }
}

const fn rub(number: &'static str, level: Level, days: Option<i32>, credit: Option<i64>) -> Contract {
    Contract { number, level, currency: "RUB", days, credit, vat_on_top: false }
}

const fn foreign(number: &'static str, currency: &'static str, level: Level, days: Option<i32>) -> Contract {
    Contract { number, level, currency, days, credit: None, vat_on_top: true }
}

const fn company(name: &'static str, contracts: &'static [Contract]) -> Entity {
    Entity { name, sole: false, contracts }
}

const fn sole(name: &'static str, contracts: &'static [Contract]) -> Entity {
    Entity { name, sole: true, contracts }
}

const fn dealer(
    name: &'static str,
    domain: &'static str,
    city: &'static str,
    people: &'static [Person],
    entities: &'static [Entity],
) -> Dealer {
    Dealer { name, domain, city, state: "active", people, entities }
}

use Level::{Bronze, Gold, Silver, Start};

/// The two manufacturers.
pub const MAKERS: &[Maker] = &[
    Maker {
        slug: "voltarika",
        name: "Вольтарика",
        locale: "ru",
        time_zone: "Europe/Moscow",
        country: "RU",
        domain: "voltarika.example",
        theme: None,
        warehouses: &[
            ("Тверь", "Tver", "Europe/Moscow"),
            ("Москва", "Moscow", "Europe/Moscow"),
            ("Екатеринбург", "Yekaterinburg", "Asia/Yekaterinburg"),
            ("Новосибирск", "Novosibirsk", "Asia/Novosibirsk"),
        ],
        price_lists: &[("Опт", "RUB", true), ("Экспорт", "USD", false)],
        retail: ("РРЦ", "RUB"),
        goods: 1_240,
        orders: 460,
        recent: VOLTARIKA_RECENT,
        pad: ("pavel@svet-trade.example", "11-Д"),
        staff: &[
            person("owner", "Лев Громов", "owner"),
            person("sales", "Ирина Соколова", "sales_manager"),
            person("catalog", "Игорь Лапин", "catalog_manager"),
            person("content", "Нина Белова", "content_editor"),
            person("trainer", "Артём Дорохов", "trainer"),
            person("warehouse", "Фёдор Котов", "warehouse"),
        ],
        dealers: VOLTARIKA,
    },
    Maker {
        slug: "northvale",
        name: "Northvale Supply Works",
        locale: "en",
        time_zone: "Europe/London",
        country: "GB",
        domain: "northvale.example",
        theme: Some("workshop"),
        warehouses: &[("Leeds", "Leeds", "Europe/London"), ("Rotterdam", "Rotterdam", "Europe/Amsterdam")],
        price_lists: &[("Trade", "GBP", false), ("Continent", "EUR", false)],
        retail: ("RRP", "GBP"),
        goods: 400,
        orders: 60,
        recent: NORTHVALE_RECENT,
        pad: ("sam@ridgeway.example", "NV-101"),
        staff: &[
            person("owner", "Harriet Vale", "owner"),
            person("sales", "Tom Ashdown", "sales_manager"),
            person("warehouse", "Grace Holt", "warehouse"),
        ],
        dealers: NORTHVALE,
    },
];

const VOLTARIKA: &[Dealer] = &[
    dealer(
        "Свет-Трейд",
        "svet-trade.example",
        "Тверь",
        &[
            person("olga", "Ольга Ветрова", "dealer_head"),
            limited("pavel", "Павел Орлов", "buyer", 150_000),
            person("vera", "Вера Лунина", "accountant"),
        ],
        &[
            company(
                "ООО «Свет-Трейд»",
                &[rub("8-Д", Silver, Some(14), Some(1_240_000)), rub("9-П", Start, None, None)],
            ),
            company("ООО «Свет-Трейд Север»", &[rub("11-Д", Bronze, Some(14), Some(300_000))]),
        ],
    ),
    dealer(
        "Труба и Кабель",
        "tk.example",
        "Москва",
        &[person("roman", "Роман Сомов", "dealer_head"), person("anna", "Анна Клюева", "buyer")],
        &[
            company(
                "ООО «ТК Опт»",
                &[rub("14-Д", Silver, Some(30), Some(2_000_000)), foreign("15-В", "USD", Start, Some(14))],
            ),
            sole("ИП Сомов Р. А.", &[rub("21-Р", Bronze, None, None)]),
        ],
    ),
    Dealer {
        name: "ЭлектроДвор",
        domain: "elektrodvor.example",
        city: "Калуга",
        state: "pending",
        people: &[person("head", "Егор Зимин", "dealer_head")],
        entities: &[company("ООО «ЭлектроДвор»", &[rub("40-П", Start, None, None)])],
    },
    dealer(
        "Монтаж-Сервис",
        "montazh.example",
        "Ярославль",
        &[person("head", "Денис Руднев", "dealer_head"), limited("buyer", "Юлия Каш", "buyer", 80_000)],
        &[
            company(
                "ООО «Монтаж-Сервис»",
                &[rub("16-Д", Gold, Some(45), Some(3_500_000)), rub("17-П", Gold, None, None)],
            ),
            company("ООО «МС Комплект»", &[rub("18-Д", Bronze, Some(14), Some(200_000))]),
        ],
    ),
    dealer(
        "Электрика Юг",
        "elug.example",
        "Краснодар",
        &[person("head", "Тимур Асланов", "dealer_head")],
        &[
            company(
                "ООО «Электрика Юг»",
                &[rub("22-Д", Silver, Some(30), Some(900_000)), rub("23-П", Silver, None, None)],
            ),
            sole("ИП Асланов Т. М.", &[rub("24-П", Start, None, None)]),
        ],
    ),
    dealer(
        "Сантех-Урал",
        "santeh-ural.example",
        "Екатеринбург",
        &[person("head", "Марина Шилова", "dealer_head"), person("seller", "Глеб Титов", "seller")],
        &[
            company(
                "ООО «Сантех-Урал»",
                &[rub("25-Д", Gold, Some(30), Some(2_800_000)), rub("26-П", Gold, None, None)],
            ),
            company("ООО «СУ Розница»", &[rub("27-П", Bronze, None, None)]),
        ],
    ),
    dealer(
        "Лампа и Ко",
        "lampa.example",
        "Казань",
        &[person("head", "Алия Сафина", "dealer_head")],
        &[
            company(
                "ООО «Лампа и Ко»",
                &[rub("28-Д", Bronze, Some(14), Some(250_000)), rub("29-П", Bronze, None, None)],
            ),
            sole("ИП Сафина А. Р.", &[rub("30-П", Start, None, None)]),
        ],
    ),
    dealer(
        "СибЭлектро",
        "sibelektro.example",
        "Новосибирск",
        &[
            person("head", "Кирилл Воронов", "dealer_head"),
            person("tech", "Олег Лис", "technical_specialist"),
        ],
        &[
            company(
                "ООО «СибЭлектро»",
                &[rub("31-Д", Silver, Some(45), Some(1_500_000)), foreign("32-В", "USD", Silver, None)],
            ),
            company("ООО «СЭ Монтаж»", &[rub("33-П", Start, None, None)]),
        ],
    ),
    dealer(
        "Тёплый дом",
        "tepliy-dom.example",
        "Пермь",
        &[person("head", "Лидия Попова", "dealer_head")],
        &[company("ООО «Тёплый дом»", &[rub("34-П", Start, None, None)])],
    ),
    dealer(
        "Каскад",
        "kaskad.example",
        "Самара",
        &[person("head", "Борис Гусев", "dealer_head")],
        &[company("АО «Каскад»", &[rub("35-Д", Bronze, Some(14), Some(400_000))])],
    ),
    dealer(
        "Инжсистемы",
        "ingsys.example",
        "Уфа",
        &[person("head", "Ильдар Хасанов", "dealer_head")],
        &[company("ООО «Инжсистемы»", &[rub("36-Д", Silver, Some(30), Some(700_000))])],
    ),
    dealer(
        "Розетка-Маркет",
        "rozetka-market.example",
        "Воронеж",
        &[person("head", "Софья Ершова", "dealer_head")],
        &[company("ООО «Розетка-Маркет»", &[rub("37-П", Start, None, None)])],
    ),
];

const NORTHVALE: &[Dealer] = &[
    dealer(
        "Ridgeway Merchants",
        "ridgeway.example",
        "Leeds",
        &[person("claire", "Claire Ridge", "dealer_head"), limited("sam", "Sam Porter", "buyer", 5_000)],
        &[company("Ridgeway Merchants Ltd", &[foreign("NV-101", "GBP", Silver, Some(30))])],
    ),
    dealer(
        "Hollis & Sons",
        "hollis.example",
        "York",
        &[person("mark", "Mark Hollis", "dealer_head")],
        &[company("Hollis & Sons Ltd", &[foreign("NV-102", "GBP", Bronze, None)])],
    ),
    dealer(
        "De Graaf Techniek",
        "degraaf.example",
        "Rotterdam",
        &[person("joost", "Joost de Graaf", "dealer_head")],
        &[company("De Graaf Techniek B.V.", &[foreign("NV-201", "EUR", Gold, Some(45))])],
    ),
    dealer(
        "Lindqvist Bygg",
        "lindqvist.example",
        "Malmö",
        &[person("elin", "Elin Lindqvist", "dealer_head")],
        &[company("Lindqvist Bygg AB", &[foreign("NV-202", "EUR", Start, None)])],
    ),
    dealer(
        "Carrick Trade Counter",
        "carrick.example",
        "Glasgow",
        &[person("fiona", "Fiona Carrick", "dealer_head")],
        &[company("Carrick Trade Ltd", &[foreign("NV-103", "GBP", Start, None)])],
    ),
];
