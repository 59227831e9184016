//! `hidden-characters`: characters that nobody sees and that change what a text is.

use super::catalogue::Run;
use super::input::{Input, Report};
use super::{Check, Example, Fix, Group, Level, Safety, TextEdit};
use crate::syntax::{BlockKind, Kind, Span};

pub(super) const CHECK: Check = Check {
    code: "hidden-characters",
    group: Group::Copy,
    summary: "A character that cannot be seen stands in the text.",
    level: Some(Level::Warning),
    reason: "\
Copy from web pages, word processors and chats brings characters that no screen shows. A name with a zero width space in it \
is another name to every search and every tool; a soft hyphen splits a word for them; a bidirectional control can show a \
reader another order of words than the file has (UAX #9; the attack known as Trojan Source, CVE-2021-42574), and tag \
characters can carry a text of their own.

Reported are zero width characters, soft hyphens, bidirectional controls, tag characters and control characters, in copy, \
tags and header. Left alone is what a script or a sign needs: joiners in emoji and beside Arabic or Indic letters, zero \
width spaces beside letters of scripts without spaces, flags made of tag characters, the byte order mark at the very \
start, and bidirectional marks, embeddings and isolates that are paired in their paragraph and have letters written from \
right to left in them.",
    example: Example {
        settings: "",
        bad: "“Not now,”{by=\"a dock\u{200b} worker\"} she said.\n",
        good: "“Not now,”{by=\"a dock worker\"} she said.\n",
    },
    settings: &[],
    fix: Some((Safety::Safe, "Takes the characters out; a control character that breaks a line becomes a space.")),
    run: Run::Article(run),
};

/// So many findings stand for themselves; the last speaks for all that follow.
pub(super) const MOST: usize = 20;

fn run(input: &Input<'_>, report: &mut Report<'_>) {
    let suspects = suspects(input.text.as_bytes());
    if suspects.is_empty() {
        return;
    }
    let hidden = hidden(input, &suspects);
    let words = words(input.text, &hidden);
    // Parts have their findings one by one; together they can be too many for that.
    let several = words.len() > MOST && !input.is_part();
    let alone = if several { MOST - 1 } else { words.len() };
    let edits = |hidden: &[(usize, char)]| -> Vec<TextEdit> {
        hidden
            .iter()
            .map(|(at, c)| edit(input.text, *at, *c))
            .collect()
    };
    for (span, list) in words.get(..alone).unwrap_or_default() {
        let Some((at, c)) = list.first() else {
            continue;
        };
        let more = match list.len() {
            1 => String::new(),
            n => format!(" and {} more", n - 1),
        };
        let message = format!("{}{more} {}", title(*c), place(input, *at));
        report
            .add(span.clone(), message)
            .help("take it out: nobody sees it, and every program reads it")
            .fix(Fix {
                title: "take out what cannot be seen".into(),
                safety: Safety::Safe,
                edits: edits(list),
            });
    }
    let rest = words.get(alone..).unwrap_or_default();
    if let Some((span, _)) = rest.first() {
        let all: Vec<TextEdit> = rest.iter().flat_map(|(_, list)| edits(list)).collect();
        report
            .add(
                span.clone(),
                format!(
                    "{} more places have characters that cannot be seen",
                    rest.len()
                ),
            )
            .fix(Fix {
                title: "take out what cannot be seen".into(),
                safety: Safety::Safe,
                edits: all,
            });
    }
}

/// Bytes looked at in one step.
const STEP: usize = 64;

/// Where bytes stand that can begin a character that this check knows. Looks at many at a time.
fn suspects(bytes: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        // The last step and what it looks ahead to are filled up with spaces.
        let mut last = [b' '; STEP + 2];
        let step = bytes.get(at..).and_then(|b| b.first_chunk());
        let step: &[u8; STEP + 2] = step.unwrap_or_else(|| {
            let rest = bytes.get(at..).unwrap_or_default();
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            &last
        });
        let suspect = |i: usize| is_suspect(step[i], step[i + 1], step[i + 2]);
        if (0..STEP).fold(false, |any, i| any | suspect(i)) {
            found.extend((0..STEP).filter(|i| suspect(*i)).map(|i| at + i));
        }
        at += STEP;
    }
    found
}

