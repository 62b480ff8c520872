//! The lines of the headers.

/// The lines of an input, without their ends, as long as they are asked for.
#[derive(Clone)]
pub(super) struct Lines<'b> {
    rest: &'b [u8],
    /// The number of the last line, from 1.
    number: u32,
    /// The first line that ends with LF alone.
    bare: Option<u32>,
}

impl<'b> Lines<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes, number: 0, bare: None }
    }

    /// What follows the last line.
    pub(super) fn rest(&self) -> &'b [u8] {
        self.rest
    }

    /// The number of the last line, from 1; 0 before the first.
    pub(super) fn number(&self) -> u32 {
        self.number
    }

    /// The first of the lines that ended with LF alone.
    pub(super) fn first_bare_line_end(&self) -> Option<u32> {
        self.bare
    }
}

impl<'b> Iterator for Lines<'b> {
    type Item = &'b [u8];

    fn next(&mut self) -> Option<&'b [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') else {
            return Some(std::mem::take(&mut self.rest));
        };
        let (line, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.get(1..).unwrap_or_default();
        match line.strip_suffix(b"\r") {
            Some(line) => Some(line),
            None => {
                self.bare = self.bare.or(Some(self.number));
                Some(line)
            }
        }
    }
}
