//! Forms of the catalog: imports.

use super::{Case, Stage, act, page};

impl Stage {
    pub(super) async fn imports(&mut self, route: &str) -> Case {
        let mut lev = self.lev.clone();
        let key = lev.get("/manage/imports").await.value_of("key");
        let table = "id;name;packs\n1;Washer;box=12\n2;Nut;box=0\n".as_bytes();
        let file = ("files", "goods.csv", table);
        match route {
            "/manage/imports" => Case { file: Some(file), ..page(lev, route, &[("key", &key)]) },
            "/manage/imports/{number}/run" => {
                let sent = lev.upload("/manage/imports", &[("key", &key)], &[("goods.csv", table)]).await;
                let path = sent.is(303).location().to_owned();
                self.world.wait_for_jobs().await;
                act(lev, &format!("{path}/run"), &[])
            }
            _ => panic!("no case for the form at {route}: add one"),
        }
    }
}
