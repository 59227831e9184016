//! Names by which a finding is known again in the next report.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Checked;
use super::view::relative;
use crate::checks::Finding;

/// Gives the findings of one file their fingerprints, in order. They depend on the file's path, on
/// what a finding says and on the words that it is about, not on where these stand, nor on where the
/// current folder lies; of findings that are the same in all of this, on which of them it is.
pub(super) struct Fingerprints<'a> {
    checked: &'a Checked,
    path: u64,
    seen: HashMap<u64, u64>,
}

impl<'a> Fingerprints<'a> {
    pub(super) fn new(checked: &'a Checked, path: &str) -> Self {
        Fingerprints {
            checked,
            path: add(START, path.as_bytes()),
            seen: HashMap::new(),
        }
    }

    /// The fingerprint of the next finding: 16 hexadecimal digits.
    pub(super) fn next(&mut self, finding: &Finding) -> String {
        let words = self.checked.text.get(finding.span.clone());
        // Other articles that it names may lie elsewhere the next time, as the file itself may.
        let others = finding.related.iter().filter_map(|r| r.path.as_deref());
        let message = others.fold(Cow::from(&finding.message), |message, path| {
            message.replace(path, &relative(path)).into()
        });
        let parts = [finding.code, &message, words.unwrap_or_default()];
        let hash = parts.iter().fold(self.path, |hash, part| {
            // A byte that is in no text parts them.
            add(add(hash, &[0xFF]), part.as_bytes())
        });
        let nth = self.seen.entry(hash).or_default();
        *nth += 1;
        format!("{:016x}", add(hash, &nth.to_le_bytes()))
    }
}

/// FNV-1a of 64 bits: other than the hashes of the standard library, it stays the same.
fn add(hash: u64, bytes: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    bytes.iter().fold(hash, step)
}

const START: u64 = 0xcbf2_9ce4_8422_2325;
