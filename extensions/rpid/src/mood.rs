//! RFC 4480 §3.5: the mood of the person.

use std::fmt;

use sip_presence::Note;
use xml_app_core::{ExtensionElement, Extensions, Id, XmlChoice, XmlElement};

use crate::interval::check_interval;
use crate::{Interval, ns};

/// `<mood>`: one or more feelings (RFC 4480 §3.5).
///
/// ```
/// use sip_presence::Person;
/// use sip_rpid::{Feeling, Mood, PersonExt as _};
/// use xml_app_core::RawElement;
///
/// let mood = Mood::from_iter([Feeling::Angry, Feeling::Other("brooding".into())]);
/// assert_eq!(
///     RawElement::encode(&mood)?.to_string(),
///     "<rpid:mood xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\">\
///      <rpid:angry/><rpid:other>brooding</rpid:other></rpid:mood>"
/// );
/// let mut person = Person::new("p1".parse()?);
/// person.extensions.set(mood);
/// assert!(person.mood().is_some_and(|mood| mood.feelings.contains(&Feeling::Angry)));
/// # Ok::<(), xml_app_core::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, XmlElement)]
#[xml(namespace = ns::RPID, name = "mood", check = check_interval)]
pub struct Mood {
    /// The time for which this is valid.
    #[xml(group)]
    pub interval: Interval,
    /// An id for references to this element.
    #[xml(attribute)]
    pub id: Option<Id>,
    /// Notes.
    #[xml(child = "note")]
    pub notes: Vec<Note>,
    /// The feelings, at least one. `Unknown` excludes all others.
    #[xml(choice, expected, from)]
    pub feelings: Vec<Feeling>,
    /// Unexpected content.
    #[xml(extensions(none, attributes))]
    pub extensions: Extensions<Self>,
}

/// A feeling (RFC 4480 §3.5).
#[derive(Debug, Clone, PartialEq, XmlChoice)]
#[xml(namespace = ns::RPID, display)]
pub enum Feeling {
    /// `<afraid>`
    Afraid,
    /// `<amazed>`
    Amazed,
    /// `<angry>`
    Angry,
    /// `<annoyed>`
    Annoyed,
    /// `<anxious>`
    Anxious,
    /// `<ashamed>`
    Ashamed,
    /// `<bored>`
    Bored,
    /// `<brave>`
    Brave,
    /// `<calm>`
    Calm,
    /// `<cold>`
    Cold,
    /// `<confused>`
    Confused,
    /// `<contented>`
    #[xml(alias = "contended")]
    Contented,
    /// `<cranky>`
    Cranky,
    /// `<curious>`
    Curious,
    /// `<depressed>`
    Depressed,
    /// `<disappointed>`
    Disappointed,
    /// `<disgusted>`
    Disgusted,
    /// `<distracted>`
    Distracted,
    /// `<embarrassed>`
    Embarrassed,
    /// `<excited>`
    Excited,
    /// `<flirtatious>`
    Flirtatious,
    /// `<frustrated>`
    Frustrated,
    /// `<grumpy>`
    Grumpy,
    /// `<guilty>`
    Guilty,
    /// `<happy>`
    Happy,
    /// `<hot>`
    Hot,
    /// `<humbled>`
    Humbled,
    /// `<humiliated>`
    Humiliated,
    /// `<hungry>`
    Hungry,
    /// `<hurt>`
    Hurt,
    /// `<impressed>`
    Impressed,
    /// `<in_awe>`
    #[xml(name = "in_awe")]
    InAwe,
    /// `<in_love>`
    #[xml(name = "in_love")]
    InLove,
    /// `<indignant>`
    Indignant,
    /// `<interested>`
    Interested,
    /// `<invincible>`
    #[xml(alias = "invisible")]
    Invincible,
    /// `<jealous>`
    Jealous,
    /// `<lonely>`
    Lonely,
    /// `<mean>`
    Mean,
    /// `<moody>`
    Moody,
    /// `<nervous>`
    Nervous,
    /// `<neutral>`
    Neutral,
    /// `<offended>`
    Offended,
    /// `<playful>`
    Playful,
    /// `<proud>`
    Proud,
    /// `<relieved>`
    Relieved,
    /// `<remorseful>`
    Remorseful,
    /// `<restless>`
    Restless,
    /// `<sad>`
    Sad,
    /// `<sarcastic>`
    Sarcastic,
    /// `<serious>`
    Serious,
    /// `<shocked>`
    Shocked,
    /// `<shy>`
    Shy,
    /// `<sick>`
    Sick,
    /// `<sleepy>`
    Sleepy,
    /// `<stressed>`
    Stressed,
    /// `<surprised>`
    Surprised,
    /// `<thirsty>`
    Thirsty,
    /// `<worried>`
    Worried,
    /// A description.
    #[xml(child = "other")]
    Other(Note),
    /// Unknown, or not disclosed. It excludes all others.
    #[xml(alone)]
    Unknown,
    /// A feeling of another vocabulary.
    #[xml(extensions)]
    Extension(ExtensionElement<Mood>),
}

/// Separated by commas.
impl fmt::Display for Mood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, one) in self.feelings.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{one}")?;
        }
        Ok(())
    }
}
