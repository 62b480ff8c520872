//! What a program downloads: from where, until when, and how much.

use std::fmt;

use sip_uri::UriExt as _;
use xml_app_core::{AnyUri, DateTime};

use super::{Data, FileInfo};

/// Something that can be downloaded now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Download<'f> {
    /// From where: an address of HTTP.
    pub url: &'f AnyUri,
    /// Until when it can be downloaded.
    pub until: &'f DateTime,
    /// Its size in bytes, as the sender says. A program must not read more.
    pub size: u64,
}

/// Why something is not to be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoDownload {
    /// Its time is over.
    Expired,
    /// It has more bytes than the program wants.
    TooLarge,
    /// Its address is not one of HTTP. A program that follows it might read a local file.
    NotHttp,
}

impl fmt::Display for NoDownload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "the time for the download is over",
            Self::TooLarge => "the file is too large",
            Self::NotHttp => "the address is not one of HTTP",
        })
    }
}

impl std::error::Error for NoDownload {}

impl FileInfo {
    /// The download of this, at this time, if it has no more than so many bytes. A time without a zone is taken
    /// to be UTC.
    ///
    /// ```
    /// use sip_messaging::file_transfer::{Data, FileInfo, NoDownload};
    ///
    /// let data = Data::new("2026-03-08T09:30:00Z".parse()?, "https://ft.example.com/f".parse()?);
    /// let info = FileInfo::new("file".parse()?, 52_000.into(), "image/png".to_owned(), data);
    ///
    /// let download = info.download(&"2026-03-08T09:00:00Z".parse()?, 1_000_000).expect("available");
    /// assert_eq!((download.url.as_str(), download.size), ("https://ft.example.com/f", 52_000));
    ///
    /// let late = info.download(&"2026-03-08T09:30:00Z".parse()?, 1_000_000);
    /// assert_eq!(late, Err(NoDownload::Expired));
    /// # Ok::<(), xml_app_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Why it is not to be downloaded.
    pub fn download(&self, now: &DateTime, most_bytes: u64) -> Result<Download<'_>, NoDownload> {
        let Data { url, until, .. } = &self.data;
        if !url.is_http() {
            return Err(NoDownload::NotHttp);
        }
        if !self.data.is_available(now) {
            return Err(NoDownload::Expired);
        }
        let size = self.size.get();
        if size > most_bytes {
            return Err(NoDownload::TooLarge);
        }
        Ok(Download { url, until, size })
    }
}
