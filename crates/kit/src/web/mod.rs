//! The web layer: host → tenant → guard → handler → words.

mod app;
mod assets;
mod closed;
mod ctx;
mod engine;
mod extract;
mod form;
mod frame;
mod gate;
mod guard;
mod host;
mod list;
mod person;
mod picture;
mod routes;
mod spoken;
mod upload;
mod view;
mod words;

pub use app::{App, Config, Identity, Parts, router, router_with};
pub use assets::{AssetSource, Assets};
pub use ctx::{Address, Ctx, Kept};
pub use engine::{Engines, NEUTRAL, Reader, RenderError, TemplateSource, templates_of};
pub use extract::{Path, Query, Tx};
pub use form::{Field, Form, FormState};
pub use frame::{Flash, Frame, landing};
pub use gate::{Doors, Health, Limits, Proxies, Verdict};
pub use host::{Host, Site};
pub use list::{Pager, query};
pub use person::{Operator, Person, SessionToken, cookie_name};
pub use picture::PictureHead;
pub use routes::{RouteInfo, Routes};
pub use spoken::Reading;
pub use upload::{Upload, UploadLimits, UploadedFile};
pub use view::{Download, Page, Redirect, Trial, View};
