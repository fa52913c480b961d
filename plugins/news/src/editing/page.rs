//! /manage/content/news/new and /manage/content/news/{number}: the editor. Words at the left, whom and when at the right.

use std::collections::BTreeSet;

use accounts::groups::Group;
use jiff::Timestamp;
use kit::rights::Reach;
use kit::text::{Locale, Text};
use kit::values::Id;
use kit::web::{Ctx, Form, FormState, Page, Path, Tx, View};
use kit::{Error, Result};
use serde::Serialize;
use tenancy::TenantTx;
use uuid::Uuid;

use super::form::languages;
use super::preview::{self, Reading};
use super::store::{self, Kept};
use crate::item::{Draft, KINDS, Words};
use crate::reading::show::{Shown, pictures};
use crate::schedule::{PUBLISH, TAKE_DOWN};

/// The editor.
#[derive(Serialize)]
pub struct Editor {
    form: FormState,
    /// Names of the ticked boxes, and ids of the ticked groups.
    ticked: Vec<String>,
    groups: Vec<Group>,
    kinds: Vec<&'static str>,
    languages: Vec<Language>,
    item: Option<Item>,
    /// The key of the press that makes a new item.
    key: String,
    version: i64,
    zone: String,
    /// Somebody has saved in between.
    theirs: Option<Theirs>,
    readers: Vec<Reading>,
    preview: Option<preview::Seen>,
}

#[derive(Serialize)]
struct Language {
    code: &'static str,
    name: &'static str,
    /// The manufacturer's own, or one that has words.
    open: bool,
}

/// An item that is kept.
#[derive(Serialize)]
struct Item {
    number: i32,
    state: &'static str,
    removed: bool,
    changed_by: String,
    changed_at: Timestamp,
    pictures: Vec<Shown>,
}

/// What somebody else has saved, where it differs from what was typed.
#[derive(Serialize)]
pub struct Theirs {
    by: String,
    at: Timestamp,
    fields: Vec<Differs>,
}

#[derive(Serialize)]
struct Differs {
    key: String,
    language: Option<&'static str>,
    saved: String,
}

impl Page for Editor {
    const TEMPLATE: &'static str = "news/editor.html";
    fn samples() -> Vec<Self> {
        let item = |state, removed| Item {
            number: 123_456,
            state,
            removed,
            changed_by: "Нина".to_owned(),
            changed_at: Timestamp::UNIX_EPOCH,
            pictures: crate::reading::show::Article::sample().pictures,
        };
        let page = |form, item| Self {
            form,
            ticked: vec!["everyone".to_owned(), Uuid::nil().to_string()],
            groups: vec![Group { id: Uuid::nil(), name: "Опт".to_owned(), dealers: 21 }],
            kinds: KINDS.to_vec(),
            languages: vec![
                Language { code: "ru", name: "Русский", open: true },
                Language { code: "en", name: "English", open: false },
            ],
            item,
            key: "0".to_owned(),
            version: 7,
            zone: "Europe/Moscow".to_owned(),
            theirs: None,
            readers: Reading::samples(),
            preview: None,
        };
        let title =
            Differs { key: "news-title".to_owned(), language: Some("ru"), saved: "Иначе".to_owned() };
        let theirs = Theirs { by: "Нина".to_owned(), at: Timestamp::UNIX_EPOCH, fields: vec![title] };
        vec![
            Self { groups: Vec::new(), ..page(FormState::default(), None) },
            page(
                FormState::wrong("title_ru", Text::key("news-title-missing")),
                Some(item("scheduled", false)),
            ),
            Self {
                theirs: Some(theirs),
                ..page(FormState::with(&[("title_ru", "Так")]), Some(item("out", false)))
            },
            page(FormState::default(), Some(item("draft", true))),
            Self { preview: Some(preview::Seen::sample()), ..page(FormState::default(), None) },
        ]
    }
}

pub async fn new(mut tx: Tx, ctx: Ctx, _reach: Reach) -> Result<View<Editor>> {
    let form = FormState::with(&[("kind", "other")]);
    Ok(View::new(Editor::of(&mut tx, &ctx, Typed { form, ticked: Vec::new() }, None).await?))
}

pub async fn show(mut tx: Tx, ctx: Ctx, _reach: Reach, Path(number): Path<i32>) -> Result<View<Editor>> {
    let kept = store::find(&mut tx, number).await?.ok_or(Error::NotFound)?;
    Ok(View::new(Editor::of(&mut tx, &ctx, Typed::of(&kept.draft, &ctx), Some(&kept)).await?))
}

/// What stands in the fields.
pub struct Typed {
    pub form: FormState,
    pub ticked: Vec<String>,
}

impl Typed {
    /// As it came in.
    pub fn again(form: &Form) -> Self {
        let boxes = ["important", "everyone", "dealers", "private_persons", "staff"];
        let named = boxes.iter().filter(|name| !form.get(name).is_empty()).map(|name| (*name).to_owned());
        let groups = form.all("group").map(str::to_owned);
        let dropped = form.all("drop").map(str::to_owned);
        Self { ticked: named.chain(groups).chain(dropped).collect(), form: form.state(&[]) }
    }

