//! Broken copies of a file, for tests: whatever becomes of them, no reader panics.

/// Reads that many copies with one to eight bytes changed, cut off or doubled; how many were read.
pub(crate) fn mutated(original: &[u8], copies: usize, read: impl Fn(&[u8]) -> bool) -> usize {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    let mut count = 0;
    for copy in 0..copies {
        let mut bytes = original.to_vec();
        for _ in 0..=random(8) {
            let at = random(bytes.len());
            match random(8) {
                0 => bytes.truncate(at.max(1)),
                1 => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
                2 => bytes = [&bytes[..at], &bytes[at.saturating_sub(random(40))..]].concat(),
                3 => bytes[at] ^= 1 << random(8),
                _ => bytes[at] = u8::try_from(random(256)).unwrap(),
            }
            if bytes.is_empty() {
                bytes = original[..1].to_vec();
            }
        }
        // A half of the copies keep the end, where a zip has its directory.
        if copy % 2 == 0 && bytes.len() > 64 {
            let end = original.len() / 8;
            bytes.truncate(bytes.len() - end.min(bytes.len()));
            bytes.extend(&original[original.len() - end..]);
        }
        count += usize::from(read(&bytes));
    }
    count
}
