//! The keys of `site.toml` and `tags.toml`.

use chrono::NaiveTime;

use crate::{
    content::{Checks, Toc, WebLink},
    decode::Spanned,
    record,
};

record! {
    /// What the portal says about itself: `site.toml`.
    pub struct Portal {
        /// The portal's name.
        pub name: String = "Glassbox".to_owned(),
        /// What it is for, in one line.
        pub tagline: String = String::new(),
        /// Where it is served: scheme and host, without a path.
        pub url: Spanned<String> = Spanned { value: "http://127.0.0.1:8080".to_owned(), span: 0..0 },
        /// The language of the pages and of the interface around them, as a tag such as `de` or `pt-BR` (BCP 47).
        pub language: Spanned<String> = Spanned { value: "en".to_owned(), span: 0..0 },
        /// The zone of whatever names none, as an IANA zone.
        pub zone: Spanned<String> = Spanned { value: "UTC".to_owned(), span: 0..0 },
        /// Style sheets of `public/` or `content/` that every page has besides its own: `brand.css`.
        pub stylesheets: Vec<Spanned<String>>,
        /// The learning path to start with: `paths/first-week`.
        pub start: Option<Spanned<String>>,
        /// After how many days a reviewed page is stale, when it does not say so itself.
        pub review_after_days: Option<u32>,
        /// Where the content can be edited.
        pub forge: Option<Forge>,
        /// How to ask when no page helps.
        pub contact: Vec<WebLink>,
        /// What holds for every talk that does not say otherwise.
        pub talks: Option<TalkDefaults>,
        /// How bad each check is: "off", "warning" or "error" by its name.
        pub checks: Checks,
        /// How Markdown is compiled.
        pub markdown: Option<MarkdownOptions>,
        /// What other sites show of pages.
        pub social: Option<Social>,
    }
}

record! {
    /// What other sites show of pages.
    pub struct Social {
        /// Whether a card is drawn for each page, the picture that chats show where somebody links to it (`og:image`). It needs the portal's `url`.
        pub cards: bool = true,
        /// The font of cards, a TTF or OTF file of `public/` or `content/`: the built-in one has Latin, Greek and Cyrillic letters, and a card leaves out a title that it cannot write.
        pub font: Option<Spanned<String>>,
    }
}

record! {
    /// Where the content can be edited.
    pub struct Forge {
        /// The editor on a file; `{path}` stands for the path below `content/`.
        pub edit: Option<Spanned<String>>,
        /// The form for a new file; `{folder}` stands for the folder below `content/`.
        pub new: Option<Spanned<String>>,
        /// The repository.
        pub source: Option<Spanned<String>>,
    }
}

record! {
    /// What holds for every talk that does not say otherwise.
    pub struct TalkDefaults {
        /// When talks start.
        pub time: Option<NaiveTime>,
        /// The zone of that time, as an IANA zone.
        pub zone: Option<Spanned<String>>,
        /// How long they take, in minutes.
        pub minutes: Option<u32>,
    }
}

record! {
    /// How Markdown is compiled.
    pub struct MarkdownOptions {
        /// Whether code is coloured by its language.
        pub highlight: bool = true,
        /// A folder besides `content/` that fences may include files from, as a path from `content/`: `..` is all of the repository.
        pub includes: Option<Spanned<String>>,
        /// Which headings stand in the table of contents of pages that do not say so themselves.
        pub toc: Option<Toc>,
    }
}

record! {
    /// A subject: one table of `tags.toml`, whose name is the id.
    pub struct Tag {
        /// What readers see.
        pub title: String,
        /// What belongs to it, in a sentence.
        pub summary: Option<String>,
    }
}
