//! Reading documents whose type the media type or the root element decides.

use crate::{AnyDocument, Application, Error, ErrorKind, ReadOptions, Registry};

impl Registry {
    /// Reads a document of any registered type.
    ///
    /// `content_type` is a media type, of which the parameter `charset` is used too. Without one, or if it
    /// only says that the document is XML, the root element decides. For multipart bodies and messages, see
    /// `sip-mime`.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownDocument`] if no registered type matches, or an error of reading.
    ///
    /// ```
    /// use xml_app_core::{ReadOptions, Registry};
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = PARTY, name = "party")]
    /// # struct Party { #[xml(attribute)] guests: u8 }
    /// # struct PartyDocument;
    /// # impl XmlApplication for PartyDocument {
    /// #     type Root = Party;
    /// #     const NAME: &'static str = "party";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/party+xml"];
    /// #     const SPECIFICATION: &'static str = "the host";
    /// # }
    ///
    /// let mut builder = Registry::builder();
    /// builder.application::<PartyDocument>()?;
    /// let registry = builder.build();
    ///
    /// let xml = b"<party xmlns='urn:example:party' guests='7'/>";
    /// let document = registry.read(Some("application/party+xml"), xml, &ReadOptions::strict())?;
    /// assert_eq!(document.root::<PartyDocument>().unwrap().guests, 7);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn read(
        &self,
        content_type: Option<&str>,
        bytes: &[u8],
        options: &ReadOptions,
    ) -> Result<AnyDocument, Error> {
        let mut options = options.clone().with_registry(self);
        let Some(content_type) = content_type else {
            return read_one_of(&self.applications().collect::<Vec<_>>(), bytes, &options);
        };
        let applications: Vec<_> = match is_plain_xml(content_type) {
            true => self.applications().collect(),
            false => self.applications_for_content_type(content_type).collect(),
        };
        if applications.is_empty() {
            let message = format!("no document of type {content_type:?} is known");
            return Err(Error::new(ErrorKind::UnknownDocument, message));
        }
        options.charset = charset(content_type).or(options.charset);
        read_one_of(&applications, bytes, &options)
    }
}

/// Reads a document of one of these types. If there are several, its root decides.
fn read_one_of(
    applications: &[&Application],
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    if let [application] = applications {
        return application.parse(bytes, options);
    }
    let application = crate::document::read::told_by_root(bytes, options, |root| {
        let known = applications.iter().copied();
        let own = known.clone().find(|application| root.is(&application.root()));
        // If several types may be meant, none is chosen.
        let mut meant = known.filter(|application| application.is_meant_by(root));
        own.or_else(|| meant.next().filter(|_| meant.next().is_none()))
    })?;
    application.parse(bytes, options)
}

/// Types that say no more than that it is XML.
fn is_plain_xml(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    ["application/xml", "text/xml"].iter().any(|xml| xml.eq_ignore_ascii_case(essence))
}

/// The `charset` parameter of a media type.
fn charset(content_type: &str) -> Option<String> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        name.trim().eq_ignore_ascii_case("charset").then(|| value.to_owned())
    })
}
