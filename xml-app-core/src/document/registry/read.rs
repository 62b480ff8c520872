//! Reading documents.

use crate::document::read::read_document;
use crate::{
    AnyDocument, Application, Error, ErrorKind, Mode, ReadOptions, Reading, Registry, WriteOptions,
    XmlApplication,
};

impl Registry {
    /// Reads a document of a known type in tolerant mode.
    ///
    /// # Errors
    /// Not well-formed, beyond a limit, or another root element.
    pub fn parse<A: XmlApplication>(&self, bytes: impl AsRef<[u8]>) -> Result<A::Root, Error> {
        self.parse_with::<A>(bytes, &ReadOptions::tolerant()).map(|reading| reading.document)
    }

    /// Reads a document of a known type.
    ///
    /// # Errors
    /// In either mode: not well-formed, beyond a limit, or another root element. In strict mode also: not
    /// schema-valid; the error then has all diagnostics.
    ///
    /// ```
    /// use xml_app_core::{ErrorKind, ReadOptions, Registry};
    /// # use xml_app_core::{Namespace, Unexpected, XmlApplication, XmlElement};
    /// # const PARTY: Namespace = Namespace::new("urn:example:party", "p");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = PARTY, name = "party")]
    /// # struct Party { #[xml(attribute)] guests: u8, unexpected: Unexpected }
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
    /// let xml = "<party xmlns='urn:example:party' guests='7' colour='red'/>";
    /// assert_eq!(registry.parse::<PartyDocument>(xml)?.guests, 7);
    /// let error = registry.parse_with::<PartyDocument>(xml, &ReadOptions::strict()).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::UnexpectedAttribute);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    pub fn parse_with<A: XmlApplication>(
        &self,
        bytes: impl AsRef<[u8]>,
        options: &ReadOptions,
    ) -> Result<Reading<A::Root>, Error> {
        read_document::<A>(self, bytes.as_ref(), options)
    }

    /// Reads a document of a registered type that is known only at run time, such as one that the user named.
    ///
    /// ```
    /// use xml_app_core::{ReadOptions, Registry};
    /// # use xml_app_core::{Namespace, XmlApplication, XmlElement};
    /// # const MENU: Namespace = Namespace::new("urn:example:menu", "menu");
    /// # #[derive(Debug, Clone, PartialEq, XmlElement)]
    /// # #[xml(namespace = MENU, name = "menu")]
    /// # struct Menu { #[xml(value = "dish")] dishes: Vec<String> }
    /// # struct MenuDocument;
    /// # impl XmlApplication for MenuDocument {
    /// #     type Root = Menu;
    /// #     const NAME: &'static str = "menu";
    /// #     const CONTENT_TYPES: &'static [&'static str] = &["application/menu+xml"];
    /// #     const SPECIFICATION: &'static str = "the kitchen";
    /// # }
    ///
    /// let mut builder = Registry::builder();
    /// builder.application::<MenuDocument>()?;
    /// let registry = builder.build();
    /// let application = registry.application_by_name("menu").unwrap();
    /// let xml = "<menu xmlns='urn:example:menu'><dish>soup</dish></menu>";
    /// let document = registry.parse_as(application, xml, &ReadOptions::strict())?;
    /// assert_eq!(document.root::<MenuDocument>().unwrap().dishes, ["soup"]);
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`parse_with`](Self::parse_with).
    pub fn parse_as(
        &self,
        application: &Application,
        bytes: impl AsRef<[u8]>,
        options: &ReadOptions,
    ) -> Result<AnyDocument, Error> {
        (application.read)(self, bytes.as_ref(), options)
    }

    /// Checks a document as a whole, also for duplicate ids: writes it, and reads that in strict mode.
    ///
    /// # Errors
    /// The first error; [`Error::diagnostics`] has all.
    pub fn validate<A: XmlApplication>(&self, root: &A::Root) -> Result<(), Error> {
        let options = ReadOptions { mode: Mode::Strict, ..ReadOptions::default() };
        let unchecked = WriteOptions { allow_duplicate_ids: true, ..WriteOptions::default() };
        self.parse_with::<A>(A::to_xml_with(root, &unchecked)?, &options).map(drop)
    }

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
        bytes: impl AsRef<[u8]>,
        options: &ReadOptions,
    ) -> Result<AnyDocument, Error> {
        let (bytes, mut options) = (bytes.as_ref(), options.clone());
        let Some(content_type) = content_type else {
            let all: Vec<_> = self.applications().collect();
            return self.read_one_of(&all, bytes, &options);
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
        self.read_one_of(&applications, bytes, &options)
    }

    /// Reads a document of one of these types. If there are several, its root decides.
    fn read_one_of(
        &self,
        applications: &[&Application],
        bytes: &[u8],
        options: &ReadOptions,
    ) -> Result<AnyDocument, Error> {
        if let [application] = applications {
            return self.parse_as(application, bytes, options);
        }
        let application = crate::document::read::told_by_root(bytes, options, |root| {
            let known = applications.iter().copied();
            let known = known.filter(|application| (application.other_type)(root).is_none());
            let own = known.clone().find(|application| root.is(&application.root()));
            // If several types may be meant, none is chosen.
            let mut meant = known.filter(|application| application.is_meant_by(root));
            own.or_else(|| meant.next().filter(|_| meant.next().is_none()))
        })?;
        self.parse_as(application, bytes, options)
    }
}

/// Reads a document of a known type as one of any type.
pub(super) fn read_any<A: XmlApplication>(
    registry: &Registry,
    bytes: &[u8],
    options: &ReadOptions,
) -> Result<AnyDocument, Error> {
    let Reading { document, diagnostics } = read_document::<A>(registry, bytes, options)?;
    Ok(AnyDocument::new::<A>(document, diagnostics))
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
