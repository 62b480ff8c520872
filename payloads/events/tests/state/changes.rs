//! Random changes of the state of each package, and how two states are compared.

use sip_event_state::{StateDocument, StateTable};
use sip_events::conference_info::{
    ConferenceDescription, ConferenceInfo, ElementState, Endpoint, EndpointStatus, Media,
    SidebarsByVal, UriEntry, Uris, User, Users,
};
use sip_events::dialog_info::{
    Dialog, DialogInfo, DialogState, NameAddr, Participant, SessionDescription, State, Target,
};
use sip_events::registration_info::{
    Contact, ContactEvent, ContactState, Registration, RegistrationInfo, RegistrationState,
};
use sip_events::watcher_info::{Watcher, WatcherEvent, WatcherInfo, WatcherList, WatcherStatus};
use xml_app_core::{AnyUri, XmlApplication};

/// Random numbers: the bits of a seed, then zeros.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// Less than `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn some<T>(&mut self, most: u64, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    fn uri(&mut self) -> AnyUri {
        format!("sip:{}@example.com", self.below(6)).parse().unwrap()
    }
}

/// A package with random changes.
pub(crate) trait Package: StateDocument + XmlApplication<Root = Self> {
    /// A state without rows.
    fn empty() -> Self;
    /// A document with changes.
    fn change(numbers: &mut Numbers) -> Self;
    /// The same rows in an order of their own.
    fn sorted(self) -> Self;

    fn of_table(table: &StateTable<Self>) -> Self {
        let mut document = table.document().unwrap();
        document.set_version(0, sip_event_state::Extent::Full);
        document.sorted()
    }
}

impl Package for DialogInfo {
    fn empty() -> Self {
        Self::new("sip:alice@example.com".parse().unwrap())
    }

    fn change(numbers: &mut Numbers) -> Self {
        let mut info = Self::empty();
        info.dialogs = numbers.some(3, dialog);
        info
    }

    fn sorted(mut self) -> Self {
        self.dialogs.sort_by(|a, b| a.id.cmp(&b.id));
        self
    }
}

fn dialog(numbers: &mut Numbers) -> Dialog {
    use DialogState::{Confirmed, Early, Terminated, Trying};
    let state = numbers.one_of(&[Trying, Early, Confirmed, Terminated]);
    let mut dialog = Dialog::new(numbers.below(8).to_string(), State::from(state));
    dialog.call_id = numbers.maybe(|numbers| numbers.below(3).to_string());
    dialog.local = numbers.maybe(party);
    dialog.remote = numbers.maybe(party);
    dialog
}

fn party(numbers: &mut Numbers) -> Participant {
    Participant {
        identity: numbers.maybe(|numbers| NameAddr::from(numbers.uri())),
        target: numbers.maybe(|numbers| Target::from(numbers.uri().to_string())),
        session_description: numbers.maybe(|numbers| {
            SessionDescription::new("application/sdp".to_owned(), numbers.below(3).to_string())
        }),
        ..Participant::default()
    }
}

impl Package for WatcherInfo {
    fn empty() -> Self {
        Self::new()
    }

    fn change(numbers: &mut Numbers) -> Self {
        let mut info = Self::new();
        info.lists = numbers.some(2, |numbers| {
            let package = numbers.one_of(&["presence", "dialog"]).to_owned();
            let mut list = WatcherList::new(numbers.uri(), package);
            list.watchers = numbers.some(3, watcher);
            list
        });
        info
    }

    fn sorted(mut self) -> Self {
        self.lists.sort_by(|a, b| {
            (a.resource.as_str(), &a.package).cmp(&(b.resource.as_str(), &b.package))
        });
        for list in &mut self.lists {
            list.watchers.sort_by(|a, b| a.id.cmp(&b.id));
        }
        self
    }
}

fn watcher(numbers: &mut Numbers) -> Watcher {
    use WatcherStatus::{Active, Pending, Terminated, Waiting};
    let status = numbers.one_of(&[Active, Pending, Terminated, Waiting]);
    let id = numbers.below(8).to_string();
    Watcher::new(status, WatcherEvent::Subscribe, id, numbers.uri())
}

impl Package for RegistrationInfo {
    fn empty() -> Self {
        Self::new()
    }

