//! Forms of client groups and of news.

use super::{Case, Stage, act, page};
use crate::rooms::accounts::groups::{GROUPS, group};
use crate::rooms::news::{NEWS, publish};

impl Stage {
    pub(super) async fn groups(&mut self, route: &str) -> Case {
        let mut lev = self.lev.clone();
        let (fresh, other) = (format!("Group {}", self.count), self.other.id.to_string());
        if route == GROUPS {
            return page(lev, route, &[("name", &fresh)]);
        }
        let id = group(&mut lev, &fresh, &[&self.svet]).await;
        let path = route.replace("{id}", &id);
        match route.rsplit('/').next().unwrap() {
            "{id}" => page(lev, &path, &[("name", &format!("{fresh} again"))]),
            "delete" => act(lev, &path, &[]),
            "members" => act(lev, &path, &[("dealer", &other)]),
            "remove" => act(lev, &path, &[("dealer", &self.svet.id.to_string())]),
            _ => panic!("no case for the form at {route}: add one"),
        }
    }

    pub(super) async fn news(&mut self, route: &str) -> Case {
        self.world.switch(self.slug, "news", true).await;
        let (mut lev, olga) = (self.lev.clone(), self.olga.clone());
        let group = group(&mut lev, &format!("Readers {}", self.count), &[&self.svet]).await;
        let key = uuid::Uuid::new_v4().to_string();
        let fields = [
            ("act", "publish"),
            ("kind", "promotion"),
            ("important", "on"),
            ("dealers", "on"),
            ("staff", "on"),
            ("group", &group),
            ("title_ru", "Скидка недели"),
            ("text_ru", "Всё **дешевле**"),
            ("title_en", "Offer of the week"),
            ("text_en", "Everything is *cheaper*"),
            ("publish_on", "04.11.2031"),
            ("publish_time", "9:00"),
            ("take_down_on", "2031-11-05"),
            ("take_down_time", "18:00"),
        ];
        let with = |name: &'static str, value: &str, path: &str| {
            let mut case = page(lev.clone(), path, &fields);
            case.fields.push((name.to_owned(), value.to_owned()));
            case
        };
        match route {
            NEWS => return with("key", &key, route),
            "/manage/content/news/preview" => return with("as", "visitor", route),
            _ => {}
        }
        let number = publish(&mut lev.clone(), &[("title_ru", "A"), ("everyone", "on")]).await;
        let path = route.replace("{number}", &number);
        match route {
            "/news/read" | "/news/{number}/read" => act(olga, &path, &[]),
            "/manage/content/news/{number}" => {
                let picture: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x40\0\0\0\x40\x08\x06\0\0\0";
                let file = Some(("pictures", "a.png", picture));
                Case { file, ..with("version", "1", &path) }
            }
            "/manage/content/news/{number}/remove" => act(lev, &path, &[]),
            "/manage/content/news/{number}/restore" => {
                lev.post(&path.replace("restore", "remove"), &[]).await.is(303);
                act(lev, &path, &[])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }
}
