//! The state machine of dialogs (RFC 4235 §3.7.1).

use super::{DialogState, Event, State, StatusCode};

/// An INVITE and the dialogs that it leads to: one machine, and one more for each fork that answers.
///
/// It is the same for the user agent that sends the INVITE and for the one that receives it.
///
/// ```
/// use sip_events::dialog_info::{DialogState, Event, Invitation, SipEvent};
///
/// let mut invitation = Invitation::new();
/// invitation.apply(SipEvent::Provisional { tag: Some("a") });
/// // Another phone rings too.
/// invitation.apply(SipEvent::Provisional { tag: Some("b") });
/// invitation.apply(SipEvent::Success { tag: "b" });
/// let states: Vec<_> = invitation.legs().iter().map(|leg| leg.state.value).collect();
/// assert_eq!(states, [DialogState::Early, DialogState::Confirmed]);
/// invitation.apply(SipEvent::RemoteBye { tag: "b" });
/// assert_eq!(invitation.legs()[1].state.event, Some(Event::RemoteBye));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Invitation {
    legs: Vec<Leg>,
    most_legs: usize,
}

/// One dialog of an [`Invitation`], or what may become one.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Leg {
    /// The tag of the other side, when it is known.
    pub remote_tag: Option<String>,
    /// The state, and how it was reached.
    pub state: State,
}

/// Something that happens to an INVITE or to a dialog of it. A tag is that of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SipEvent<'t> {
    /// A provisional response.
    Provisional {
        /// Its tag.
        tag: Option<&'t str>,
    },
    /// A 2xx response.
    Success {
        /// Its tag.
        tag: &'t str,
    },
    /// Another final response, but for that to a CANCEL.
    Rejected {
        /// Its status code.
        code: StatusCode,
    },
    /// A CANCEL, and the response 487.
    Cancelled,
    /// A new INVITE with a Replaces header field replaced the invitation.
    Replaced,
    /// The observed user sent a BYE.
    LocalBye {
        /// The dialog.
        tag: &'t str,
    },
    /// The other side sent a BYE.
    RemoteBye {
        /// The dialog.
        tag: &'t str,
    },
    /// A request in the dialog got 481 or 408.
    Error {
        /// The dialog.
        tag: &'t str,
        /// The status code.
        code: StatusCode,
    },
    /// A request in the dialog got no response.
    Timeout {
        /// The dialog.
        tag: &'t str,
    },
}

impl Invitation {
    /// More forks than these are not followed, unless [`with_most_legs`](Self::with_most_legs) says
    /// otherwise.
    pub const MOST_LEGS: usize = 100;

    /// An INVITE that was sent or received.
    pub fn new() -> Self {
        let leg = Leg { remote_tag: None, state: State::from(DialogState::Trying) };
        Self { legs: vec![leg], most_legs: Self::MOST_LEGS }
    }

    /// The same with another limit on forks.
    ///
    /// ```
    /// use sip_events::dialog_info::{Invitation, Leg, SipEvent};
    ///
    /// let mut invitation = Invitation::new().with_most_legs(1);
    /// invitation.apply(SipEvent::Success { tag: "a" });
    /// invitation.apply(SipEvent::Success { tag: "b" });
    /// let legs: &[Leg] = invitation.legs();
    /// assert_eq!((legs.len(), legs[0].remote_tag.as_deref()), (1, Some("a")));
    /// ```
    #[must_use]
    pub fn with_most_legs(mut self, most_legs: usize) -> Self {
        self.most_legs = most_legs;
        self
    }

    /// The machines, the oldest first.
    pub fn legs(&self) -> &[Leg] {
        &self.legs
    }

