//! The message as it is at a step: its headers as a table of what changed, or sealed bytes.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::{Header, Message};
use crate::words::words;

/// The message at a step.
#[component]
pub(super) fn MessageFigure(
    /// The message.
    message: Message,
) -> AnyView {
    let said = &words().walk;
    let class = if message.sealed {
        "message message-sealed"
    } else {
        "message"
    };
    let start = message.start.map(|(line, was)| {
        view! {
            <p class="message-start">
                <code>{line}</code>
                {was.map(|was| view! { " " <small>{said.was} " " <del>{was}</del></small> })}
            </p>
        }
    });
    let headers = message.headers.into_iter().map(header).collect::<Vec<_>>();
    let headers = (!headers.is_empty()).then(|| {
        view! {
            <table>
                <thead class="visually-hidden">
                    <tr><th scope="col">{said.change}</th><th scope="col">{said.header}</th><th scope="col">{said.value}</th></tr>
                </thead>
                <tbody>{headers}</tbody>
            </table>
        }
    });
    view! {
        <figure class=class>
            <figcaption>
                <span class="message-title">{message.title} {message.size.map(|size| view! { ", " {size} })}</span>
                <Readers sealed=message.sealed readers=message.readers/>
            </figcaption>
            {message.hex.map(|hex| view! { <p class="message-hex"><span class="visually-hidden">{said.bytes} " "</span>{hex}</p> })}
            {start}
            {headers}
            {message.body.map(|body| view! { <p class="message-body"><code>{body}</code></p> })}
        </figure>
    }
    .into_any()
}

/// Who can read it; the eye is that of the picture.
#[component]
fn Readers(
    /// Whether it is sealed.
    sealed: bool,
    /// Titles of nodes; empty: whoever it passes.
    readers: Vec<String>,
) -> AnyView {
    let (words, names) = (words(), readers.iter().map(String::as_str));
    let names = words.list(&names.collect::<Vec<_>>());
    let said = &words.walk;
    let icon = if sealed { "lock" } else { "lock-open" };
    let template = match (sealed, readers.is_empty()) {
        (true, true) => said.sealed,
        (true, false) => said.sealed_but,
        (false, true) => said.clear,
        (false, false) => said.clear_but,
    };
    let words = fill(template, &[("readers", &names)]);
    view! { <span class="message-readers"><Icon name=icon/><Icon name="eye"/>{words}</span> }
        .into_any()
}

fn header(header: Header) -> AnyView {
    let said = &words().walk;
    let (sign, word, by) = match header.change {
        "added" => ("+", said.added, said.added_by),
        "changed" => ("~", said.changed, said.changed_by),
        "removed" => ("−", said.removed, said.removed_by),
        _ => ("", "", said.set_by),
    };
    let mark = (!sign.is_empty()).then(|| {
        view! { <span aria-hidden="true">{sign}</span><span class="visually-hidden">{word}</span> }
    });
    let by = header.by.map(|name| fill(by, &[("by", &name)]));
    let trust = header.trust.map(|trust| match trust {
        "client" => said.trust_client.to_owned(),
        _ => said.trust_proxy.to_owned(),
    });
    let about: Vec<String> = [by, trust, header.note].into_iter().flatten().collect();
    let about = (!about.is_empty()).then(|| view! { <small>{about.join(" · ")}</small> });
    view! {
        <tr class=format!("header-{}", header.change)>
            <td>{mark}</td>
            <th scope="row">{header.name}</th>
            <td>
                <code>{header.value}</code>
                {header.was.map(|was| view! { <small>{said.was} " " <del>{was}</del></small> })}
                {about}
            </td>
        </tr>
    }
    .into_any()
}
