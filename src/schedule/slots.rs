//! The slots of a window: what is booked, one by one.

use std::iter;

use chrono::TimeDelta;
use glassbox_model::content::Hours;

use crate::Window;

/// The grain of booking: slots, their buffers and where they begin are whole multiples of it.
///
/// Every zone in use is a multiple of 15 minutes away from UTC, so that such cells never straddle
/// a civil one.
pub const CELL: TimeDelta = TimeDelta::minutes(5);

/// How far ahead a rule may let people book, in days.
pub const MAX_HORIZON_DAYS: u32 = 366;

/// The slots of `window`, in order.
///
/// The first begins with the window; each follows the one before by elapsed time, with the buffers
/// between them; only those that end within the window count. So a window over a clock change has
/// as many slots as it has time for.
pub fn slots(rule: &Hours, window: Window) -> impl Iterator<Item = Window> + use<> {
    let minutes = |minutes: u32| TimeDelta::minutes(minutes.into());
    let length = minutes(rule.slot_minutes.value);
    let buffers = minutes(rule.buffer_before.value) + minutes(rule.buffer_after.value);
    // A slot without a length is reported by `check`; it must not be counted for ever here.
    let first = (length > TimeDelta::zero()).then_some(window.start);
    iter::successors(first, move |start| {
        start.checked_add_signed(length + buffers)
    })
    .map(move |start| Window {
        start,
        end: start + length,
    })
    .take_while(move |slot| slot.end <= window.end)
}
