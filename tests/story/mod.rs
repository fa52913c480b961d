//! The world of a test: a database of its own, the real application on a port, people who use it.

mod contents;
mod copied;
mod goods;
mod page;
mod served;
mod signing_up;
mod twin;
mod visitor;
mod world;

pub use goods::number;
pub use page::{Page, plain, words as words_of};
pub use served::Served;
pub use signing_up::{answers, with};
pub use twin::twin_of;
pub use visitor::Visitor;
pub use world::{Company, PASSWORD, SECRET, World, config_of, superuser_url};
