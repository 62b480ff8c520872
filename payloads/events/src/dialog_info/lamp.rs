//! What a lamp shows for an address with several dialogs (RFC 4235 §3.7.2).

use std::fmt;

use sip_event_state::StateTable;

use super::{Dialog, DialogInfo, DialogState, Direction, NameAddr, Participant, State};

/// What a lamp shows for a user, and the dialog that decides it.
///
/// It is the most advanced dialog: confirmed, early, proceeding, trying (RFC 4235 §3.7.2). Among equals a dialog that is not
/// held comes first, then one that the user was called in, then the first. Terminated dialogs do not count.
///
/// ```
/// use sip_events::dialog_info::{DialogInfo, Lamp, LampState};
/// use xml_app_core::Registry;
///
/// let info = Registry::empty().parse::<DialogInfo>(
///     "<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' version='3' state='full'
///          entity='sip:alice@example.com'>
///        <dialog id='1' direction='recipient'><state>early</state>
///          <remote><identity display='Bob'>sip:bob@example.com</identity></remote></dialog>
///        <dialog id='2' direction='initiator'><state>proceeding</state></dialog>
///      </dialog-info>",
/// )?;
/// let lamp = Lamp::of(&info.dialogs);
/// assert_eq!(lamp.state, LampState::Ringing);
/// assert_eq!(lamp.remote().unwrap().to_string(), "\"Bob\" <sip:bob@example.com>");
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lamp<'d> {
    /// What it shows.
    pub state: LampState,
    /// The dialog that decides it. `None` if it is idle.
    pub dialog: Option<&'d Dialog>,
}

/// What a lamp shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LampState {
    /// There are no dialogs.
    Idle,
    /// The user calls somebody, who has not answered.
    Calling,
    /// Somebody calls the user, who has not answered.
    Ringing,
    /// A call is held: the user's phone renders no media of it.
    Held,
    /// The user is in a call.
    OnThePhone,
}

/// In words.
impl fmt::Display for LampState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Idle => "idle",
            Self::Calling => "calling",
            Self::Ringing => "ringing",
            Self::Held => "held",
            Self::OnThePhone => "on the phone",
        })
    }
}

impl<'d> Lamp<'d> {
    /// The lamp of a user with these dialogs.
    pub fn of(dialogs: impl IntoIterator<Item = &'d Dialog>) -> Self {
        let mut first: Option<&Dialog> = None;
        for dialog in dialogs {
            if rank(dialog) > first.map_or((None, false, false), rank) {
                first = Some(dialog);
            }
        }
        Self { state: first.map_or(LampState::Idle, state), dialog: first }
    }

    /// The other party.
    pub fn remote(&self) -> Option<&'d NameAddr> {
        self.dialog?.remote.as_ref()?.identity.as_ref()
    }

    /// Who called.
    pub fn direction(&self) -> Option<Direction> {
        self.dialog?.direction
    }

    /// For how many seconds the dialog had existed when the document was sent (§4.1.3).
    pub fn duration(&self) -> Option<u64> {
        Some(self.dialog?.duration?.get())
    }
}

/// Greater for the dialog that decides.
fn rank(dialog: &Dialog) -> (Option<DialogState>, bool, bool) {
    let state = Some(dialog.state.value).filter(|state| *state != DialogState::Terminated);
    let is_called = dialog.direction != Some(Direction::Initiator);
    (state, state.is_some() && !dialog.is_held(), state.is_some() && is_called)
}

fn state(dialog: &Dialog) -> LampState {
    match (dialog.state.value, dialog.direction) {
        (DialogState::Confirmed, _) if dialog.is_held() => LampState::Held,
        (DialogState::Confirmed, _) => LampState::OnThePhone,
        (_, Some(Direction::Initiator)) => LampState::Calling,
        (_, Some(Direction::Recipient) | None) => LampState::Ringing,
    }
}

