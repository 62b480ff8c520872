//! A resource list server: a service expanded to the resources that it subscribes to, and the notifications for a
//! client that follows the list.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;

use sip_payloads::event_state::{Notifier, Outcome, Subscriber};
use sip_payloads::lists::resource_lists::Resolver;
use sip_payloads::lists::rlmi::{
    Instance, InstanceState, List, ListNotification, ListTable, Resource, ResourceBody,
};
use sip_payloads::lists::rls_services::RlsServices;
use sip_payloads::mime::Body;
use sip_payloads::presence::{Basic, Pidf, Presence, Status, Tuple};
use sip_payloads::{AnyUri, Error, ReadOptions, WriteOptions};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

const SERVICES: &str = r#"<rls-services xmlns="urn:ietf:params:xml:ns:rls-services"
    xmlns:rl="urn:ietf:params:xml:ns:resource-lists">
  <service uri="sip:crew@example.com">
    <list><rl:entry uri="sip:bob@example.com"/><rl:entry uri="sip:joe@example.com"/>
      <rl:entry uri="sip:bob@EXAMPLE.com"/></list>
    <packages><package>presence</package></packages>
  </service>
</rls-services>"#;

fn main() -> Result<(), Error> {
    // A SUBSCRIBE for sip:crew@example.com, event presence.
    let services = sip_payloads::parse::<RlsServices>(SERVICES)?;
    let Some(service) = services.service("sip:crew@example.com") else { return Ok(()) };
    println!("presence: {}, dialog: {}", service.is_for("presence"), service.is_for("dialog"));
    let mut resolver = Resolver::new("http://xcap.example.com", |_: &str| Err("404".to_owned()));
    let resources: Vec<_> =
        resolver.resources(service).entries.into_iter().map(|entry| entry.uri).collect();
    for uri in &resources {
        println!("SUBSCRIBE {uri}");
    }

    // The state as the server knows it, and one client.
    let mut state = State { list: service.uri.clone(), resources, presence: Vec::new() };
    let mut notifier = Notifier::new(state.notification()?);
    let mut client = Client { subscriber: Subscriber::default(), table: ListTable::new() };
    client.notify(&notifier)?;

    // Bob's presence comes in a NOTIFY, and changes later.
    for basic in [Basic::Open, Basic::Closed] {
        state.presence = vec![("sip:bob@example.com".parse()?, basic)];
        notifier
            .replace(state.notification()?)
            .map_err(|error| Error::new(sip_payloads::ErrorKind::Limit, error.to_string()))?;
        client.notify(&notifier)?;
    }
    Ok(())
}

/// What the server knows about the resources.
struct State {
    list: AnyUri,
    resources: Vec<AnyUri>,
    presence: Vec<(AnyUri, Basic)>,
}

impl State {
    /// All of it as a notification. The notifier makes full and partial ones of it.
    fn notification(&self) -> Result<ListNotification, Error> {
        let mut notification = ListNotification::new(List::new(self.list.clone(), 0, true));
        for (number, uri) in self.resources.iter().enumerate() {
            let mut resource = Resource::new(uri.clone());
            let known = self.presence.iter().find(|(of, _)| of == uri);
            let state = known.map_or(InstanceState::Pending, |_| InstanceState::Active);
            let mut instance = Instance::new("1".to_owned(), state);
            if let Some((_, basic)) = known {
                let tuple = Tuple::new("t1".parse()?, Status::from(*basic));
                let presence = Presence::new(uri.clone()).with_tuple(tuple);
                let body = Body::of::<Pidf>(&presence, &WriteOptions::default())?;
                let cid = format!("{number}@example.com");
                notification.bodies.insert(cid.clone(), ResourceBody::from(body));
                instance.cid = Some(cid);
            }
            resource.instances.push(instance);
            notification.list.resources.push(resource);
        }
        Ok(notification)
    }
}

/// The server's record of a client, and the client.
struct Client {
    subscriber: Subscriber,
    table: ListTable,
}

impl Client {
    fn notify(&mut self, notifier: &Notifier<ListNotification>) -> Result<(), Error> {
        let notification = notifier.notify(&mut self.subscriber).ok().flatten();
        let Some(notification) = notification else { return Ok(()) };
        let body = notification.to_body("list@example.com")?;
        let extent = if notification.list.full_state { "full" } else { "partial" };
        println!(
            "NOTIFY {extent}, version {}, {} bytes",
            notification.list.version,
            body.bytes.len()
        );

        let (registry, options) = (sip_payloads::registry(), ReadOptions::tolerant());
        let content_type = body.content_type.to_string();
        let read = ListNotification::read(registry, &content_type, &body.bytes, &options)?;
        if let Outcome::Applied(changes) = self.table.apply(read.document) {
            println!("  {} resources changed", changes.rows.len());
        }
        for row in self.table.rows() {
            let state = row.resource.best_instance().map(|instance| instance.state.to_string());
            println!("  {}: {}", row.resource.uri, state.unwrap_or_default());
        }
        Ok(())
    }
}
