//! How messages and notifications pass intermediaries (RFC 5438 §6.4 to §6.6, §8).

use xml_app_core::AnyUri;

use sip_uri::UriExt as _;

use super::Imdn;
use crate::cpim::{Address, Header, Message};
use crate::ns;

const RECORD_ROUTE: &str = "IMDN-Record-Route";
const ROUTE: &str = "IMDN-Route";

/// What intermediaries do with CPIM messages (RFC 5438 §8).
impl Message {
    /// The message as an intermediary forwards it that wants to see the notifications about it: with its own
    /// address as the first `IMDN-Record-Route` header (RFC 5438 §6.5, §8). A notification has no such header
    /// and stays as it is.
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Message};
    ///
    /// let message = Message::new(Content::text("Hello"))
    ///     .with_imdn_record_route(&"<im:first@example.com>".parse()?)
    ///     .with_imdn_record_route(&"<im:second@example.com>".parse()?);
    /// let headers: Vec<_> = message.headers.iter().map(|header| header.to_string()).collect();
    /// assert_eq!(headers, [
    ///     "NS: imdn <urn:ietf:params:imdn>",
    ///     "imdn.IMDN-Record-Route: <im:second@example.com>",
    ///     "imdn.IMDN-Record-Route: <im:first@example.com>",
    /// ]);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_imdn_record_route(mut self, me: &Address) -> Self {
        if self.is_notification() {
            return self;
        }
        let Some(top) = self.position(RECORD_ROUTE) else {
            return self.with_imdn_value(RECORD_ROUTE, me.to_string());
        };
        if let Some(first) = self.headers.get(top) {
            let header = Header { value: me.to_string(), ..first.clone() };
            self.headers.insert(top, header);
        }
        self
    }

    /// The message as a URI-list server sends it to a member: with the member in `To`, and with the address
    /// that was there as `Original-To`, unless there is one (RFC 5438 §6.4, §8).
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Message};
    ///
    /// let message = Message::new(Content::text("Hello"))
    ///     .with_recipient(&"<im:team@example.com>".parse()?)
    ///     .redirected_to(&"<im:bob@example.com>".parse()?)
    ///     .redirected_to(&"<im:bob@phone.example.com>".parse()?);
    /// let to: Vec<_> = message.recipients().map(|recipient| recipient.uri).collect();
    /// assert_eq!(to, ["im:bob@phone.example.com"]);
    /// assert_eq!(message.original_recipient().unwrap().uri, "im:team@example.com");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn redirected_to(self, recipient: &Address) -> Self {
        let original = self.header(ns::CPIM_HEADERS, "To").map(|to| to.value.clone());
        let has_original = self.header(ns::IMDN_HEADERS, "Original-To").is_some();
        let mut redirected = self.with_only_recipient(recipient);
        if let (Some(original), false) = (original, has_original) {
            redirected = redirected.with_imdn_value("Original-To", original);
        }
        redirected
    }

    /// `Original-To`: whom the message was for at first (RFC 5438 §6.4).
    pub fn original_recipient(&self) -> Option<Address> {
        self.header(ns::IMDN_HEADERS, "Original-To")?.value.parse().ok()
    }

    /// Where an intermediary forwards a notification: it takes its own address out of the first `IMDN-Route`
    /// header; the next one is the way, or else `To` (RFC 5438 §8). `None`, if neither can be understood.
    ///
    /// ```
    /// use sip_messaging::cpim::{Content, Message};
    /// use sip_messaging::ns;
    ///
    /// let mut notification = Message::new(Content::text(""))
    ///     .with_recipient(&"<im:alice@example.com>".parse()?)
    ///     .with_header(ns::IMDN_HEADERS, "IMDN-Route", "<im:second@example.com>")
    ///     .with_header(ns::IMDN_HEADERS, "IMDN-Route", "<im:first@example.com>");
    /// let hop = notification.take_imdn_route(&"im:second@example.com".parse()?);
    /// assert_eq!(hop.unwrap(), "im:first@example.com");
    /// let hop = notification.take_imdn_route(&"im:first@example.com".parse()?);
    /// assert_eq!(hop.unwrap(), "im:alice@example.com");
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn take_imdn_route(&mut self, me: &AnyUri) -> Option<AnyUri> {
        let top = self.imdn_route();
        if top.is_some_and(|top| top.uri.is_equivalent(me))
            && let Some(position) = self.position(ROUTE)
        {
            self.headers.remove(position);
        }
        match self.header(ns::IMDN_HEADERS, ROUTE) {
            Some(route) => route.value.parse::<Address>().ok(),
            None => self.recipients().next(),
        }
        .map(|hop| hop.uri)
    }

    fn imdn_route(&self) -> Option<Address> {
        self.header(ns::IMDN_HEADERS, ROUTE)?.value.parse().ok()
    }

    /// The same with an `IMDN-Route` header for each of these values, in their order (RFC 5438 §6.6).
    pub(super) fn with_imdn_routes(self, values: &[String]) -> Self {
        let Some((first, others)) = values.split_first() else { return self };
        let mut message = self.with_imdn_value(ROUTE, first.clone());
        if let Some(header) = message.headers.last().cloned() {
            let others =
                others.iter().map(|value| Header { value: value.clone(), ..header.clone() });
            message.headers.extend(others);
        }
        message
    }

    /// The same with a header, the value of which has its escapes already.
    fn with_imdn_value(self, name: &str, value: String) -> Self {
        let mut message = self.with_header(ns::IMDN_HEADERS, name, "");
        if let Some(header) = message.headers.last_mut() {
            header.value = value;
        }
        message
    }

    /// The first header of the IMDN namespace with this name.
    fn position(&self, name: &str) -> Option<usize> {
        self.resolved().position(|(namespace, header)| {
            namespace == Some(ns::IMDN_HEADERS.uri()) && header.name == name
        })
    }

    /// The same with one `To` header, in the place of the first one.
    fn with_only_recipient(mut self, recipient: &Address) -> Self {
        let is_to: Vec<_> = self
            .resolved()
            .map(|(namespace, header)| {
                namespace == Some(ns::CPIM_HEADERS.uri()) && header.name == "To"
            })
            .collect();
        if !is_to.contains(&true) {
            return self.with_recipient(recipient);
        }
        let mut is_first = true;
        let mut places = is_to.into_iter();
        self.headers.retain_mut(|header| {
            if !places.next().unwrap_or_default() {
                return true;
            }
            if is_first {
                header.value = recipient.to_string();
            }
            std::mem::take(&mut is_first)
        });
        self
    }
}

impl Imdn {
    /// The notification without the recipients, as an intermediary forwards it that does not disclose who is in
    /// a list (RFC 5438 §8). The subject goes with them, because the schema allows it only there.
    ///
    /// ```
    /// use sip_messaging::imdn::Imdn;
    ///
    /// let mut imdn = Imdn::new("34jk324j".parse()?, "2008-04-04T12:16:49-05:00".to_owned());
    /// imdn.recipient_uri = Some("im:bob@example.com".parse()?);
    /// imdn.original_recipient_uri = Some("im:team@example.com".parse()?);
    /// assert_eq!(imdn.without_recipients().recipient_uri, None);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    #[must_use]
    pub fn without_recipients(mut self) -> Self {
        self.recipient_uri = None;
        self.original_recipient_uri = None;
        self.subject = None;
        self
    }
}