impl Dialog {
    /// Whether the user's phone renders no media of the call: its target has `sip.rendering` with the value
    /// `no` (RFC 4235 §5.2).
    ///
    /// ```
    /// use sip_events::dialog_info::{Dialog, DialogState, Param, Participant, State, Target};
    ///
    /// let mut dialog = Dialog::new("1".to_owned(), State::from(DialogState::Confirmed));
    /// assert!(!dialog.is_held());
    /// let mut target = Target::from("sip:alice@192.0.2.1");
    /// target.params.push(Param::new("+sip.rendering".to_owned(), "no".to_owned()));
    /// dialog.local = Some(Participant { target: Some(target), ..Participant::default() });
    /// assert!(dialog.is_held());
    /// ```
    pub fn is_held(&self) -> bool {
        let params = self.local.iter().flat_map(Participant::params);
        let mut values = params.filter(|(name, _)| {
            name.strip_prefix('+').unwrap_or(name).eq_ignore_ascii_case("sip.rendering")
        });
        values.any(|(_, value)| value.eq_ignore_ascii_case("no"))
    }
}

impl Participant {
    /// The parameters of the target: names and values.
    fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        let params = self.target.iter().flat_map(|target| &target.params);
        params.map(|param| (param.name.as_str(), param.value.as_str()))
    }
}

impl DialogInfo {
    /// The lamp of the user, by this document alone.
    pub fn lamp(&self) -> Lamp<'_> {
        Lamp::of(&self.dialogs)
    }

    /// What a watcher who is not known gets to see (RFC 4235 §3.7.2): a single dialog without identifiers,
    /// which is at least in this state, or no dialog at all. The RFC recommends
    /// [`DialogState::Confirmed`], so that it does not tell whether the phone rings.
    ///
    /// ```
    /// use sip_events::dialog_info::{Dialog, DialogInfo, DialogState, State};
    ///
    /// let mut info = DialogInfo::new("sip:alice@example.com".parse()?);
    /// info.dialogs.push(Dialog::new("as7d900as8".to_owned(), State::from(DialogState::Early)));
    /// let seen = info.for_strangers(DialogState::Confirmed);
    /// assert_eq!((seen.dialogs[0].id.as_str(), seen.dialogs[0].state.value), ("1", DialogState::Confirmed));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn for_strangers(&self, at_least: DialogState) -> Self {
        let states = self.dialogs.iter().map(|dialog| dialog.state.value);
        let most = states.filter(|state| *state != DialogState::Terminated).max();
        let mut info = Self::new(self.entity.clone());
        info.versioned = self.versioned;
        let dialog = most.map(|most| Dialog::new("1".to_owned(), State::from(most.max(at_least))));
        info.dialogs = dialog.into_iter().collect();
        info
    }
}

/// The dialogs of a user, put together from documents.
pub type Dialogs = StateTable<DialogInfo>;

/// What [`Dialogs`] say about their user.
///
/// ```
/// use sip_events::dialog_info::{DialogInfo, Dialogs, DialogsExt, LampState};
/// use xml_app_core::Registry;
///
/// let mut dialogs = Dialogs::new();
/// let _ = dialogs.apply(Registry::empty().parse::<DialogInfo>(
///     "<dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' version='0' state='full'
///          entity='sip:alice@example.com'><dialog id='d1'><state>confirmed</state></dialog>
///      </dialog-info>",
/// )?);
/// assert_eq!(dialogs.lamp().state, LampState::OnThePhone);
/// assert!(dialogs.dialog("d1").is_some() && dialogs.dialog("d2").is_none());
/// # Ok::<(), xml_app_core::Error>(())
/// ```
pub trait DialogsExt {
    /// The lamp of the user.
    fn lamp(&self) -> Lamp<'_>;

    /// The dialog with this id.
    fn dialog<'d>(&'d self, id: &'d str) -> Option<&'d Dialog>;
}

impl DialogsExt for Dialogs {
    fn lamp(&self) -> Lamp<'_> {
        Lamp::of(self.rows())
    }

    fn dialog<'d>(&'d self, id: &'d str) -> Option<&'d Dialog> {
        self.get((), id)
    }
}
