//! Files over HTTP: a client offers a file that it uploaded, and another one decides what to download.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::messaging::file_transfer::{Data, File, FileInfo};
use sip_payloads::{DateTime, Error};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// This client takes no more.
const MOST_BYTES: u64 = 10_000_000;

fn main() -> Result<(), Error> {
    // The server of the operator answered the upload with addresses and times.
    let until: DateTime = "2026-03-08T09:30:00Z".parse()?;
    let at = |url: &str| Ok::<_, Error>(Data::new(until.clone(), url.parse()?));
    let picture = at("https://ft.example.com/d/8a1f")?;
    let mut info = FileInfo::new("file".parse()?, 2_400_000.into(), "image/jpeg".into(), picture);
    info.name = Some("tide.jpg".to_owned());
    let small = at("https://ft.example.com/t/8a1f")?;
    let thumbnail = FileInfo::new("thumbnail".parse()?, 3_200.into(), "image/jpeg".into(), small);
    let mut file = File::from(thumbnail);
    file.infos.push(info);
    let body = file.to_xml_pretty()?;
    println!("{body}");

    // The other client shows the thumbnail at once, and asks its user about the file.
    let offered = sip_payloads::parse::<File>(body)?;
    for now in ["2026-03-02T08:00:00Z", "2026-03-08T09:30:00Z"] {
        let now: DateTime = now.parse()?;
        println!("At {now}:");
        for info in &offered.infos {
            let name = info.name.as_deref().unwrap_or("without a name");
            match info.download(&now, MOST_BYTES) {
                Ok(download) => println!(
                    "  {}, {name}: {} bytes of {} from {}, until {}",
                    info.type_, download.size, info.content_type, download.url, download.until
                ),
                Err(reason) => println!("  {}, {name}: {reason}", info.type_),
            }
        }
    }
    Ok(())
}