    /// Applies an event. Answers which machines changed, as places in [`legs`](Self::legs).
    pub fn apply(&mut self, event: SipEvent<'_>) -> Vec<usize> {
        use DialogState::{Confirmed, Early, Proceeding, Trying};
        match event {
            SipEvent::Provisional { tag: None } => {
                self.change(|leg| leg.state.value == Trying, &State::from(Proceeding))
            }
            SipEvent::Provisional { tag: Some(tag) } => self.answer(tag, Early),
            SipEvent::Success { tag } => self.answer(tag, Confirmed),
            SipEvent::Rejected { code } => {
                self.change(Leg::is_unanswered, &ended(Event::Rejected, Some(code)))
            }
            SipEvent::Cancelled => {
                let code = StatusCode::try_from(487).ok();
                self.change(Leg::is_unanswered, &ended(Event::Cancelled, code))
            }
            SipEvent::Replaced => {
                let is_replaced = |leg: &Leg| leg.state.value != DialogState::Terminated;
                self.change(is_replaced, &ended(Event::Replaced, None))
            }
            // A BYE can end an early dialog too (erratum 1495).
            SipEvent::LocalBye { tag } => {
                self.change(|leg| leg.is_dialog(tag), &ended(Event::LocalBye, None))
            }
            SipEvent::RemoteBye { tag } => {
                self.change(|leg| leg.is_dialog(tag), &ended(Event::RemoteBye, None))
            }
            SipEvent::Error { tag, code } => {
                self.change(|leg| leg.is_dialog(tag), &ended(Event::Error, Some(code)))
            }
            SipEvent::Timeout { tag } => {
                self.change(|leg| leg.is_dialog(tag), &ended(Event::Timeout, None))
            }
        }
    }

    /// A response with a tag: to the machine with this tag, to the one without any, or to a new one.
    fn answer(&mut self, tag: &str, state: DialogState) -> Vec<usize> {
        let by_tag = |leg: &Leg| leg.remote_tag.as_deref() == Some(tag);
        let without_tag = |leg: &Leg| leg.remote_tag.is_none();
        let known = self.legs.iter().position(by_tag);
        let place = match known.or_else(|| self.legs.iter().position(without_tag)) {
            Some(place) => place,
            None if self.legs.len() >= self.most_legs => return Vec::new(),
            None => {
                let leg = Leg { remote_tag: None, state: State::from(DialogState::Trying) };
                self.legs.push(leg);
                self.legs.len() - 1
            }
        };
        let Some(leg) = self.legs.get_mut(place).filter(|leg| leg.state.value < state) else {
            return Vec::new();
        };
        leg.remote_tag = Some(tag.to_owned());
        leg.state = State::from(state);
        vec![place]
    }

    fn change(&mut self, is_meant: impl Fn(&Leg) -> bool, state: &State) -> Vec<usize> {
        let mut changed = Vec::new();
        for (place, leg) in self.legs.iter_mut().enumerate() {
            if is_meant(leg) {
                leg.state = state.clone();
                changed.push(place);
            }
        }
        changed
    }
}

impl Default for Invitation {
    fn default() -> Self {
        Self::new()
    }
}

impl Leg {
    fn is_unanswered(&self) -> bool {
        self.state.value < DialogState::Confirmed
    }

    fn is_dialog(&self, tag: &str) -> bool {
        let is_dialog = matches!(self.state.value, DialogState::Early | DialogState::Confirmed);
        is_dialog && self.remote_tag.as_deref() == Some(tag)
    }
}

