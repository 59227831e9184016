//! What is kept of a document gives the findings of the whole, whatever is edited.

use proptest::prelude::*;

use super::*;
use crate::checks::{CHECKS, DayStyle, Level, Punctuation};
use crate::registry::{self, Format};
use crate::syntax::parse;

const HEADERS: &[&str] = &[
    "",
    "---\ntitle: The lock\n---\n\n",
    "---\ndate: 2031-04-03\nplace: Ellery\nactors:\n  vell:\n    name: Imre Vell\n    role: crane master\n    aliases: [Vell]\n  tull: Ada Tull, harbour minister\n---\n\n",
    "---\ndate: 2031-04-03\nactors:\n  orbel:\n    name: Corin Orbel\n    roles:\n      - title: lock keeper\n        to: 2030-01-01\n      - title: mayor\n        from: 2030-01-02\n  vell: Imre Vell\n  quay:\n    name: Quay Office Company\n    kind: organization\n    aliases: [Quay Office]\n---\n",
    "---\nlang: de\ndate: 2031-04-03\nactors:\n  vell: Imre Vell\n---\n\n",
    "---\nactors:\n  vell: Imre Vell\n  orbel: Corin Orbel\n  unused: Nobody Here\n",
];

const REGISTRY: &str = "[actors.bosk]\nname = \"Mara Bosk\"\nrole = \"pilot\"\naliases = [\"Bosk\"]\n\n[actors.rann]\nname = \"Ole Rann\"\n";

const PARAGRAPHS: &[&str] = &[
    "“Not now,”{@vell} Vell said{cue} on Wednesday{2031-04-02}. “Never.”{+}",
    "“Later,”{@tull} Ada Tull said. \"Soon,\"{@tull} she added.",
    "Imre Vell, the crane master, came to the harbour with the lock keeper.",
    "Mr Vel left. Imre Vall stayed. The vel is a word, and so is Orbell Street.",
    "“A long quotation begins here and",
    "“goes on here, and ends.”{@orbel}",
    "“It goes on again",
    "The harbour was closed, he said. Vell did not.",
    "“The berth is full,”{by=#he} [he]{#he} said.",
    "[He]{@vell #he} said [it was late]{by=#he cue=#c} and [went on]{cue #c}.",
    "[one part]{@tull #q1} and the rest.",
    "“The other part”{#q1} came. [third]{#q1 @vell}",
    "“No,”{+} somebody said. [said]{cue} again.",
    "{@vell}\nVELL: A block of speech that nobody closes.",
    "{+}\nAnd it goes on in another block.",
    "{% allow unattributed-quote %}",
    "{% allow misspelled-name, unused-allow %}",
    "“Nobody says this.” {% allow unattributed-quote %}",
    "{% allow distant-attribution no-such-check %} “Words”{@vell}, it read.",
    "“We cannot say,”{by=\"an official\"} an official said, who asked not to be named.",
    "“We cannot say,”{by=\"an official\"} an official said.",
    "“We know,”{by=\"a source\"} a source said. “Yes,”{by=\"officials\"} officials added.",
    "On Tuesday 2 April the bridge opened. In 2030 it was closed. On Monday, March 3, it rained.",
    "Yesterday it rained, and last Wednesday. The meeting in May 2032 was long.",
    "The minister arrived on [Tuesday]{2031-04-02} and left tomorrow{2031-04-09}.",
    "«Guillemets here»{@vell}, »and these«{@tull} and „these“{@orbel}.",
    "‘Single “double ‘again’ inside” marks’{@vell} and 'straight'.",
    "A hid\u{200b}den character, and a so\u{ad}ft one.",
    "“Who?”{@?} [somebody]{@?} asked{cue?}. “I,”{@vel} said @tull.",
    "“Unknown tag”{@orbell}{nonsense} and [x]{mood=angry}.",
    "ELLERY – The bridge is closed, said Imre Vell, lock keeper.",
    "[Mara]{@vell} and [Bosk]{@bosk} and [Ole Rann]{@tull} met. Mara Bosk spoke.",
    "Ole Rann and Mara Bosk spoke. Ole Ran left.",
    "Quay Office opened. The Quay Office Company closed.",
    "The mayor said{cue} that “it is late”{@orbel}, mayor Corin Orbel.",
    "Vell said: “I am here.”{@tull}",
    "“First,”{@vell} “second,”{@tull} they said.",
    "First line ends.\nSecond line ends.\n“Third line ends.”{@vell}\n",
    "",
    "> quoted lines\n> and more",
    "said{cue} Vell; claimed{cue} Tull. He ranted: “No.”{@vell}",
    "---",
    "title: x",
    "\\---",
    "a{% comment %}b \\{ escaped \\} }",
    "“\u{201c}Two marks.” {title}",
    "It is {@vell} floating {+} tags.",
];

