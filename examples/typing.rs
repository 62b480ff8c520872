//! Typing: when a client says that its user writes, and what the other one's chat window shows.
#![allow(clippy::print_stdout, reason = "an example prints")]

use std::io::Write as _;
use std::time::Duration;

use sip_payloads::Error;
use sip_payloads::messaging::is_composing::{Composer, Composers, IsComposing};

/// Like the macro of std, but a closed pipe (`| head`) is not a failure.
macro_rules! println {
    ($($line:tt)*) => {{
        let _ = writeln!(std::io::stdout(), $($line)*);
    }};
}

/// What Alice does, and when, in seconds.
enum Event {
    Types,
    Sends,
    Waits,
}

fn main() -> Result<(), Error> {
    let mut composer = Composer::new().with_content_type("text/plain");
    let mut window = Composers::new();
    // The program calls `at` when its timer says so; `composer.next()` sets the timer.
    let events = [
        (0, Event::Types),
        (5, Event::Types),
        (20, Event::Waits),
        (40, Event::Types),
        (44, Event::Sends),
        (60, Event::Types),
        (75, Event::Waits),
    ];
    for (second, event) in events {
        let now = Duration::from_secs(second);
        let (what, document) = match event {
            Event::Types => ("types", composer.input(now)),
            Event::Waits => ("waits", composer.at(now)),
            Event::Sends => {
                composer.content_sent();
                window.content_received(&"Alice");
                ("sends the message", None)
            }
        };
        println!("{second:>3} s: Alice {what}");
        if let Some(document) = document {
            // The body of a MESSAGE, and at the other end:
            let body = document.to_xml()?;
            println!("       {} sent", document.state);
            window.received("Alice", &sip_payloads::parse::<IsComposing>(body)?, now);
        }
        let writing: Vec<_> = window.at(now).copied().collect();
        match writing.is_empty() {
            true => println!("       the window shows nothing"),
            false => println!("       the window shows: {} is typing", writing.join(", ")),
        }
    }
    Ok(())
}
