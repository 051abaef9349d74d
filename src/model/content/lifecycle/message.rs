//! The keys of a message: what travels, as it looks on one part of the way.

use crate::{choice, decode::Spanned, record};

record! {
    /// What travels, as it looks on one part of the way.
    pub struct Message {
        /// Its permanent id.
        pub id: Spanned<String>,
        /// The same message earlier on its way: its first line, headers and body are kept unless
        /// they are given anew.
        pub base: Option<Spanned<String>>,
        /// What it is made of.
        pub kind: MessageKind,
        /// Its first line: `GET /orders/17 HTTP/1.1`. `{example}` stands for the scenario's example.
        pub start_line: Option<String>,
        /// Headers, or other named parts. With a base: only those that are added, changed or removed.
        pub headers: Vec<Header>,
        /// What follows the headers, cut to a few lines.
        pub body: Option<String>,
        /// What anybody sees who cannot read it: bytes in hexadecimal.
        pub hex: Option<String>,
        /// How large it is: `1.6 kB`.
        pub size: Option<String>,
        /// The nodes that can read it; left out: whoever it passes.
        pub readable_by: Vec<Spanned<String>>,
    }
}

choice! {
    /// What a message is made of.
    pub enum MessageKind: "packets, tls-record, http-request, http-response, file-read, call or none" {
        /// Packets without a meaning of their own.
        Packets = "packets",
        /// Encrypted: nobody on the way can read it.
        TlsRecord = "tls-record",
        /// A request in clear.
        HttpRequest = "http-request",
        /// An answer in clear.
        HttpResponse = "http-response",
        /// The content of a file.
        FileRead = "file-read",
        /// A call or command.
        Call = "call",
        /// Nothing.
        None = "none",
    }
}

record! {
    /// A named part of a message.
    pub struct Header {
        /// Its name; upper and lower case are the same.
        pub name: Spanned<String>,
        /// Its value.
        pub value: String = String::new(),
        /// True when it is taken away.
        pub remove: bool = false,
        /// Who adds, changes or removes it: a node.
        pub by: Option<Spanned<String>>,
        /// What to know about it.
        pub note: Option<String>,
        /// Who is behind its value.
        pub trust: Option<Trust>,
    }
}

choice! {
    /// Who is behind the value of a header.
    pub enum Trust: "client or proxy" {
        /// Whoever sent the request: it may be anything.
        Client = "client",
        /// A hop of ours.
        Proxy = "proxy",
    }
}
