//! One form for markup: spaces and order in tags, spaces in comments and in the header.
//!
//! In come a text and its tree; out go edits. The article without its markup stays byte for byte what it is, and so
//! does what its markup says. What breaks a rule of the language is left as it is.

use crate::checks::{self, TextEdit};
use crate::syntax::{Block, BlockKind, ErrorKind, Kind, Node, Span, Tree};

/// The edits that give a text its form, in the order of the text; no two touch the same byte. `tree` must be the text's.
///
/// ```
/// let text = "“Not now,”{ #a  @vell }{via=@tull} she said.{%later%}";
/// let edits = newsmark::format::format(text, &newsmark::syntax::parse(text));
/// let formatted = newsmark::format::apply(text, &edits);
/// assert_eq!(formatted, "“Not now,”{@vell via=@tull #a} she said.{% later %}");
/// ```
pub fn format(text: &str, tree: &Tree) -> Vec<TextEdit> {
    let blocks = tree.blocks();
    blocks
        .flat_map(|block| format_block(text, &block))
        .collect()
}

/// The same for one block of the tree.
pub fn format_block(text: &str, block: &Block<'_>) -> Vec<TextEdit> {
    let mut edits = Edits {
        text,
        list: Vec::new(),
    };
    match block.kind() {
        BlockKind::Header => edits.header(block),
        BlockKind::Paragraph | BlockKind::Comments => edits.copy(block),
        BlockKind::Blank => {}
    }
    edits.list.sort_by_key(|e| e.span.start);
    edits.list
}

/// The text with the edits.
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    checks::apply(text, edits.iter())
}

struct Edits<'t> {
    text: &'t str,
    list: Vec<TextEdit>,
}

