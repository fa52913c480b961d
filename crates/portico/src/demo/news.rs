//! The demo's news: fourteen of Voltarika and six of Northvale, dated from today, some for a group only. All invented.

use jiff::{SignedDuration, Timestamp};
use kit::text::Locale;
use kit::{Error, Result};
use news::{Audience, Draft, Words};
use tenancy::TenantTx;
use uuid::Uuid;

use super::orders::people::Trade;

/// An item of the story.
struct Told {
    kind: &'static str,
    important: bool,
    whom: Whom,
    /// Hours from now until it comes out (negative: since), and until it goes.
    from: i64,
    until: Option<i64>,
    title: &'static str,
    text: &'static str,
    /// Title and text in English, where the story has both.
    english: Option<(&'static str, &'static str)>,
}

#[derive(Clone, Copy)]
enum Whom {
    Everyone,
    Dealers,
    Staff,
    /// By the place in the list of groups.
    Group(usize),
    Groups(usize, usize),
    /// Not published.
    Draft,
}

/// A group: its name, and the e-mail domains of its dealers.
type Group = (&'static str, &'static [&'static str]);

/// What is older was read by everybody.
const READ_AFTER_HOURS: i64 = 5 * DAY;
const DAY: i64 = 24;

/// Adds the groups and the news of this manufacturer.
pub async fn add(tx: &mut TenantTx, trade: &Trade<'_>) -> Result<()> {
    let now = trade.app.clock.now();
    let (groups, told) = if trade.maker.slug == "voltarika" {
        (VOLTARIKA_GROUPS, VOLTARIKA)
    } else {
        (NORTHVALE_GROUPS, NORTHVALE)
    };
    let mut ids = Vec::new();
    for (name, domains) in groups {
        let id = accounts::groups::add_group(tx, name, now).await?;
        let in_it = |company: &&super::orders::people::Company| {
            let of = |domain: &&str| company.people.iter().any(|person| person.email.ends_with(*domain));
            domains.iter().any(|domain| of(&domain))
        };
        let members: Vec<Uuid> = trade.companies.iter().filter(in_it).map(|company| company.id).collect();
        accounts::groups::add_members(tx, id, &members, now).await?;
        ids.push(id);
    }
    let editor = trade.staff.iter().find(|actor| actor.role == "content_editor").or(trade.staff.first());
    let author = editor.map_or("", |actor| actor.name);
    for item in told {
        let draft = draft(item, &ids, now, trade.maker.locale)?;
        let number = news::add(tx, &draft, author, draft.publish_at.unwrap_or(now).min(now)).await?;
        if item.from < -READ_AFTER_HOURS {
            news::mark_read_by_all(tx, number, now).await?;
        }
    }
    Ok(())
}

fn draft(told: &Told, groups: &[Uuid], now: Timestamp, locale: &str) -> Result<Draft> {
    let at = |hours: i64| now.checked_add(SignedDuration::from_hours(hours)).map_err(Error::bug);
    let own = Locale::parse(locale).unwrap_or(Locale::EN).code();
    let word = |language, title: &str, text: &str| Words {
        language,
        title: title.to_owned(),
        source: text.to_owned(),
    };
    let english = told.english.map(|(title, text)| word("en", title, text));
    Ok(Draft {
        kind: told.kind,
        important: told.important,
        published: !matches!(told.whom, Whom::Draft),
        publish_at: (!matches!(told.whom, Whom::Draft)).then(|| at(told.from)).transpose()?,
        take_down_at: told.until.map(at).transpose()?,
        audience: audience(told.whom, groups),
        words: std::iter::once(word(own, told.title, told.text)).chain(english).collect(),
        pictures: Vec::new(),
    })
}

fn audience(whom: Whom, groups: &[Uuid]) -> Audience {
    let of = |places: &[usize]| places.iter().filter_map(|at| groups.get(*at)).copied().collect();
    let nobody = Audience::default();
    match whom {
        Whom::Everyone => Audience { everyone: true, ..nobody },
        Whom::Dealers | Whom::Draft => Audience { dealers: true, ..nobody },
        Whom::Staff => Audience { staff: true, ..nobody },
        Whom::Group(one) => Audience { groups: of(&[one]), ..nobody },
        Whom::Groups(one, other) => Audience { groups: of(&[one, other]), ..nobody },
    }
}

const fn told(kind: &'static str, whom: Whom, from: i64, title: &'static str, text: &'static str) -> Told {
    Told { kind, important: false, whom, from, until: None, title, text, english: None }
}

const VOLTARIKA_GROUPS: &[Group] = &[
    (
        "Крупный опт",
        &["svet-trade.example", "tk.example", "montazh.example", "santeh-ural.example", "sibelektro.example"],
    ),
    (
        "Юг и Поволжье",
        &["elug.example", "lampa.example", "kaskad.example", "ingsys.example", "rozetka-market.example"],
    ),
];

const NORTHVALE_GROUPS: &[Group] = &[
    ("Continent", &["degraaf.example", "lindqvist.example"]),
    ("Trade counters", &["hollis.example", "carrick.example"]),
];

use Whom::{Dealers, Draft as Unpublished, Everyone, Group as Of, Groups, Staff};

const VOLTARIKA: &[Told] = &[
    Told {
        important: true,
        until: Some(10 * DAY),
        english: Some((
            "The Tver warehouse works until 20:00",
            "From Monday on the Tver warehouse loads **until 20:00**, on Saturdays until 16:00.",
        )),
        ..told(
            "hours",
            Everyone,
            -3,
            "Склад в Твери работает до 20:00",
            "С понедельника склад в Твери отгружает **до 20:00**, в субботу — до 16:00.\n\n- самовывоз: окна 1–4;\n- пропуск заказывается до 18:00.",
        )
    },
    told(
        "line",
        Dealers,
        -20,
        "Автоматы MB на 50 и 63 А снова в наличии",
        "Пришли трёхполюсные автоматы на 50 и 63 А. Остаток виден [в каталоге](/catalog?q=MB-3C63), заказы из листа ожидания собраны первыми.",
    ),
    Told {
        until: Some(14 * DAY),
        ..told(
            "promotion",
            Of(0),
            -30,
            "Минус 4 % на кабельные лотки до конца месяца",
            "Для крупного опта — **ещё 4 %** к вашему уровню цен на все лотки и крышки. Скидка уже в ценах договора, ничего вводить не нужно.",
        )
    },
    Told {
        until: Some(7 * DAY),
        ..told(
            "promotion",
            Of(1),
            -40,
            "Доставка в Поволжье и на Юг — каждый вторник",
            "Сборная машина идёт по вторникам: Самара, Уфа, Казань, Воронеж, Краснодар. Заказы принимаются **до 15:00 понедельника**.",
        )
    },
    told(
        "other",
        Staff,
        -26,
        "Пятничная летучка переносится на 10:30",
        "Встречаемся в переговорной на втором этаже. Повестка: недопоставки из Екатеринбурга и новые прайс-листы.",
    ),
    Told {
        english: Some((
            "See us at the Elektro fair",
            "Hall 8, stand B40. We show the Pro series and the new LED profiles.",
        )),
        ..told(
            "exhibition",
            Everyone,
            -4 * DAY,
            "Ждём на выставке «Электро-2027»",
            "Павильон 8, стенд В40. Покажем **«Серию Про»** и новые светодиодные профили.\n\nПригласительные — у вашего менеджера.",
        )
    },
    told(
        "line",
        Dealers,
        -6 * DAY,
        "«Серия Про»: розетки и рамки в четырёх цветах",
        "Белый, графит, алюминий и слоновая кость. Рамки на 1–5 постов подходят к механизмам прежних серий.",
    ),
    told(
        "other",
        Dealers,
        -9 * DAY,
        "Счёт и накладная приходят письмом в день отгрузки",
        "Проверьте адрес бухгалтерии в разделе [«Компания»](/company): туда уходят документы каждой отгрузки.",
    ),
    told(
        "promotion",
        Groups(0, 1),
        -12 * DAY,
        "Шаровые краны: двенадцатая коробка за наш счёт",
        "При заказе от 11 коробок одного артикула двенадцатая отгружается бесплатно. Предложение закончится вместе с партией.",
    ),
    told(
        "hours",
        Everyone,
        -16 * DAY,
        "Новосибирск: склад переехал",
        "Новый адрес: Станционная, 60, корпус 4. Заезд со стороны Толмачёвского шоссе. Телефоны прежние.",
    ),
    told(
        "exhibition",
        Of(0),
        -21 * DAY,
        "Экскурсия на завод в Твери",
        "Покажем литьё корпусов и испытательную лабораторию. Группы по восемь человек, обувь без каблука.",
    ),
    Told {
        until: Some(-10 * DAY),
        ..told(
            "promotion",
            Dealers,
            -34 * DAY,
            "Осенняя распродажа светильников",
            "Остатки прошлого сезона по ценам закупки. Распродажа закончена.",
        )
    },
    Told {
        until: Some(40 * DAY),
        ..told(
            "hours",
            Everyone,
            3 * DAY,
            "Как работаем в праздники",
            "Отгрузки 30 декабря — до 13:00, с 31 декабря по 8 января склады закрыты. Заказы на портале принимаются всегда.",
        )
    },
    told(
        "line",
        Unpublished,
        0,
        "Тёплый пол: терморегуляторы с расписанием",
        "Черновик: уточнить у Игоря артикулы и дату поступления.",
    ),
];

const NORTHVALE: &[Told] = &[
    Told {
        important: true,
        until: Some(12 * DAY),
        ..told(
            "hours",
            Everyone,
            -5,
            "Leeds counter closes at noon on Friday",
            "Stocktaking: the Leeds counter closes at **12:00** on Friday. Orders placed before 10:00 leave the same day.",
        )
    },
    told(
        "line",
        Dealers,
        -2 * DAY,
        "Brass manifolds now from stock",
        "Two to twelve ways, with flow meters. Free stock is [in the catalog](/catalog?q=manifold).",
    ),
    told(
        "promotion",
        Of(0),
        -3 * DAY,
        "Free freight to the Continent from €2,500",
        "For orders from Rotterdam until the end of the month. The freight line of your order shows zero by itself.",
    ),
    told(
        "promotion",
        Of(1),
        -7 * DAY,
        "Counter displays on loan",
        "A display with forty breakers, ours for as long as you order monthly. Ask Tom.",
    ),
    told("other", Staff, -DAY, "New parking rules", "Bays 1–6 are for customers. Please use the yard."),
    told(
        "exhibition",
        Everyone,
        -14 * DAY,
        "Meet us in Birmingham",
        "Hall 4, stand 212. Bring your drawings: we quote at the stand.",
    ),
];