fn ended(event: Event, code: Option<StatusCode>) -> State {
    State { event: Some(event), code, ..State::from(DialogState::Terminated) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn states(events: &[SipEvent<'_>]) -> Vec<(Option<String>, DialogState, Option<Event>)> {
        let mut invitation = Invitation::new();
        for event in events {
            invitation.apply(*event);
        }
        let legs = invitation.legs.into_iter();
        legs.map(|leg| (leg.remote_tag, leg.state.value, leg.state.event)).collect()
    }

    fn leg(
        tag: Option<&str>,
        state: DialogState,
        event: Option<Event>,
    ) -> (Option<String>, DialogState, Option<Event>) {
        (tag.map(str::to_owned), state, event)
    }

    const RINGING: SipEvent<'_> = SipEvent::Provisional { tag: Some("a") };
    const ANSWERED: SipEvent<'_> = SipEvent::Success { tag: "a" };

    /// Every arrow of figure 3.
    #[test]
    fn dlg_5_the_machine_of_the_figure() {
        use DialogState::{Confirmed, Early, Proceeding, Terminated, Trying};
        let code = StatusCode::try_from(486).unwrap();
        let rejected = SipEvent::Rejected { code };
        let trying = SipEvent::Provisional { tag: None };
        for (events, tag, state, event) in [
            (&[][..], None, Trying, None),
            (&[trying], None, Proceeding, None),
            (&[RINGING], Some("a"), Early, None),
            (&[ANSWERED], Some("a"), Confirmed, None),
            (&[trying, RINGING], Some("a"), Early, None),
            (&[trying, ANSWERED], Some("a"), Confirmed, None),
            (&[trying, RINGING, ANSWERED], Some("a"), Confirmed, None),
            (&[rejected], None, Terminated, Some(Event::Rejected)),
            (&[trying, rejected], None, Terminated, Some(Event::Rejected)),
            (&[RINGING, rejected], Some("a"), Terminated, Some(Event::Rejected)),
            (&[SipEvent::Cancelled], None, Terminated, Some(Event::Cancelled)),
            (&[RINGING, SipEvent::Cancelled], Some("a"), Terminated, Some(Event::Cancelled)),
            (&[RINGING, SipEvent::Replaced], Some("a"), Terminated, Some(Event::Replaced)),
            (&[ANSWERED, SipEvent::Replaced], Some("a"), Terminated, Some(Event::Replaced)),
            (
                &[ANSWERED, SipEvent::LocalBye { tag: "a" }],
                Some("a"),
                Terminated,
                Some(Event::LocalBye),
            ),
            (
                &[ANSWERED, SipEvent::RemoteBye { tag: "a" }],
                Some("a"),
                Terminated,
                Some(Event::RemoteBye),
            ),
            (
                &[RINGING, SipEvent::RemoteBye { tag: "a" }],
                Some("a"),
                Terminated,
                Some(Event::RemoteBye),
            ),
            (
                &[ANSWERED, SipEvent::Error { tag: "a", code }],
                Some("a"),
                Terminated,
                Some(Event::Error),
            ),
            (
                &[ANSWERED, SipEvent::Timeout { tag: "a" }],
                Some("a"),
                Terminated,
                Some(Event::Timeout),
            ),
            // What is late, or about another dialog, changes nothing.
            (&[ANSWERED, RINGING], Some("a"), Confirmed, None),
            (&[ANSWERED, SipEvent::LocalBye { tag: "b" }], Some("a"), Confirmed, None),
            (&[ANSWERED, rejected], Some("a"), Confirmed, None),
            (&[rejected, RINGING], None, Terminated, Some(Event::Rejected)),
        ] {
            assert_eq!(states(events), [leg(tag, state, event)], "{events:?}");
        }
    }

    #[test]
    fn dlg_5_a_new_tag_is_a_new_machine() {
        let second = SipEvent::Provisional { tag: Some("b") };
        assert_eq!(
            states(&[RINGING, second, ANSWERED, SipEvent::Success { tag: "c" }]),
            [
                leg(Some("a"), DialogState::Confirmed, None),
                leg(Some("b"), DialogState::Early, None),
                leg(Some("c"), DialogState::Confirmed, None),
            ]
        );
        let code = StatusCode::try_from(480).unwrap();
        let all = states(&[RINGING, second, SipEvent::Rejected { code }]);
        assert!(all.iter().all(|(_, state, _)| *state == DialogState::Terminated));
    }

    #[test]
    fn forks_are_limited() {
        let mut invitation = Invitation::new().with_most_legs(2);
        for tag in ["a", "b", "c"] {
            invitation.apply(SipEvent::Success { tag });
        }
        assert_eq!(invitation.legs().len(), 2);
    }
}