impl Edits<'_> {
    /// Puts `new` in the place of a range, unless it is there.
    fn put(&mut self, span: Span, new: &str) {
        if self.text.get(span.clone()).is_some_and(|old| old != new) {
            self.list.push(TextEdit::new(span, new));
        }
    }

    fn copy(&mut self, block: &Block<'_>) {
        for tag in block.children().filter(Node::is_block_tag) {
            self.tags(&[tag], is_sound(&tag));
            self.bare_line(&tag);
        }
        for node in block.descendants() {
            if node.kind() == Kind::Comment {
                self.comment(&node);
            }
            let tags: Vec<Node<'_>> = node.tags().collect();
            // What a word means that the language does not know depends on what stands before it.
            let sound = tags.iter().all(is_sound);
            // Between others there are comments.
            for touching in tags.chunk_by(|a, b| sound && a.span().end == b.span().start) {
                self.tags(touching, sound);
            }
        }
    }

    /// Gives tags that touch one another the form of one; its items another order only if all are `sound`.
    fn tags(&mut self, tags: &[Node<'_>], sound: bool) {
        let (Some(first), Some(last)) = (tags.first(), tags.last()) else {
            return;
        };
        let span = first.span().start..last.span().end;
        let text = &self.text[span.clone()];
        // Lines can mean something for the paragraph.
        if text.contains(['\n', '\r']) {
            return;
        }
        // What a project declares is unknown to the language, a word at a time.
        let word = |n: &Node<'_>| {
            n.error() == Some(ErrorKind::UnknownItem)
                && !n.text(self.text).contains(char::is_whitespace)
        };
        let mut items: Vec<Node<'_>> = tags.iter().flat_map(Node::children).collect();
        if !sound && !items.iter().all(|n| !n.has_any(Kind::Error) || word(n)) {
            return;
        }
        if sound {
            items.sort_by_key(|item| self.rank(item));
        }
        let items: Vec<&str> = items.iter().map(|n| n.text(self.text)).collect();
        // A comment begins with that.
        if items.first().is_some_and(|i| i.starts_with('%')) {
            return;
        }
        self.put(span, &format!("{{{}}}", items.join(" ")));
    }

    /// Who speaks comes first, then what the words are, and how they are found last.
    fn rank(&self, item: &Node<'_>) -> u8 {
        match item.kind() {
            Kind::Attribute if &self.text[item.inner()] == "by" => 0,
            Kind::Actor | Kind::Unknown | Kind::Continuation => 0,
            Kind::Role => 1,
            Kind::Date => 2,
            Kind::Id => 4,
            _ => 3,
        }
    }

    /// Takes away the spaces around a tag that has its line to itself.
    fn bare_line(&mut self, tag: &Node<'_>) {
        let span = tag.span();
        let (before, behind) = (&self.text[..span.start], &self.text[span.end..]);
        let space = |c: char| matches!(c, ' ' | '\t');
        let start = before.trim_end_matches(space).len();
        let end = span.end + behind.len() - behind.trim_start_matches(space).len();
        let is_line = |c: Option<char>| c.is_none_or(|c| matches!(c, '\n' | '\r'));
        if is_line(self.text[..start].chars().next_back())
            && is_line(self.text[end..].chars().next())
        {
            self.put(start..span.start, "");
            self.put(span.end..end, "");
        }
    }

    /// One space stands inside the signs of a comment, unless a line ends there.
    fn comment(&mut self, comment: &Node<'_>) {
        let span = comment.span();
        let text = comment.text(self.text);
        let Some(inner) = text.strip_prefix("{%").and_then(|t| t.strip_suffix("%}")) else {
            return;
        };
        let space = |c: char| matches!(c, ' ' | '\t');
        let words = inner.trim_matches(space);
        if words.is_empty() || inner.contains(['\n', '\r']) {
            return;
        }
        let start = span.start + 2;
        let from = start + inner.len() - inner.trim_start_matches(space).len();
        self.put(start..from, " ");
        self.put(from + words.len()..span.end - 2, " ");
    }

    fn header(&mut self, header: &Block<'_>) {
        // Where the lines that are put into columns begin, in order, with the new column.
        let mut columns: Vec<(usize, usize)> = Vec::new();
        for entry in header.children().filter(|e| !e.has_any(Kind::Error)) {
            self.entry(&entry, 0, &mut columns);
        }
        self.indent(header.content(), &columns);
    }

    /// Spaces behind the sign of an entry or item, and the columns of what it holds.
    fn entry(&mut self, node: &Node<'_>, depth: usize, columns: &mut Vec<(usize, usize)>) {
        let (at, sign) = match node.kind() {
            Kind::Entry => (node.inner().end, ":"),
            Kind::Item => (node.span().start, "-"),
            Kind::Sequence => {
                let items = node.children();
                return items.for_each(|item| self.entry(&item, depth, columns));
            }
            _ => return,
        };
        let start = node.span().start;
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.trim_end_matches(' ');
        if line.is_empty() || line.ends_with(['\n', '\r']) {
            columns.push((line.len(), 2 * depth));
        }
        if let Some(first) = node.children().next() {
            self.one_space(at, sign, &first);
        }
        for child in node.children() {
            self.entry(&child, depth + 1, columns);
        }
    }

    /// Gives lines of a header their columns, and comments that of the line below; no line has spaces at its end.
    fn indent(&mut self, header: Span, columns: &[(usize, usize)]) {
        let mut at = header.start;
        let lines: Vec<&str> = self.text[header].split_inclusive(['\n', '\r']).collect();
        for line in lines {
            let bare = line.trim_end_matches(['\n', '\r']);
            let body = bare.trim_matches([' ', '\t']);
            let spaces = bare.len() - bare.trim_start_matches(' ').len();
            let next = columns.partition_point(|(start, _)| *start < at);
            let column = columns.get(next).filter(|(start, _)| {
                let between = self.text.get(at..*start).unwrap_or_default();
                let comments = between.lines().all(|l| l.trim_start().starts_with('#'));
                *start == at || comments
            });
            match column {
                Some((_, column)) if !body.is_empty() => {
                    self.put(at..at + spaces, &" ".repeat(*column));
                }
                _ => {}
            }
            let kept = bare.trim_end_matches([' ', '\t']).len();
            self.put(at + kept..at + bare.len(), "");
            at += line.len();
        }
    }

    /// Leaves one space between a sign, which stands at `at`, and the value behind it on its line.
    fn one_space(&mut self, at: usize, sign: &str, value: &Node<'_>) {
        let start = at + sign.len();
        let between = self.text.get(start..value.span().start);
        let spaces = |t: &str| !t.is_empty() && t.chars().all(|c| matches!(c, ' ' | '\t'));
        if self.text[at..].starts_with(sign) && between.is_some_and(spaces) {
            self.put(start..value.span().start, " ");
        }
    }
}

