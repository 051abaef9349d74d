//! What an on-call rotation refers to.

use glassbox_model::{Kind, Source, content::OnCall};

use super::Checker;

impl Checker<'_> {
    pub(super) fn on_call(&mut self, source: &Source, rotation: &OnCall) {
        let instead = rotation.overrides.iter().map(|instead| &instead.person);
        for person in rotation.people.iter().chain(instead) {
            self.thing(source, person, Kind::Person);
        }
        if let Some(zone) = &rotation.zone {
            self.zone(source, zone);
        }
        if let Some(call) = &rotation.call {
            self.address(source, &call.href);
        }
        let found = glassbox_schedule::check_on_call(rotation, source);
        self.found.extend(found);
    }
}
