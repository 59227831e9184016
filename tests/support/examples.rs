//! The examples of the specification, which `tests/specification.rs` describes.
#![allow(clippy::panic)] // A wrong example is a mistake in the specification.

const SIGNS: [(&str, &str); 6] = [
    ("→", "\t"),
    ("␍", "\r"),
    ("␀", "\0"),
    ("⍽", "\u{a0}"),
    ("␠", " "),
    ("⟦BOM⟧", "\u{feff}"),
];

/// A numbered example: a text and what a reader makes of it.
pub struct Example {
    pub number: usize,
    pub kind: String,
    pub line: usize,
    pub input: String,
    pub result: String,
}

/// The text with invisible characters for their signs.
pub fn unsign(text: &str) -> String {
    SIGNS
        .iter()
        .fold(text.to_owned(), |t, (sign, c)| t.replace(sign, c))
}

/// The text with signs for invisible characters.
pub fn sign(text: &str) -> String {
    let text = SIGNS
        .iter()
        .filter(|(s, _)| *s != "␠")
        .fold(text.to_owned(), |t, (sign, c)| t.replace(c, sign));
    text.split('\n')
        .map(|l| {
            l.strip_suffix(' ')
                .map_or(l.to_owned(), |l| format!("{l}␠"))
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// Gives the file as it is with the results that `run` gives for its examples.
pub fn walk(source: &str, mut run: impl FnMut(&Example) -> String) -> String {
    let mut out = String::new();
    let mut lines = source.lines().enumerate();
    while let Some((i, line)) = lines.next() {
        out += line;
        out.push('\n');
        let ticks = line.len() - line.trim_start_matches('`').len();
        let Some(info) = line[ticks..]
            .strip_prefix("example ")
            .filter(|_| ticks >= 3)
        else {
            continue;
        };
        let (number, kind) = info
            .split_once(' ')
            .unwrap_or_else(|| panic!("line {}: expected a number and a kind", i + 1));
        let fence = &line[..ticks];
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, l)| l)
            .take_while(|l| *l != fence)
            .collect();
        let arrow = body.iter().position(|l| *l == "=>").unwrap_or(body.len());
        let example = Example {
            number: number
                .parse()
                .unwrap_or_else(|_| panic!("line {}: {number} is no number", i + 1)),
            kind: kind.to_owned(),
            line: i + 1,
            input: body[..arrow].join("\n"),
            result: body.get(arrow + 1..).unwrap_or_default().join("\n"),
        };
        out += &example.input;
        out.push('\n');
        let result = run(&example);
        if !result.is_empty() || example.kind != "copy" {
            out += "=>\n";
            out += &result;
            out.push('\n');
        }
        out += fence;
        out.push('\n');
    }
    out
}
