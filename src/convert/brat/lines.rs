//! What stands in brat's lines: names, labels, and words on one line.

use crate::convert::units::push_number;

/// What a line is called: a letter and a number.
pub(super) type Name = (char, usize);

pub(super) fn push_name(out: &mut String, (kind, number): Name) {
    out.push(kind);
    push_number(out, number);
}

/// A label or a role as brat has it: without what parts names.
pub(super) fn push_word(out: &mut String, name: &str) {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() {
        out.push('_');
    } else if name.bytes().all(|b| fits(char::from(b)) && b.is_ascii()) {
        out.push_str(name);
    } else {
        out.extend(name.chars().map(|c| if fits(c) { c } else { '_' }));
    }
}

/// Words on one line, in which nothing could send commands to a terminal.
pub(super) fn push_line(out: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}'))
    {
        let (before, behind) = rest.split_at(at);
        out.push_str(before);
        let mut chars = behind.chars();
        out.push(match chars.next() {
            Some(
                '\t'
                | '\n'
                | '\r'
                | '\u{b}'
                | '\u{c}'
                | '\u{1c}'..='\u{1e}'
                | '\u{85}'
                | '\u{2028}'
                | '\u{2029}',
            ) => ' ',
            _ => '\u{fffd}',
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}
