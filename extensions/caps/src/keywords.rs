//! The vocabularies of RFC 5196, in schema order.

use xml_app_core::Name;

use crate::{Keyword, ns};

/// Declares a vocabulary: variants and element names.
macro_rules! keywords {
    (
        $(#[$doc:meta])*
        $type:ident { $($(#[$variant_doc:meta])* $variant:ident = $name:literal,)* }
        $(also { $($alias:literal = $meant:ident,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $type {
            $($(#[$variant_doc])* $variant,)*
        }

        impl Keyword for $type {
            const ALL: &'static [(Self, Name)] =
                &[$((Self::$variant, Name::new(ns::CAPS, $name)),)*];
            const ALIASES: &'static [(Self, Name)] =
                &[$($((Self::$meant, Name::new(ns::CAPS, $alias)),)*)?];
        }
    };
}

keywords! {
    /// Who answers (RFC 5196 §3.2.19).
    Actor {
        /// An intermediary, human or not.
        Attendant = "attendant",
        /// An automaton that gives information.
        Information = "information",
        /// A voice mail system or the like.
        MsgTaker = "msg-taker",
        /// The principal, often a human being.
        Principal = "principal",
    }
}

keywords! {
    /// Business or private (RFC 5196 §3.2.11).
    Class {
        /// `<business>`
        Business = "business",
        /// `<personal>`
        Personal = "personal",
    }
}

keywords! {
    /// Directions of communication (RFC 5196 §3.2.12).
    DuplexMode {
        /// `<full>`
        Full = "full",
        /// `<half>`
        Half = "half",
        /// `<receive-only>`
        ReceiveOnly = "receive-only",
        /// `<send-only>`
        SendOnly = "send-only",
    }
}

keywords! {
    /// Event packages (RFC 5196 §3.2.14).
    EventPackage {
        /// `<conference>`
        Conference = "conference",
        /// `<dialog>`
        Dialog = "dialog",
        /// `<kpml>`
        Kpml = "kpml",
        /// `<message-summary>`
        MessageSummary = "message-summary",
        /// `<poc-settings>`
        PocSettings = "poc-settings",
        /// `<presence>`
        Presence = "presence",
        /// `<reg>`
        Reg = "reg",
        /// `<refer>`
        Refer = "refer",
        /// `<Siemens-RTP-Stats>`
        SiemensRtpStats = "Siemens-RTP-Stats",
        /// `<spirits-INDPs>`
        SpiritsIndps = "spirits-INDPs",
        /// `<spirits-user-prof>`
        SpiritsUserProf = "spirits-user-prof",
        /// `<winfo>`
        Winfo = "winfo",
    }
}

keywords! {
    /// SIP extensions, by their option tags (RFC 5196 §3.2.17).
    OptionTag {
        /// `100rel`: an element name cannot begin with a digit.
        Rel100 = "rel100",
        /// `<early-session>`
        EarlySession = "early-session",
        /// `<eventlist>`
        Eventlist = "eventlist",
        /// `<from-change>`
        FromChange = "from-change",
        /// `<gruu>`
        Gruu = "gruu",
        /// `histinfo`: this is how the schema of the RFC spells it.
        HistInfo = "hist-info",
        /// `<join>`
        Join = "join",
        /// `norefersub`
        Norefersub = "norefersub",
        /// `<path>`
        Path = "path",
        /// `<precondition>`
        Precondition = "precondition",
        /// `<pref>`
        Pref = "pref",
        /// `<privacy>`
        Privacy = "privacy",
        /// `<recipient-list-invite>`
        RecipientListInvite = "recipient-list-invite",
        /// `<recipient-list-subscribe>`
        RecipientListSubscribe = "recipient-list-subscribe",
        /// `<replaces>`
        Replaces = "replaces",
        /// `<resource-priority>`
        ResourcePriority = "resource-priority",
        /// `<sdp-anat>`
        SdpAnat = "sdp-anat",
        /// `<sec-agree>`
        SecAgree = "sec-agree",
        /// `<tdialog>`
        Tdialog = "tdialog",
        /// `<timer>`
        Timer = "timer",
    }
    also { "histinfo" = HistInfo, "norefsub" = Norefersub, }
}

keywords! {
    /// SIP methods (RFC 5196 §3.2.16).
    Method {
        /// `<ACK>`
        Ack = "ACK",
        /// `<BYE>`
        Bye = "BYE",
        /// `<CANCEL>`
        Cancel = "CANCEL",
        /// `<INFO>`
        Info = "INFO",
        /// `<INVITE>`
        Invite = "INVITE",
        /// `<MESSAGE>`
        Message = "MESSAGE",
        /// `<NOTIFY>`
        Notify = "NOTIFY",
        /// `<OPTIONS>`
        Options = "OPTIONS",
        /// `<PRACK>`
        Prack = "PRACK",
        /// `<PUBLISH>`
        Publish = "PUBLISH",
        /// `<REFER>`
        Refer = "REFER",
        /// `<REGISTER>`
        Register = "REGISTER",
        /// `<SUBSCRIBE>`
        Subscribe = "SUBSCRIBE",
        /// `<UPDATE>`
        Update = "UPDATE",
    }
}

keywords! {
    /// Whether a device moves (RFC 5196 §3.3.2).
    Mobility {
        /// `<fixed>`
        Fixed = "fixed",
        /// `<mobile>`
        Mobile = "mobile",
    }
}
