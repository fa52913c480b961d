//! The buttons that switch a module.

use super::{Case, Stage, act};

impl Stage {
    /// Each is pressed at a module that stands the other way.
    pub(super) async fn modules(&mut self, route: &str) -> Case {
        let on = route.ends_with("/on");
        self.world.switch(self.slug, "news", !on).await;
        act(self.lev.clone(), &route.replace("{module}", "news"), &[])
    }
}