/// Whether a character of this check can begin with these bytes. Without branches, so that the
/// compiler can do many at once.
#[inline(always)]
fn is_suspect(a: u8, b: u8, c: u8) -> bool {
    let control = (a < 0x20) & (a != b'\n') & (a != b'\r') & (a != b'\t') | (a == 0x7F);
    // U+0080 to U+009F, U+00AD
    let latin = (a == 0xC2) & ((b < 0xA0) | (b == 0xAD));
    // U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F
    let marks = (b == 0x80) & ((c.wrapping_sub(0x8B) < 5) | (c.wrapping_sub(0xAA) < 5));
    let general = (a == 0xE2) & (marks | (b == 0x81) & (c & 0xF0 == 0xA0));
    // U+061C, U+FEFF, U+E0000 to U+E007F
    let arabic = (a == 0xD8) & (b == 0x9C);
    control | latin | general | arabic | (a == 0xEF) & (b == 0xBB) & (c == 0xBF) | (a == 0xF3)
}

/// What a character is called, if nobody sees it.
fn name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{00ad}' => "soft hyphen",
        '\u{061c}' => "Arabic letter mark",
        '\u{200b}' => "zero width space",
        '\u{200c}' => "zero width non-joiner",
        '\u{200d}' => "zero width joiner",
        '\u{200e}' => "left-to-right mark",
        '\u{200f}' => "right-to-left mark",
        '\u{202a}' => "left-to-right embedding",
        '\u{202b}' => "right-to-left embedding",
        '\u{202c}' => "pop directional formatting",
        '\u{202d}' => "left-to-right override",
        '\u{202e}' => "right-to-left override",
        '\u{2060}' => "word joiner",
        '\u{2061}'..='\u{2064}' => "invisible operator",
        '\u{2066}' => "left-to-right isolate",
        '\u{2067}' => "right-to-left isolate",
        '\u{2068}' => "first strong isolate",
        '\u{2069}' => "pop directional isolate",
        '\u{206a}'..='\u{206f}' => "deprecated format character",
        '\u{feff}' => "zero width no-break space",
        '\u{e0000}'..='\u{e007f}' => "tag character",
        '\n' | '\r' | '\t' => return None,
        c if c.is_control() => "control character",
        _ => return None,
    })
}

fn title(c: char) -> String {
    format!("U+{:04X} {}", u32::from(c), name(c).unwrap_or_default())
}

/// The characters among the suspects that cannot be seen and that nothing around them needs.
fn hidden(input: &Input<'_>, suspects: &[usize]) -> Vec<(usize, char)> {
    let text = input.text;
    let mut directions = Directions::default();
    let mut flag_end = 0;
    let mut hidden = Vec::new();
    for at in suspects {
        let Some(c) = text.get(*at..).and_then(|t| t.chars().next()) else {
            continue;
        };
        if name(c).is_none() {
            continue;
        }
        let before = text.get(..*at).unwrap_or_default();
        let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
        let (last, next) = (before.chars().next_back(), behind.chars().next());
        let beside =
            |script: fn(char) -> bool| last.is_some_and(script) || next.is_some_and(script);
        let needed = match c {
            '\u{200b}' => beside(has_no_spaces),
            '\u{200c}' => beside(joins),
            '\u{200d}' => beside(joins) || last.is_some_and(is_emoji) && next.is_some_and(is_emoji),
            '\u{feff}' => *at == 0,
            // A flag: the black flag, the letters of a region as tags, and the tag that ends them.
            '\u{e0000}'..='\u{e007f}' => {
                if last == Some('\u{1f3f4}') {
                    let tags = behind.find(|c| !matches!(c, '\u{e0020}'..='\u{e007f}'));
                    let end = at + c.len_utf8() + tags.unwrap_or(behind.len());
                    let ended = text.get(..end).is_some_and(|t| t.ends_with('\u{e007f}'));
                    flag_end = if ended { end } else { flag_end };
                }
                *at < flag_end
            }
            c if is_directional(c) => {
                directions.list.push((*at, c));
                continue;
            }
            _ => false,
        };
        if !needed {
            hidden.push((*at, c));
        }
    }
    if !directions.list.is_empty() {
        hidden.append(&mut directions.unneeded(input));
        hidden.sort_unstable_by_key(|(at, _)| *at);
    }
    hidden
}

