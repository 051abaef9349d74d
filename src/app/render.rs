//! A page as a whole document.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use crate::shell::{Head, Shell};
use crate::view::{Page, Site};
use crate::{icons, pages};

/// The complete HTML document of a page, from `<!DOCTYPE html>` on.
///
/// The icons that the page refers to are put in once, where the sprite has its place.
pub fn render(site: &Site, page: &Page) -> String {
    let html = Owner::new().with(|| document(site, page).to_html());
    icons::with_sprite(html)
}

/// The view of a whole document, with an empty place for the icons.
pub fn document(site: &Site, page: &Page) -> impl IntoView + use<> {
    provide_context(page.language.clone());
    let main = pages::main(site, page);
    view! {
        <!DOCTYPE html>
        <html lang=page.language.interface() dir=page.language.direction().word()>
            <Head site=site.clone() page=page.clone()/>
            <body class=format!("kind-{}", crate::icons::name_of(page.kind))>
                <Shell site=site.clone() page=page.clone()>{main}</Shell>
            </body>
        </html>
    }
}
