//! Mutates whole elements, attributes, names and values of XML, in addition to the mutations of
//! bytes by libFuzzer. The tokenizer accepts input that is not well-formed.

use std::ops::Range;

use crate::dictionary;

/// Changes the input in place and returns its new length. Half of the calls leave the change to
/// libFuzzer.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut random = Random(u64::from(seed) | 1 << 32);
    if random.below(2) == 0 {
        return libfuzzer_sys::fuzzer_mutate(data, size, max_size);
    }
    let input = data[..size].to_vec();
    match mutant(&input, &mut random) {
        Some(mutant) if mutant.len() <= max_size.min(data.len()) => {
            data[..mutant.len()].copy_from_slice(&mutant);
            mutant.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
}

/// A changed copy, made by one to three changes.
pub fn mutant(input: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut changed = change(input, random)?;
    for _ in 0..random.below(3) {
        if let Some(again) = change(&changed, random) {
            changed = again;
        }
    }
    Some(changed)
}

fn change(input: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let tags = tags(input);
    match random.below(10) {
        0 => Some(replaced(input, element(input, &tags, random)?, b"")),
        1 | 2 => {
            let range = element(input, &tags, random)?;
            let copy = input[range].to_vec();
            let place = boundary(&tags, random)?;
            Some(replaced(input, place..place, &copy))
        }
        3 => {
            let range = element(input, &tags, random)?;
            let moved = input[range.clone()].to_vec();
            let place = boundary(&tags, random)?;
            let without = replaced(input, range.clone(), b"");
            let place =
                if place >= range.end { place - range.len() } else { place.min(range.start) };
            Some(replaced(&without, place..place, &moved))
        }
        4 => {
            let range = element(input, &tags, random)?;
            Some(replaced(input, name_of(input, range.start + 1)?, random.pick(dictionary::NAMES)))
        }
        5 => {
            let attribute = attribute(input, &tags, random)?;
            Some(replaced(input, attribute, b""))
        }
        6 => {
            let attribute = attribute(input, &tags, random)?;
            let copy = input[attribute].to_vec();
            let tag = random.item(&tags)?;
            let name = name_of(input, tag.start + 1)?;
            Some(replaced(input, name.end..name.end, &[b" ", copy.as_slice()].concat()))
        }
        7 => {
            let value = value(input, &tags, random)?;
            Some(replaced(input, value, random.pick(dictionary::VALUES)))
        }
        8 => {
            let place = boundary(&tags, random)?;
            Some(replaced(input, place..place, random.pick(dictionary::PIECES)))
        }
        _ => {
            let text = text(input, &tags, random)?;
            Some(replaced(input, text, random.pick(dictionary::VALUES)))
        }
    }
}

fn replaced(input: &[u8], range: Range<usize>, new: &[u8]) -> Vec<u8> {
    [&input[..range.start], new, &input[range.end..]].concat()
}

/// Everything from a `<` to the next `>`.
fn tags(input: &[u8]) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut rest = 0;
    while let Some(start) = input[rest..].iter().position(|byte| *byte == b'<') {
        let start = rest + start;
        let Some(end) = input[start..].iter().position(|byte| *byte == b'>') else { break };
        rest = start + end + 1;
        tags.push(start..rest);
    }
    tags
}

/// An element: from a start tag to the end tag that balances it, if there is one.
fn element(input: &[u8], tags: &[Range<usize>], random: &mut Random) -> Option<Range<usize>> {
    let first = random.below(tags.len());
    let mut depth = 0_usize;
    let start = tags.get(first)?.start;
    for tag in tags.get(first..)? {
        let text = &input[tag.clone()];
        match text.get(1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') => {}
            _ if text.ends_with(b"/>") => {}
            _ => depth += 1,
        }
        if depth == 0 {
            return Some(start..tag.end);
        }
    }
    Some(tags.get(first)?.clone())
}

/// Where a tag begins or ends.
fn boundary(tags: &[Range<usize>], random: &mut Random) -> Option<usize> {
    let tag = random.item(tags)?;
    Some(if random.below(2) == 0 { tag.start } else { tag.end })
}

fn name_of(input: &[u8], start: usize) -> Option<Range<usize>> {
    let tail = input.get(start..)?;
    let end = tail.iter().position(|b| b.is_ascii_whitespace() || b"/>=".contains(b));
    Some(start..start + end?)
}

/// An attribute, with the blank before it.
fn attribute(input: &[u8], tags: &[Range<usize>], random: &mut Random) -> Option<Range<usize>> {
    let value = value(input, tags, random)?;
    let before = &input[..value.start];
    let start = before.iter().rposition(|byte| byte.is_ascii_whitespace() || *byte == b'<')?;
    Some(start..(value.end + 1).min(input.len()))
}

/// What is between two quotes in a tag.
fn value(input: &[u8], tags: &[Range<usize>], random: &mut Random) -> Option<Range<usize>> {
    let tag = random.item(tags)?.clone();
    let text = &input[tag.clone()];
    let quotes: Vec<_> = text
        .iter()
        .enumerate()
        .filter(|(_, b)| matches!(b, b'"' | b'\''))
        .map(|(at, _)| at)
        .collect();
    let pairs = quotes.len() / 2;
    let pair = if pairs == 0 { return None } else { random.below(pairs) };
    Some(tag.start + quotes[2 * pair] + 1..tag.start + quotes[2 * pair + 1])
}

/// What is between two tags.
fn text(input: &[u8], tags: &[Range<usize>], random: &mut Random) -> Option<Range<usize>> {
    let index = random.below(tags.len());
    let end = tags.get(index + 1).map_or(input.len(), |tag| tag.start);
    Some(tags.get(index)?.end..end)
}

/// A small generator: the same choices for the same seed.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below this one; 0 for 0.
    pub fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() >> 11) as usize % end }
    }

    fn item<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(items.len()))
    }

    fn pick(&mut self, words: &'static str) -> &'static [u8] {
        let count = words.lines().count();
        words.lines().nth(self.below(count)).unwrap_or_default().as_bytes()
    }
}