fn is_directional(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The bidirectional controls of a text.
#[derive(Default)]
struct Directions {
    list: Vec<(usize, char)>,
}

impl Directions {
    /// Those that stand alone in their paragraph, override what the letters say, or have nothing
    /// written from right to left in them. Lines of the header count as paragraphs.
    fn unneeded(&self, input: &Input<'_>) -> Vec<(usize, char)> {
        let mut unneeded = Vec::new();
        let mut list = self.list.as_slice();
        for block in input.tree.blocks() {
            let span = block.span();
            if list.first().is_none_or(|(at, _)| *at >= span.end) {
                continue;
            }
            let text = input.text.get(span.clone()).unwrap_or_default();
            let lines = block.kind() == BlockKind::Header;
            let mut start = span.start;
            for part in text.split_inclusive(|c| lines && c == '\n') {
                let end = start + part.len();
                let here = list.partition_point(|(at, _)| *at < end);
                let (own, rest) = list.split_at(here);
                if !own.is_empty() {
                    paragraph(start, part, own, &mut unneeded);
                }
                list = rest;
                start = end;
            }
        }
        unneeded
    }
}

/// The same for one paragraph that begins at `start`.
fn paragraph(start: usize, text: &str, list: &[(usize, char)], unneeded: &mut Vec<(usize, char)>) {
    let mut letters = text
        .char_indices()
        .filter(|(_, c)| is_right_to_left(*c))
        .map(|(i, _)| start + i)
        .peekable();
    let any = letters.peek().is_some();
    // The last letter from right to left before this place.
    let mut last = None;
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in list {
        while letters.peek().is_some_and(|l| l < at) {
            last = letters.next();
        }
        match c {
            '\u{202a}'..='\u{202b}' | '\u{202d}'..='\u{202e}' | '\u{2066}'..='\u{2068}' => {
                open.push((*at, *c))
            }
            '\u{202c}' | '\u{2069}' => {
                let isolate = |c: char| c >= '\u{2066}';
                let pair = open.pop_if(|(_, o)| isolate(*o) == isolate(*c));
                let overrides = pair.is_some_and(|(_, o)| matches!(o, '\u{202d}' | '\u{202e}'));
                let needed = pair.is_some_and(|(from, _)| last > Some(from)) && !overrides;
                if !needed {
                    unneeded.extend(pair);
                    unneeded.push((*at, *c));
                }
            }
            _ if any => {}
            _ => unneeded.push((*at, *c)),
        }
    }
    unneeded.append(&mut open);
}

/// The hidden characters of each word, with the letters around them, so that an editor has
/// something to underline.
fn words(text: &str, hidden: &[(usize, char)]) -> Vec<(Span, Vec<(usize, char)>)> {
    let mut words: Vec<(Span, Vec<(usize, char)>)> = Vec::new();
    let part = |c: char| c.is_alphanumeric() || name(c).is_some();
    for (at, c) in hidden {
        match words.last_mut() {
            Some((span, list)) if *at < span.end => list.push((*at, *c)),
            _ => {
                let (before, behind) = text.split_at_checked(*at).unwrap_or_default();
                // A text without spaces would else be searched again for each.
                let near = |c: &char| part(*c);
                let from: usize = before
                    .chars()
                    .rev()
                    .take(REACH)
                    .take_while(near)
                    .map(char::len_utf8)
                    .sum();
                let to: usize = behind
                    .chars()
                    .take(REACH)
                    .take_while(near)
                    .map(char::len_utf8)
                    .sum();
                let least = words.last().map_or(0, |(span, _)| span.end);
                let start = (at - from).max(least).min(*at);
                words.push((start..(at + to).max(at + c.len_utf8()), vec![(*at, *c)]));
            }
        }
    }
    words
}

/// How far a word is followed, in characters.
const REACH: usize = 32;

fn edit(text: &str, at: usize, c: char) -> TextEdit {
    // Where a program broke the line, as word processors do, the words stay apart.
    let breaks = matches!(c, '\u{b}' | '\u{c}' | '\u{85}');
    let end = at + c.len_utf8();
    let free = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let behind = text.get(end..).and_then(|t| t.chars().next());
    let space = breaks && !free(before) && !free(behind);
    TextEdit::new(at..end, if space { " " } else { "" })
}

/// Where a character stands, as its message says it.
fn place(input: &Input<'_>, at: usize) -> &'static str {
    let holds = |span: Span| span.contains(&at);
    let Some(block) = input.tree.blocks().find(|b| holds(b.span())) else {
        return "in the copy";
    };
    let inside = |kind: Kind| {
        block
            .descendants()
            .any(|n| n.kind() == kind && holds(n.span()))
    };
    match block.kind() {
        BlockKind::Header => "in the header",
        _ if inside(Kind::Tag) => "in a tag",
        _ if inside(Kind::Comment) => "in a comment",
        _ if inside(Kind::Quotation) => "in a quotation",
        _ => "in the copy",
    }
}

/// Letters that joiners shape: of the Arabic and Indic scripts and their kin.
fn joins(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{0dff}' | '\u{0f00}'..='\u{109f}' | '\u{1700}'..='\u{18af}' | '\u{1900}'..='\u{1cff}'
        | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10a00}'..='\u{11fff}')
}

/// Letters of scripts in which no space parts words.
fn has_no_spaces(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}' | '\u{3040}'..='\u{9fff}' | '\u{a980}'..='\u{a9df}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{05be}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && c.is_alphabetic()
}

