//! An on-call rotation: who holds the pager now and next.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{CallRule, PageHead, People, Prose, Subscribe, Windows};
use crate::view::{self, Page, Site};
use crate::words::words;

/// When to call, whom, and the shifts ahead.
#[component]
pub(crate) fn OnCall(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// The rotation.
    rotation: view::OnCall,
) -> AnyView {
    let kind = page.kind;
    let words = &words().on_call;
    let subscribe = site.clone();
    view! {
        <PageHead page>
            <li><Icon name="calendar"/><span>{rotation.handoffs}</span></li>
            <li><Icon name="person"/><span><People cards=rotation.people/></span></li>
            <Subscribe site=subscribe kind/>
        </PageHead>
        <CallRule rule=rotation.rule/>
        <section class="part">
            <h2>{words.now_and_next}</h2>
            <Windows site windows=rotation.shifts titled=false/>
            <p class="more"><a href=rotation.all>{words.all_shifts} " " <Icon name="arrow-right"/></a></p>
        </section>
        <Prose html=rotation.html/>
    }
    .into_any()
}
