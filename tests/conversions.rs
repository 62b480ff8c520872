//! What the public value types implement: one rule for each kind of type. `CONTRIBUTING.md` has the table.

use std::fmt::Display;
use std::str::FromStr;

use sip_payloads::policy::common_policy::{Condition, Entities, Identity};
use sip_payloads::presence::{Basic, Contact, Note, QValue};
use sip_payloads::rpid::{Activities, Activity, Class, Feeling, Mood, StatusIcon};
use sip_payloads::xml::value::{Date, Decimal, NcName, NonNegativeInteger};
use sip_payloads::{
    AnyUri, DateTime, Error, Id, Language, PositiveInteger, Token, ag_projects, caps, cipid,
    events, lists, messaging, oma, policy, rpid,
};

/// A simple type.
fn value<T: FromStr<Err = Error> + Display>() {}

/// A simple type that does not accept every text.
fn restricted<T>()
where
    T: FromStr<Err = Error> + Display + for<'t> TryFrom<&'t str> + TryFrom<String>,
{
}

/// A type that accepts every text.
fn text<T: for<'t> From<&'t str> + From<String>>() {}

/// A keyword or a choice of keywords.
fn keyword<T: Display>() {}

/// A list of items.
fn list<T: From<I> + From<[I; 2]> + FromIterator<I>, I>() {}

#[test]
fn values_are_made_from_text_and_printed() {
    restricted::<AnyUri>();
    restricted::<Date>();
    restricted::<DateTime>();
    restricted::<Decimal>();
    restricted::<Id>();
    restricted::<Language>();
    restricted::<NcName>();
    restricted::<NonNegativeInteger>();
    restricted::<PositiveInteger>();
    restricted::<QValue>();
    value::<Token>();
    text::<Token>();
}

#[test]
fn enumerations_are_read_and_printed() {
    value::<Basic>();
    value::<ag_projects::ExtendedStatus>();
    value::<events::DocumentState>();
    value::<events::conference_info::DisconnectionMethod>();
    value::<events::conference_info::ElementState>();
    value::<events::conference_info::EndpointStatus>();
    value::<events::conference_info::JoiningMethod>();
    value::<events::conference_info::MediaStatus>();
    value::<events::conference_info::MediaType>();
    value::<events::conference_info::Purpose>();
    value::<events::dialog_info::DialogState>();
    value::<events::dialog_info::Direction>();
    value::<events::dialog_info::Event>();
    value::<events::registration_info::ContactEvent>();
    value::<events::registration_info::ContactState>();
    value::<events::registration_info::RegistrationState>();
    value::<events::watcher_info::WatcherEvent>();
    value::<events::watcher_info::WatcherStatus>();
    value::<lists::rlmi::InstanceState>();
    value::<messaging::is_composing::State>();
    value::<oma::ServiceState>();
    value::<policy::pres_rules::ProvideUserInputValue>();
    value::<policy::pres_rules::SubHandlingValue>();
    value::<rpid::InputState>();
    assert_eq!(Basic::Open.to_string(), "open");
    assert_eq!("closed".parse::<Basic>().unwrap(), Basic::Closed);
}

#[test]
fn keywords_are_printed() {
    keyword::<Activity>();
    keyword::<Feeling>();
    keyword::<caps::Actor>();
    keyword::<caps::Class>();
    keyword::<caps::DuplexMode>();
    keyword::<caps::EventPackage>();
    keyword::<caps::Method>();
    keyword::<caps::Mobility>();
    keyword::<caps::OptionTag>();
    keyword::<oma::NetworkState>();
    keyword::<rpid::AudioCondition>();
    keyword::<rpid::LocationType>();
    keyword::<rpid::RelationshipKind>();
    keyword::<rpid::ServiceKind>();
    keyword::<rpid::SphereKind>();
    keyword::<rpid::TextCondition>();
    keyword::<rpid::VideoCondition>();
    assert_eq!(Activity::OnThePhone.to_string(), "on-the-phone");
    assert_eq!(Activity::Other(Note::from("mooring")).to_string(), "mooring");
    assert_eq!(caps::Method::Invite.to_string(), "INVITE");
}

#[test]
fn elements_of_text_are_made_from_it() {
    text::<Note>();
    text::<Class>();
    text::<cipid::DisplayName>();
    text::<events::registration_info::DisplayName>();
    text::<lists::resource_lists::DisplayName>();
    text::<lists::rlmi::Name>();
    keyword::<Note>();
    let contact = Contact::from("sip:a@example.com".parse::<AnyUri>().unwrap());
    assert_eq!("sip:a@example.com".parse::<Contact>().unwrap(), contact);
    assert!("http://example.com/[".parse::<StatusIcon>().is_err());
}

#[test]
fn lists_are_made_from_their_items() {
    list::<Activities, Activity>();
    list::<Mood, Feeling>();
    list::<ag_projects::Files, ag_projects::File>();
    list::<events::conference_info::AvailableMedia, events::conference_info::AvailableMedium>();
    list::<events::conference_info::SidebarsByVal, events::conference_info::ConferenceInfo>();
    list::<events::conference_info::Uris, events::conference_info::UriEntry>();
    list::<lists::resource_lists::ResourceLists, lists::resource_lists::List>();
    list::<lists::rls_services::RlsServices, lists::rls_services::Service>();
    list::<messaging::file_transfer::File, messaging::file_transfer::FileInfo>();
    list::<events::conference_info::Users, events::conference_info::User>();
    let activities = Activities::from([Activity::Meeting, Activity::Travel]);
    assert_eq!(activities.to_string(), "meeting, travel");
    assert_eq!(Mood::from(Feeling::Happy).to_string(), "happy");
    let time: DateTime = "2026-03-01T09:30:00Z".parse().unwrap();
    let meeting = Activities::from(Activity::Meeting).since(time.clone()).until(time.clone());
    assert_eq!((meeting.interval.from, meeting.interval.until), (Some(time.clone()), Some(time)));
}

#[test]
fn choices_take_elements_of_other_vocabularies() {
    let anonymous = oma::AnonymousRequest::default();
    assert!(matches!(Condition::extension(anonymous), Condition::Extension(_)));
    let _ = Entities::from(policy::common_policy::Many::default());
    let _ = Identity::anybody();
}

#[test]
fn times_are_those_of_the_system_and_of_chrono() {
    let time: DateTime = "2026-03-01T09:30:00.25+01:00".parse().unwrap();
    assert_eq!(time.to_unix(), Some(1_772_353_800));
    let system = time.to_system_time().unwrap();
    assert_eq!(DateTime::from_system_time(system).unwrap(), time);
    assert_eq!(DateTime::from(time.to_chrono().unwrap()), time);
    let before: DateTime = "1969-12-31T23:59:58.75Z".parse().unwrap();
    let system = before.to_system_time().unwrap();
    assert_eq!(DateTime::from_system_time(system).unwrap().to_string(), before.to_string());
    assert_eq!("2026-03-01T09:30:00".parse::<DateTime>().unwrap().to_unix(), None);
    assert!(DateTime::now() > "2026-01-01T00:00:00Z".parse::<DateTime>().unwrap());
}
