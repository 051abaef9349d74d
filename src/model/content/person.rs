//! The keys of a person.

use crate::{decode::Spanned, record};

record! {
    /// A speaker, a host, an owner, somebody on call.
    pub struct Person {
        /// The name, as they want to be called.
        pub name: String,
        /// Their pronouns, if they want them shown.
        pub pronouns: Option<String>,
        /// What they do.
        pub role: Option<String>,
        /// Where they live, as an IANA zone.
        pub zone: Option<Spanned<String>>,
        /// An address for mail.
        pub email: Option<String>,
        /// What they can explain: components, tags, or pages such as `guides/htop`.
        pub knows: Vec<Spanned<String>>,
        /// About them, in Markdown.
        pub bio: Option<Spanned<String>>,
        /// Where else they can be found.
        pub links: Vec<WebLink>,
    }
}

record! {
    /// A link out of the portal.
    pub struct WebLink {
        /// What is shown.
        pub title: String,
        /// Where it leads.
        pub href: Spanned<String>,
    }
}
