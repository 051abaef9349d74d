//! What is wrong with a message of a lifecycle.

use glassbox_model::{
    Source,
    content::{Lifecycle, Message, MessageKind},
};

use super::{Checker, Ids};

impl Checker<'_> {
    pub(super) fn message(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        message: &Message,
        ids: &Ids<'_>,
    ) {
        if let Some(base) = &message.base {
            self.one_of(source, base, "message", &ids.messages);
            if is_its_own_base(lifecycle, message) {
                let text = format!("`{}` is its own base", message.id.value);
                let hint = "a chain of bases ends at a message without one";
                self.wrong(source, base, &text, hint);
            }
        }
        for reader in &message.readable_by {
            self.one_of(source, reader, "node", &ids.nodes);
        }
        for header in &message.headers {
            if let Some(by) = &header.by {
                self.one_of(source, by, "node", &ids.nodes);
            }
            if header.remove && message.base.is_none() {
                let text = format!(
                    "`{}` is removed from a message that never had it",
                    header.name.value
                );
                self.wrong(source, &header.name, &text, "give the message its `base`");
            }
        }
        if message.kind == MessageKind::TlsRecord && message.readable_by.is_empty() {
            let text = format!("nobody can read the sealed message `{}`", message.id.value);
            let hint = "name the nodes that hold the key: `readable_by = [\"client\", \"tls\"]`";
            self.wrong(source, &message.id, &text, hint);
        }
    }
}

/// True when following the bases of a message leads back to it.
fn is_its_own_base(lifecycle: &Lifecycle, message: &Message) -> bool {
    let mut at = message;
    for _ in &lifecycle.messages {
        let base = at.base.as_ref();
        let next = base.and_then(|base| {
            let mut messages = lifecycle.messages.iter();
            messages.find(|one| one.id.value == base.value)
        });
        match next {
            Some(next) if next.id.value == message.id.value => return true,
            Some(next) => at = next,
            None => return false,
        }
    }
    false
}
