//! The vocabularies of RFC 5196, in schema order.

use xml_app_core::XmlChoice;

use crate::ns;

/// The entity that answers (RFC 5196 §3.2.19).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum Actor {
    /// An intermediary, human or automated.
    Attendant,
    /// An automaton that gives information.
    Information,
    /// A message taker, such as voice mail.
    MsgTaker,
    /// The principal, often a human being.
    Principal,
}

/// Business or private (RFC 5196 §3.2.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum Class {
    /// `<business>`
    Business,
    /// `<personal>`
    Personal,
}

/// Directions of communication (RFC 5196 §3.2.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum DuplexMode {
    /// `<full>`
    Full,
    /// `<half>`
    Half,
    /// `<receive-only>`
    ReceiveOnly,
    /// `<send-only>`
    SendOnly,
}

/// Event packages (RFC 5196 §3.2.14).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum EventPackage {
    /// `<conference>`
    Conference,
    /// `<dialog>`
    Dialog,
    /// `<kpml>`
    Kpml,
    /// `<message-summary>`
    MessageSummary,
    /// `<poc-settings>`
    PocSettings,
    /// `<presence>`
    Presence,
    /// `<reg>`
    Reg,
    /// `<refer>`
    Refer,
    /// `<Siemens-RTP-Stats>`
    #[xml(name = "Siemens-RTP-Stats")]
    SiemensRtpStats,
    /// `<spirits-INDPs>`
    #[xml(name = "spirits-INDPs")]
    SpiritsIndps,
    /// `<spirits-user-prof>`
    SpiritsUserProf,
    /// `<winfo>`
    Winfo,
}

/// SIP extensions, by their option tags (RFC 5196 §3.2.17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum OptionTag {
    /// `100rel`. A Rust name cannot begin with a digit.
    Rel100,
    /// `<early-session>`
    EarlySession,
    /// `<eventlist>`
    Eventlist,
    /// `<from-change>`
    FromChange,
    /// `<gruu>`
    Gruu,
    /// `histinfo`: the spelling of the RFC's schema.
    #[xml(alias = "histinfo")]
    HistInfo,
    /// `<join>`
    Join,
    /// `norefersub`
    #[xml(alias = "norefsub")]
    Norefersub,
    /// `<path>`
    Path,
    /// `<precondition>`
    Precondition,
    /// `<pref>`
    Pref,
    /// `<privacy>`
    Privacy,
    /// `<recipient-list-invite>`
    RecipientListInvite,
    /// `<recipient-list-subscribe>`
    RecipientListSubscribe,
    /// `<replaces>`
    Replaces,
    /// `<resource-priority>`
    ResourcePriority,
    /// `<sdp-anat>`
    SdpAnat,
    /// `<sec-agree>`
    SecAgree,
    /// `<tdialog>`
    Tdialog,
    /// `<timer>`
    Timer,
}

/// SIP methods (RFC 5196 §3.2.16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum Method {
    /// `<ACK>`
    #[xml(name = "ACK")]
    Ack,
    /// `<BYE>`
    #[xml(name = "BYE")]
    Bye,
    /// `<CANCEL>`
    #[xml(name = "CANCEL")]
    Cancel,
    /// `<INFO>`
    #[xml(name = "INFO")]
    Info,
    /// `<INVITE>`
    #[xml(name = "INVITE")]
    Invite,
    /// `<MESSAGE>`
    #[xml(name = "MESSAGE")]
    Message,
    /// `<NOTIFY>`
    #[xml(name = "NOTIFY")]
    Notify,
    /// `<OPTIONS>`
    #[xml(name = "OPTIONS")]
    Options,
    /// `<PRACK>`
    #[xml(name = "PRACK")]
    Prack,
    /// `<PUBLISH>`
    #[xml(name = "PUBLISH")]
    Publish,
    /// `<REFER>`
    #[xml(name = "REFER")]
    Refer,
    /// `<REGISTER>`
    #[xml(name = "REGISTER")]
    Register,
    /// `<SUBSCRIBE>`
    #[xml(name = "SUBSCRIBE")]
    Subscribe,
    /// `<UPDATE>`
    #[xml(name = "UPDATE")]
    Update,
}

/// Whether a device is mobile (RFC 5196 §3.3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlChoice)]
#[xml(namespace = ns::CAPS, keywords(text))]
pub enum Mobility {
    /// `<fixed>`
    Fixed,
    /// `<mobile>`
    Mobile,
}
