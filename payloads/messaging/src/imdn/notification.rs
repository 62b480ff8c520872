//! How a message with notifications is told from others, and read (RFC 5438 §7.1.2, §9).

use sip_mime::{ContentType, Entity, Limits};
use xml_app_core::{Error, ReadOptions, Reading, Registry, XmlApplication};

use super::Imdn;
use crate::cpim::Message;

impl Message {
    /// Whether this is a notification about another message: its content or a part of it is
    /// `message/imdn+xml`, or its `Content-Disposition` is `notification` (RFC 5438 §7.1.2, §9).
    pub fn is_notification(&self) -> bool {
        let disposition = self.content.header("Content-Disposition").unwrap_or_default();
        let word = disposition.split(';').next().unwrap_or_default().trim();
        if word.eq_ignore_ascii_case("notification") {
            return true;
        }
        match self.content.entity(&Limits::default()) {
            Ok(entity) => documents(&entity).next().is_some(),
            Err(_) => false,
        }
    }

    /// The notifications in this message: one, or those of a `multipart/mixed` (RFC 5438 §8.3). A part that is
    /// refused is an error at its place. Lines and columns count from the beginning of each document.
    ///
    /// ```
    /// use sip_messaging::cpim::Message;
    /// use sip_messaging::imdn::DeliveryOutcome;
    /// use xml_app_core::{ReadOptions, Registry};
    ///
    /// // The merged layout, as RFC 5438 §7.2.1.1 prints it.
    /// let body = "From: Bob <im:bob@example.com>\r\n\
    ///     To: Alice <im:alice@example.com>\r\n\
    ///     NS: imdn <urn:ietf:params:imdn>\r\n\
    ///     imdn.Message-ID: d834jied93rf\r\n\
    ///     Content-type: message/imdn+xml\r\n\
    ///     Content-Disposition: notification\r\n\
    ///     \r\n\
    ///     <imdn xmlns=\"urn:ietf:params:xml:ns:imdn\"><message-id>34jk324j</message-id>\
    ///     <datetime>2008-04-04T12:16:49-05:00</datetime>\
    ///     <delivery-notification><status><delivered/></status></delivery-notification></imdn>";
    /// let message = Message::read(body, &ReadOptions::tolerant())?.document;
    /// let mut notifications = message.notifications(&Registry::empty(), &ReadOptions::tolerant());
    /// let imdn = notifications.remove(0)?.document;
    /// assert_eq!(imdn.message_id.as_str(), "34jk324j");
    /// assert_eq!(imdn.notification, Some(DeliveryOutcome::Delivered.into()));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn notifications(
        &self,
        registry: &Registry,
        options: &ReadOptions,
    ) -> Vec<Result<Reading<Imdn>, Error>> {
        let entity = match self.content.entity(&Limits::default()) {
            Ok(entity) => entity,
            Err(error) => return vec![Err(error.into())],
        };
        documents(&entity)
            .map(|part| registry.parse_with::<Imdn>(part.decoded()?, options))
            .collect()
    }
}

/// The content or its parts, where they are notifications.
fn documents<'e, 'b>(entity: &'e Entity<'b>) -> impl Iterator<Item = &'e Entity<'b>> {
    std::iter::once(entity).chain(entity.descendants()).filter(|part| {
        let essence = part.content_type().map(ContentType::essence);
        essence.is_some_and(|essence| Imdn::CONTENT_TYPES.contains(&essence))
    })
}