/// Whether a tag has items of the language alone.
fn is_sound(tag: &Node<'_>) -> bool {
    !tag.has_any(Kind::Error)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Article;
    use crate::syntax::parse;

    fn formatted(text: &str) -> String {
        apply(text, &format(text, &parse(text)))
    }

    /// What an article says, without where its source has it.
    fn said(text: &str) -> String {
        let article = Article::new(text, &parse(text));
        let mut value = serde_json::to_value(&article).unwrap_or_default();
        strip(&mut value);
        value.to_string()
    }

    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(map) => {
                // Places in the source, of the model's own and of tags.
                for key in ["source", "tag", "scope"] {
                    if map.get(key).is_some_and(|v| v.get("start").is_some()) {
                        map.remove(key);
                    }
                }
                map.values_mut().for_each(strip);
            }
            serde_json::Value::Array(list) => list.iter_mut().for_each(strip),
            _ => {}
        }
    }

    const PIECES: &[&str] = &[
        "“Not now,”",
        "{@vell}",
        "{ @vell }",
        "{#a  @vell}",
        "{via=@tull by=\"a man\"}",
        "{cue}",
        "[he]",
        "{ 2031-04-02 mod=start }",
        "word",
        " ",
        "\n",
        "\n\n",
        "{% c %}",
        "{%c%}",
        "{%  allow x,y  %}",
        "{+}",
        "{claim  kind=x}",
        "{",
        "}",
        "Vell said.",
        "{@?}",
        "{on=2031-04-02   #b}",
        "{title ?}",
        "\r\n",
        "{@vell\n}",
        "“",
        "”",
        "> ",
        "\\",
        "{by=x}{by=y}",
        "{medium=email @tull?}",
        "{ @vell}\nWords.",
        "  {@vell}  \nWords.",
    ];

    const HEADERS: &[&str] = &[
        "",
        "---\ntitle:   The lock  \nactors:\n  vell:   Imre Vell, crane master\n  tull:\n    name:   Ada Tull  \n---\n\n",
        "---\nauthor:\n  -   Ada\n  - Ole  \nactors:\n  vell:\n    name:  Imre Vell\n    aliases: [ Vell ,  V ]\n    roles:\n      -  title: mayor\n         from: 2030\n---\n",
        "---\r\ntitle: \"a  b\"   \r\nplace:  Ellery\r\n---\r\n",
        "---\n# of\nauthor:\n- Ada\n   # two\n- Ole\nactors:\n      # one\n      vell:  Imre Vell\n      # two\n      tull:\n         name:  Ada Tull\n         roles:\n         -   title:   mayor\n             from:  2030\n         - clerk\n---\n",
    ];

    /// Lines of headers, right and wrong, in any order.
    const LINES: &[&str] = &[
        "title:  The lock ",
        "actors:",
        "  vell:   Imre Vell",
        "    tull:",
        "      name:  Ada",
        "    aliases:  [a,  b]",
        "- x",
        "  -  title:  mayor",
        "     from: 2030",
        "# c",
        "   # d ",
        "wrong",
        "  wrong  too",
        "date: 2031-13-45",
        "\tx: y",
        "author:",
        "   - Ada",
        "  roles:",
        "",
        "kind:  person",
    ];

    #[test]
    fn a_header_is_put_into_columns_around_what_is_wrong() {
        let text = "---\nactors:\n      # old\n      vell:   Imre Vell\n      tull:\n           roles:\n           -   title: mayor\n               from: 2030\nplace:   Ellery\nwrong\nauthor:\n- Ada\n---\n";
        let expected = "---\nactors:\n  # old\n  vell: Imre Vell\n  tull:\n    roles:\n      - title: mayor\n        from: 2030\nplace:   Ellery\nwrong\nauthor:\n  - Ada\n---\n";
        assert_eq!(formatted(text), expected);
    }

    #[test]
    fn a_tag_does_not_become_a_comment() {
        assert_eq!(formatted("word{\t%}"), "word{\t%}");
        assert_eq!(formatted("word{ %x %}"), "word{ %x %}");
    }

    #[test]
    fn the_headers_are_sound() {
        for header in HEADERS {
            assert_eq!(parse(header).errors(header), [], "{header}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn formatting_changes_form_alone_and_twice_changes_nothing(
            header in proptest::sample::select(HEADERS),
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..16),
        ) {
            let text = format!("{header}{}", pieces.concat());
            let once = formatted(&text);
            prop_assert_eq!(said(&once), said(&text), "{:?} {:?}", text, once);
            prop_assert_eq!(parse(&once).errors(&once).len(), parse(&text).errors(&text).len(), "{:?} {:?}", text, once);
            prop_assert_eq!(formatted(&once), once);
        }

        #[test]
        fn any_lines_of_a_header_keep_what_they_say(
            lines in proptest::collection::vec(proptest::sample::select(LINES), 0..10),
        ) {
            let text = format!("---\n{}\n---\n\nCopy.\n", lines.join("\n"));
            let once = formatted(&text);
            prop_assert_eq!(said(&once), said(&text), "{:?} {:?}", text, once);
            let faults = |t: &str| parse(t).errors(t).iter().map(|e| e.kind).collect::<Vec<_>>();
            prop_assert_eq!(faults(&once), faults(&text), "{:?} {:?}", text, once);
            prop_assert_eq!(formatted(&once), once);
        }

        #[test]
        fn any_text_can_be_formatted(text in "[\\PC\n\r\t\0]{0,80}") {
            let once = formatted(&text);
            prop_assert_eq!(said(&once), said(&text));
            prop_assert_eq!(formatted(&once), once);
        }
    }
}