/// What a joiner can join to one sign: emoji, what they are made of, and the signs of their style.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}')
}

#[cfg(test)]
pub(super) const CASES: &str = "
== fires in copy, in a tag, in a quotation and in the header, and names the character
:: article
---
actors:
  vell: Imre Ve«U+00AD»ll
---

“Not«U+200B» now,”{by=\"a fit«U+2060»ter\"} Im«U+FEFF»re«U+0007» Vell said{cue}. {% No«U+200B»te %}
:: finds
⟨Ve«U+00AD»ll⟩ U+00AD soft hyphen in the header
⟨Not«U+200B»⟩ U+200B zero width space in a quotation
⟨fit«U+2060»ter⟩ U+2060 word joiner in a tag
⟨Im«U+FEFF»re«U+0007»⟩ U+FEFF zero width no-break space and 1 more in the copy
⟨No«U+200B»te⟩ U+200B zero width space in a comment
:: fixed
---
actors:
  vell: Imre Vell
---

“Not now,”{by=\"a fitter\"} Imre Vell said{cue}. {% Note %}

== fires on bidirectional controls that are not paired, and on overrides
:: article
He said «U+2067»no, and «U+202E»deretla«U+202C» it.

He wrote «U+202B»שלום.
:: finds
⟨«U+2067»no⟩ U+2067 right-to-left isolate in the copy
⟨«U+202E»deretla«U+202C»⟩ U+202E right-to-left override and 1 more in the copy
⟨«U+202B»שלום⟩ U+202B right-to-left embedding in the copy
:: fixed
He said no, and deretla it.

He wrote שלום.

== fires on tags that say something else, and on joiners between Latin letters
:: article
No«U+E006E»«U+E006F» nets«U+200D»here. A 🏴«U+E0067»flag.
:: finds
⟨No«U+E006E»«U+E006F»⟩ U+E006E tag character and 1 more in the copy
⟨nets«U+200D»here⟩ U+200D zero width joiner in the copy
⟨«U+E0067»flag⟩ U+E0067 tag character in the copy
:: fixed
No netshere. A 🏴flag.

== a line break of a word processor becomes a space
:: article
The pier«U+000B»is shut.«U+000C»
:: finds
⟨pier«U+000B»is⟩ U+000B control character in the copy
⟨«U+000C»⟩ U+000C control character in the copy
:: fixed
The pier is shut.

== a tag that was held off touches its quotation
:: article
“Not now,”«U+200B»{by=\"a fitter\"} she said.
:: finds
⟨«U+200B»⟩ U+200B zero width space in the copy
:: fixed
“Not now,”{by=\"a fitter\"} she said.

== is silent on what a script or a sign needs
:: article
«U+FEFF»Emoji 👩«U+200D»🚒 and ❤️«U+200D»🔥, the flag 🏴«U+E0067»«U+E0062»«U+E0077»«U+E006C»«U+E0073»«U+E007F», می«U+200C»خواهم, क्«U+200D»ष, ไทย«U+200B»ไทย, and «U+2067»שלום עולם«U+2069» in Hebrew,«U+200F» with tabs\tand no-break«U+00A0»spaces – “so…”

== a suppression silences it
:: article
“Not«U+200B» now,” she said. {% allow hidden-characters %}
";

#[cfg(test)]
mod tests {
    use super::super::{Config, Safety, check, fix};

    #[test]
    fn after_the_most_findings_one_speaks_for_the_rest() {
        let text = "no\u{ad} nets ".repeat(super::MOST + 5);
        let findings = check(&text);
        assert_eq!(findings.len(), super::MOST);
        let last = findings.last().map(|f| f.message.as_str());
        assert_eq!(
            last,
            Some("6 more places have characters that cannot be seen")
        );
        let fixed = fix(
            &text,
            &Config::default(),
            &crate::registry::Registry::default(),
            Safety::Safe,
        );
        assert_eq!(fixed.text, text.replace('\u{ad}', ""));
    }
}