const SCRAPS: &[&str] = &[
    "a",
    " ",
    "\n",
    "\n\n",
    "“",
    "”",
    "\"",
    "{+}",
    "{@vell}",
    "{",
    "}",
    "[",
    "]",
    "{#q1}",
    "Vell ",
    "vel ",
    "Imre ",
    "{cue}",
    ". ",
    "2031",
    "’",
    "{% allow misspelled-name %}",
    "\r\n",
    "é",
    "\u{feff}",
    "{by=#he}",
    "he said",
    "> ",
    "x\n\n\n\ny",
    "\u{202e}",
    "{2031-04-02}",
    "---\n",
];

struct Plain(String);

impl TextSource for Plain {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn read(&self, start: usize, wanted: usize, into: &mut String) {
        self.0.as_str().read(start, wanted, into);
    }
}

fn config(kind: usize) -> Config {
    let mut config = Config::default();
    if kind > 0 {
        for check in CHECKS {
            config.set_level(check.code, Some(check.level.unwrap_or(Level::Info)));
        }
    }
    if kind > 1 {
        config.style.punctuation = Some(Punctuation::Us);
        config.style.days = Some(DayStyle::Weekday);
    }
    if kind > 2 {
        config.style.quotation_marks = vec![('“', '”'), ('‘', '’')];
    }
    config
}

/// What is meant to be a header is one, but for the last, which is not closed.
#[test]
fn the_headers_are_sound() {
    for header in HEADERS.iter().rev().skip(1) {
        assert_eq!(parse(header).errors(header), [], "{header}");
    }
}

/// The findings a line each, with all that they say.
fn shown(checked: &Checked) -> Vec<String> {
    let mut lines: Vec<String> = checked
        .findings
        .iter()
        .map(|f| {
            format!(
                "{:?} {} {} {:?} {:?} {:?}",
                f.span, f.code, f.message, f.help, f.related, f.fix
            )
        })
        .collect();
    lines.push(format!("{} in all", checked.count));
    lines
}

/// An edit: from where to where, in thousandths of the text, and what is put there.
type Stroke = (usize, usize, &'static str);

fn strokes() -> impl Strategy<Value = Vec<Stroke>> {
    let new = prop_oneof![
        3 => proptest::sample::select(SCRAPS),
        1 => proptest::sample::select(PARAGRAPHS),
        1 => Just(""),
    ];
    let size = prop_oneof![4 => 0..4usize, 2 => 0..60usize, 1 => 0..400usize];
    proptest::collection::vec((0..1000usize, size, new), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("NEWSMARK_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1500), ..ProptestConfig::default() })]

    #[test]
    fn an_edited_document_has_the_findings_of_the_whole(
        header in proptest::sample::select(HEADERS),
        paragraphs in proptest::collection::vec(proptest::sample::select(PARAGRAPHS), 0..24),
        strokes in strokes(),
        kind in 0..4usize,
        registered in any::<bool>(),
    ) {
        let config = config(kind);
        let source = registry::Source::new("people.toml", Format::Toml, REGISTRY);
        let (people, problems) = Registry::load(vec![source]);
        assert!(problems.is_empty(), "{problems:?}");
        let registry = if registered { people } else { Registry::default() };
        let mut text = Plain(format!("{header}{}", paragraphs.join("\n\n")));
        let mut tree = parse(&text.0);
        let mut kept = Kept::default();
        let mut change: Option<Change> = None;
        for (i, stroke) in std::iter::once(None).chain(strokes.iter().map(Some)).enumerate() {
            if let Some((at, size, new)) = stroke {
                let len = text.0.len();
                let start = text.0.floor_char_boundary(len * at / 1000);
                let old_end = text.0.ceil_char_boundary((start + size).min(len));
                text.0.replace_range(start..old_end, new);
                let edit = Edit { start, old_end, new_end: start + new.len() };
                tree.edit(&edit, &text);
                match &mut change {
                    Some(change) => change.then(&edit),
                    None => change = Some(Change::new(&edit)),
                }
                // Sometimes several edits come together.
                if i % 3 == 1 {
                    continue;
                }
            }
            let now = Document { text: &text, tree: &tree, config: &config, registry: &registry };
            let found = kept.check(now, change.as_ref(), 1000);
            change = None;
            let (found, expected) = (shown(&found), shown(&whole(now, 1000)));
            prop_assert_eq!(found, expected, "{:?}", text.0);
        }
    }
}
