//! News as they are read: by dealers, by the staff, and by people who have not signed in.

pub mod blocks;
pub mod list;
pub mod marks;
pub mod picture;
pub mod show;

use kit::module::Pages;

pub fn pages(pages: &mut Pages) {
    pages.add::<list::List>();
    pages.add::<show::Show>();
    blocks::samples(pages);
}
