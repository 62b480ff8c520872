//! RLS services: the document of the SIP SIMPLE client SDK's wiki, built and read.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::Error;
use sip_payloads::lists::resource_lists::{Entry, List};
use sip_payloads::lists::rls_services::{Packages, Resources, RlsServices, Service};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

fn main() -> Result<(), Error> {
    let elsewhere = Resources::ResourceList("http://xcap.example.com/xxx".parse()?);
    let mut buddies = Service::new("sip:mybuddies@example.com".parse()?, elsewhere);
    buddies.packages = Some(Packages::of(["presence"]));
    let mut list = List::new();
    list.push(Entry::new("sip:joe@example.com".parse()?));
    list.push(Entry::new("sip:sudhir@example.com".parse()?));
    let mut marketing = Service::new("sip:marketing@example.com".parse()?, list.into());
    marketing.packages = Some(Packages::of(["presence"]));
    let xml = RlsServices::from([buddies, marketing]).to_xml_pretty()?;
    println!("{xml}");

    for service in &sip_payloads::parse::<RlsServices>(xml)?.services {
        let packages = service.packages.iter().flat_map(Packages::names).collect::<Vec<_>>();
        println!("{} ({}):", service.uri, packages.join(", "));
        match &service.resources {
            Resources::ResourceList(uri) => println!("  those of {uri}"),
            Resources::List(list) => {
                for entry in list.all_entries() {
                    println!("  {}", entry.uri);
                }
            }
        }
    }
    Ok(())
}
