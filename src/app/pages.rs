//! The main part of every kind of page.

mod agenda;
mod article;
mod home;
mod hours;
mod index;
mod lifecycle;
mod not_found;
mod on_call;
mod path;
mod person;
mod print;
mod talk;

use std::sync::Arc;

use leptos::prelude::*;

use crate::view::{Body, Page, Site};

/// The main part of a page, from its title on.
pub(crate) fn main(site: &Arc<Site>, page: &Page) -> AnyView {
    let page = page.clone();
    // Prose needs nothing of the site.
    let site = || Site::clone(site);
    match Body::clone(&page.body) {
        Body::Home(home) => home::Home(home::HomeProps {
            site: site(),
            page,
            home: *home,
        }),
        Body::Article(article) => article::Article(article::ArticleProps { page, article }),
        Body::Talk(talk) => talk::Talk(talk::TalkProps { page, talk }),
        Body::Person(person) => person::Person(person::PersonProps {
            site: site(),
            page,
            person,
        }),
        Body::Path(path) => path::Path(path::PathProps { page, path }),
        Body::Lifecycle(lifecycle) => lifecycle::Lifecycle(lifecycle::LifecycleProps {
            site: site(),
            page,
            lifecycle: *lifecycle,
        }),
        Body::Hours(hours) => hours::Hours(hours::HoursProps {
            site: site(),
            page,
            hours,
        }),
        Body::OnCall(rotation) => on_call::OnCall(on_call::OnCallProps {
            site: site(),
            page,
            rotation,
        }),
        Body::Agenda(agenda) => agenda::Agenda(agenda::AgendaProps {
            site: site(),
            page,
            agenda,
        }),
        Body::Print(print) => print::Print(print::PrintProps { page, print }),
        Body::Index(index) => index::Index(index::IndexProps {
            site: site(),
            page,
            index,
        }),
        Body::NotFound(index) => not_found::NotFound(not_found::NotFoundProps {
            site: site(),
            page,
            index,
        }),
    }
}
