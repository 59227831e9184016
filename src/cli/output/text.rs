//! Findings for people: each with its line and a mark under what it is about.

use std::io::{self, BufWriter, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level as Weight, Origin, Renderer, Snippet};

use super::{Checked, Inert};
use crate::checks::{Finding, Level};
use crate::workspace::lines::Lines;

/// Lines of a finding that are shown; of a longer one, its first.
const MOST_LINES: usize = 4;

/// Bytes shown on each side of a finding in a line that is longer than any screen.
const CONTEXT: usize = 120;

pub(in crate::cli) struct Text {
    out: BufWriter<anstream::AutoStream<io::Stdout>>,
    renderer: Renderer,
    files: usize,
    count: usize,
}

impl Text {
    pub(super) fn new() -> Self {
        Text {
            out: BufWriter::new(anstream::stdout()),
            renderer: Renderer::styled().decor_style(DecorStyle::Unicode),
            files: 0,
            count: 0,
        }
    }

    pub(super) fn file(&mut self, checked: &Checked, lines: &Lines<'_>) -> io::Result<()> {
        self.files += 1;
        let path = Inert(&checked.path).to_string();
        for finding in &checked.findings {
            self.count += 1;
            let shown = self.show(finding, &checked.text, lines, &path);
            writeln!(self.out, "{shown}\n")?;
        }
        Ok(())
    }

    fn show(&self, finding: &Finding, text: &str, lines: &Lines<'_>, path: &str) -> String {
        let excerpt = Excerpt::new(finding, text, lines);
        let position = lines.position(finding.span.start);
        let weight = match finding.level {
            Level::Error => Weight::ERROR,
            Level::Warning => Weight::WARNING,
            Level::Info => Weight::INFO,
            Level::Hint => Weight::NOTE,
        };
        let snippet = Snippet::source(&excerpt.text)
            .line_start(position.line)
            .annotation(AnnotationKind::Primary.span(excerpt.span.clone()));
        // The renderer finds the column itself where it sees the line from its start.
        let (origin, snippet) = if excerpt.cut {
            (
                Some(
                    Origin::path(path)
                        .line(position.line)
                        .char_column(position.column),
                ),
                snippet,
            )
        } else {
            (None, snippet.path(path))
        };
        let message = Inert(&finding.message).to_string();
        let group = weight
            .primary_title(&message)
            .id(finding.code)
            .elements(origin)
            .element(snippet);
        let help = finding.help.as_deref().map(|h| Inert(h).to_string());
        let group = match &help {
            Some(help) => group.element(Weight::HELP.message(help)),
            None => group,
        };
        self.renderer.render(&[group])
    }

    pub(super) fn finish(mut self) -> io::Result<usize> {
        if self.count > 0 {
            let plural = |n: usize, one: &str| {
                if n == 1 {
                    format!("1 {one}")
                } else {
                    format!("{n} {one}s")
                }
            };
            writeln!(
                self.out,
                "{} in {}",
                plural(self.count, "finding"),
                plural(self.files, "file")
            )?;
        }
        self.out.flush()?;
        Ok(self.count)
    }
}

/// The lines around a finding, cut to what fits a screen, and the finding's place in them.
struct Excerpt {
    text: String,
    span: std::ops::Range<usize>,
    /// The first line is not shown from its start.
    cut: bool,
}

impl Excerpt {
    fn new(finding: &Finding, text: &str, lines: &Lines<'_>) -> Excerpt {
        let first = lines.index(finding.span.start);
        let last = lines
            .index(finding.span.end.max(finding.span.start + 1) - 1)
            .clamp(first, first + MOST_LINES - 1);
        let end = finding
            .span
            .end
            .min(lines.line(last).end)
            .max(finding.span.start);
        let mut excerpt = Excerpt {
            text: String::new(),
            span: 0..0,
            cut: false,
        };
        for index in first..=last {
            let line = lines.line(index);
            let from = if index == first {
                finding.span.start.min(line.end)
            } else {
                line.start
            };
            let to = if index == last {
                end.min(line.end).max(from)
            } else {
                line.end
            };
            let left = if from - line.start > 2 * CONTEXT {
                text.ceil_char_boundary(from - CONTEXT)
            } else {
                line.start
            };
            // What is marked may itself be longer than a screen.
            let shown_to = text
                .floor_char_boundary(to.min(from + 8 * CONTEXT))
                .max(from);
            let right = if line.end - shown_to > 2 * CONTEXT {
                text.floor_char_boundary(shown_to + CONTEXT)
            } else {
                line.end
            };
            if index > first {
                excerpt.text.push('\n');
            }
            if left > line.start {
                excerpt.text.push('…');
            }
            let base = excerpt.text.len();
            excerpt.text.push_str(&text[left..right]);
            if right < line.end {
                excerpt.text.push('…');
            }
            if index == first {
                excerpt.span.start = base + from - left;
                excerpt.cut = left > line.start;
            }
            excerpt.span.end = base + shown_to - left;
        }
        excerpt
    }
}