    fn change(numbers: &mut Numbers) -> Self {
        use RegistrationState::{Active, Terminated};
        let mut info = Self::new();
        info.registrations = numbers.some(2, |numbers| {
            let id = numbers.below(4);
            let aor = format!("sip:{id}@example.com").parse().unwrap();
            let state = numbers.one_of(&[Active, Active, Active, Terminated]);
            let mut registration = Registration::new(aor, id.to_string(), state);
            registration.contacts = numbers.some(3, contact);
            if state == Terminated {
                for contact in &mut registration.contacts {
                    contact.state = ContactState::Terminated;
                }
            }
            registration
        });
        info
    }

    fn sorted(mut self) -> Self {
        self.registrations.sort_by(|a, b| a.id.cmp(&b.id));
        for registration in &mut self.registrations {
            registration.contacts.sort_by(|a, b| a.id.cmp(&b.id));
        }
        self
    }
}

fn contact(numbers: &mut Numbers) -> Contact {
    let state = numbers.one_of(&[ContactState::Active, ContactState::Terminated]);
    let id = numbers.below(6).to_string();
    let mut contact = Contact::new(state, ContactEvent::Registered, id, numbers.uri());
    contact.expires = numbers.maybe(|numbers| numbers.below(3));
    contact
}

impl Package for ConferenceInfo {
    fn empty() -> Self {
        let mut conference = Self::new("sip:room@example.com".parse().unwrap());
        conference.users = Some(Users::new());
        conference.description = Some(ConferenceDescription::new());
        conference
    }

    fn change(numbers: &mut Numbers) -> Self {
        let mut conference = Self::new("sip:room@example.com".parse().unwrap());
        conference.state = Some(ElementState::Partial);
        conference.users = numbers.maybe(users);
        conference.description = numbers.maybe(|numbers| ConferenceDescription {
            subject: Some(numbers.below(3).to_string()),
            ..ConferenceDescription::new()
        });
        conference.sidebars_by_ref = numbers.maybe(|numbers| Uris {
            state: state(numbers),
            entries: vec![UriEntry::new(numbers.uri())],
            ..Uris::new()
        });
        conference.sidebars_by_val = numbers.maybe(|numbers| SidebarsByVal {
            state: state(numbers),
            entries: numbers.some(2, |numbers| {
                let mut sidebar = Self::new(numbers.uri());
                sidebar.state = state(numbers);
                sidebar.users = numbers.maybe(users);
                sidebar
            }),
            ..SidebarsByVal::new()
        });
        conference
    }

    fn sorted(mut self) -> Self {
        if let Some(users) = &mut self.users {
            users.users.sort_by_key(|user| user.entity.as_ref().map(|uri| uri.as_str().to_owned()));
            for user in &mut users.users {
                user.endpoints.sort_by(|a, b| a.entity.cmp(&b.entity));
                for endpoint in &mut user.endpoints {
                    endpoint.media.sort_by(|a, b| a.id.cmp(&b.id));
                }
            }
        }
        if let Some(sidebars) = &mut self.sidebars_by_ref {
            sidebars.entries.sort_by(|a, b| a.uri.as_str().cmp(b.uri.as_str()));
        }
        if let Some(sidebars) = &mut self.sidebars_by_val {
            sidebars.entries =
                std::mem::take(&mut sidebars.entries).into_iter().map(Self::sorted).collect();
            sidebars.entries.sort_by(|a, b| a.entity.as_str().cmp(b.entity.as_str()));
        }
        self
    }
}

fn state(numbers: &mut Numbers) -> Option<ElementState> {
    use ElementState::{Deleted, Full, Partial};
    Some(numbers.one_of(&[Full, Partial, Partial, Partial, Deleted]))
}

fn users(numbers: &mut Numbers) -> Users {
    let mut users = Users::from_iter(numbers.some(3, user));
    users.state = state(numbers);
    users
}

fn user(numbers: &mut Numbers) -> User {
    User {
        entity: Some(numbers.uri()),
        state: state(numbers),
        display_text: numbers.maybe(|numbers| numbers.below(3).to_string()),
        endpoints: numbers.some(2, |numbers| Endpoint {
            entity: Some(numbers.below(3).to_string()),
            state: state(numbers),
            status: numbers.maybe(|numbers| {
                numbers.one_of(&[EndpointStatus::Connected, EndpointStatus::OnHold])
            }),
            media: numbers.some(2, |numbers| {
                let mut media = Media::new(numbers.below(3).to_string());
                media.label = numbers.maybe(|numbers| numbers.below(3).to_string());
                media
            }),
            ..Endpoint::new()
        }),
        ..User::new()
    }
}