    fn of(draft: &Draft, ctx: &Ctx) -> Self {
        let mut pairs: Vec<(String, String)> = vec![("kind".to_owned(), draft.kind.to_owned())];
        for words in &draft.words {
            pairs.push((format!("title_{}", words.language), words.title.clone()));
            pairs.push((format!("text_{}", words.language), words.source.clone()));
        }
        let times =
            PUBLISH.shown(draft.publish_at, ctx).into_iter().chain(TAKE_DOWN.shown(draft.take_down_at, ctx));
        pairs.extend(times.map(|(name, value)| (name.to_owned(), value)));
        let audience = &draft.audience;
        let boxes = [
            ("important", draft.important),
            ("everyone", audience.everyone),
            ("dealers", audience.dealers),
            ("private_persons", audience.private_persons),
            ("staff", audience.staff),
        ];
        let named = boxes.into_iter().filter(|(_, ticked)| *ticked).map(|(name, _)| name.to_owned());
        let ticked = named.chain(audience.groups.iter().map(Uuid::to_string)).collect();
        Self { form: FormState { values: pairs.into_iter().collect(), errors: Vec::new() }, ticked }
    }
}

impl Editor {
    pub async fn of(tx: &mut TenantTx, ctx: &Ctx, typed: Typed, kept: Option<&Kept>) -> Result<Self> {
        let value = |name: String| typed.form.values.get(&name).is_some_and(|value| !value.is_empty());
        let own = ctx.tenant.locale();
        let languages = languages(ctx)
            .filter_map(Locale::parse)
            .map(|locale| Language {
                code: locale.code(),
                name: locale.own_name(),
                open: locale.code() == own
                    || value(format!("title_{locale}"))
                    || value(format!("text_{locale}")),
            })
            .collect();
        let item = match kept {
            Some(kept) => Some(Item {
                number: kept.number,
                state: super::list::state(&kept.draft, ctx.now),
                removed: kept.removed,
                changed_by: kept.changed_by.clone(),
                changed_at: kept.changed_at,
                pictures: pictures(tx, kept.number).await?,
            }),
            None => None,
        };
        let key = typed.form.values.get("key").filter(|key| key.parse::<Uuid>().is_ok()).cloned();
        Ok(Self {
            groups: accounts::groups::all(tx).await?,
            readers: preview::readings(tx).await?,
            ticked: typed.ticked,
            form: typed.form,
            kinds: KINDS.to_vec(),
            languages,
            item,
            key: key.unwrap_or_else(|| Id::<Draft>::new().to_string()),
            version: kept.map_or(0, |kept| kept.version),
            zone: ctx.tenant.time_zone().to_owned(),
            theirs: None,
            preview: None,
        })
    }

    /// With what somebody else has saved meanwhile beside what was typed.
    pub fn beside(mut self, kept: &Kept, ctx: &Ctx) -> Self {
        let saved = Typed::of(&kept.draft, ctx);
        let differs = |name: &str| {
            let theirs = saved.form.values.get(name).map_or("", |value| value.trim());
            let mine = self.form.values.get(name).map_or("", |value| value.trim());
            (theirs.replace('\r', "") != mine.replace('\r', "")).then(|| theirs.to_owned())
        };
        let mut fields = Vec::new();
        for language in languages(ctx) {
            for word in ["title", "text"] {
                if let Some(saved) = differs(&format!("{word}_{language}")) {
                    fields.push(Differs { key: format!("news-{word}"), language: Some(language), saved });
                }
            }
        }
        for (day, time, key) in [
            (PUBLISH.day, PUBLISH.time, "news-publish-at"),
            (TAKE_DOWN.day, TAKE_DOWN.time, "news-take-down-at"),
        ] {
            if differs(day).is_some() || differs(time).is_some() {
                let value = |name: &str| saved.form.values.get(name).cloned().unwrap_or_default();
                let saved = format!("{} {}", value(day), value(time)).trim().to_owned();
                fields.push(Differs { key: key.to_owned(), language: None, saved });
            }
        }
        let ticks = |ticked: &[String]| ticked.iter().filter(|name| *name != "important").cloned().collect();
        let (theirs, mine): (BTreeSet<String>, BTreeSet<String>) =
            (ticks(&saved.ticked), ticks(&self.ticked));
        if theirs != mine {
            let saved = self.groups.iter().filter(|group| theirs.contains(&group.id.to_string()));
            let saved: Vec<&str> = saved.map(|group| group.name.as_str()).collect();
            fields.push(Differs { key: "news-audience".to_owned(), language: None, saved: saved.join(", ") });
        }
        self.theirs = Some(Theirs { by: kept.changed_by.clone(), at: kept.changed_at, fields });
        self
    }

    pub fn previewing(mut self, seen: preview::Seen) -> Self {
        self.preview = Some(seen);
        self
    }
}

/// The title for messages and lists: the manufacturer's language first.
pub fn title(words: &[Words], ctx: &Ctx) -> String {
    let found = languages(ctx).find_map(|language| words.iter().find(|words| words.language == language));
    found.map_or_else(String::new, |words| words.title.clone())
}
