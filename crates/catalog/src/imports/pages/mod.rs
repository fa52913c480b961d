//! /manage/imports: files go in, a dry run says what would happen, a press makes it true (UX 23).

pub mod failed;
pub mod list;
pub mod show;
pub mod start;

use kit::module::Pages;

pub(crate) fn samples(pages: &mut Pages) {
    pages.add::<list::List>();
    pages.add::<show::Show>();
}
