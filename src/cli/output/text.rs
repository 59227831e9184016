//! Findings for people: each with its line and a mark under what it is about.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level as Weight, Origin, Renderer, Snippet};

use super::statistics::fixes;
use super::view::View;
use super::{Counts, Inert, Report, plural};
use crate::checks::{Finding, Level};
use crate::syntax::Span;
use crate::workspace::lines::{Lines, Position};

/// Lines of a finding that are shown; of a longer one, its first.
const MOST_LINES: usize = 4;

/// Bytes shown on each side of a finding in a line that is longer than any screen.
const CONTEXT: usize = 120;

pub(super) struct Text {
    renderer: Renderer,
}

impl Text {
    pub(super) fn new() -> Self {
        Text {
            renderer: Renderer::styled().decor_style(DecorStyle::Unicode),
        }
    }

    fn show(&self, file: &View<'_>, finding: &Finding) -> String {
        let weight = match finding.level {
            Level::Error => Weight::ERROR,
            Level::Warning => Weight::WARNING,
            Level::Info => Weight::INFO,
            Level::Hint => Weight::NOTE.with_name(finding.level.name()),
        };
        let message = Inert(&finding.message).to_string();
        let title = weight.primary_title(&message).id(finding.code);
        let place = Place {
            path: Inert(&file.checked.path).to_string(),
            excerpt: Some(Excerpt::new(&finding.span, &file.lines)),
        };
        let help = finding.help.as_deref().map(|h| Inert(h).to_string());
        let help = help.as_ref().map(|h| Weight::HELP.message(h));
        let mut groups = vec![title.elements(place.elements()).elements(help)];
        let related: Vec<(String, Place)> = finding
            .related
            .iter()
            .map(|r| {
                let excerpt = |lines: &Lines<'_>| Excerpt::new(&r.span, lines);
                let path = Inert(file.path_of(r)).to_string();
                let excerpt = file.with_lines_of(r, excerpt);
                (Inert(&r.message).to_string(), Place { path, excerpt })
            })
            .collect();
        groups.extend(related.iter().map(|(message, place)| {
            let title = Weight::NOTE.secondary_title(message);
            title.elements(place.elements())
        }));
        self.renderer.render(&groups)
    }
}

impl Report for Text {
    fn file(&mut self, out: &mut dyn Write, file: &View<'_>) -> io::Result<()> {
        for finding in &file.checked.findings {
            writeln!(out, "{}\n", self.show(file, finding))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, counts: &Counts) -> io::Result<()> {
        if counts.total() == 0 {
            return Ok(());
        }
        let findings = plural(counts.total(), "finding");
        writeln!(out, "{findings} in {}", plural(counts.files, "file"))?;
        match fixes(counts.fixable, counts.unsafely_fixable) {
            Some(fixes) => writeln!(out, "{fixes}"),
            None => Ok(()),
        }
    }
}

/// A file and, if its text is known, what is to be seen there.
struct Place {
    path: String,
    excerpt: Option<Excerpt>,
}

impl Place {
    fn elements(&self) -> Vec<Element<'_>> {
        let Some(excerpt) = &self.excerpt else {
            return vec![Origin::path(&self.path).into()];
        };
        let snippet = Snippet::source(&excerpt.text)
            .line_start(excerpt.position.line)
            .annotation(AnnotationKind::Primary.span(excerpt.span.clone()));
        // The renderer finds the column itself where it sees the line from its start.
        if !excerpt.cut {
            return vec![snippet.path(&self.path).into()];
        }
        let origin = Origin::path(&self.path)
            .line(excerpt.position.line)
            .char_column(excerpt.position.column);
        vec![origin.into(), snippet.into()]
    }
}

/// The lines around a place, cut to what fits a screen, and the place in them.
struct Excerpt {
    position: Position,
    text: String,
    span: std::ops::Range<usize>,
    /// The first line is not shown from its start.
    cut: bool,
}

impl Excerpt {
    fn new(span: &Span, lines: &Lines<'_>) -> Excerpt {
        let text = lines.text();
        let first = lines.index(span.start);
        let last = lines
            .index(span.end.max(span.start + 1) - 1)
            .clamp(first, first + MOST_LINES - 1);
        let end = span.end.min(lines.line(last).end).max(span.start);
        let mut excerpt = Excerpt {
            position: lines.position(span.start),
            text: String::new(),
            span: 0..0,
            cut: false,
        };
        for index in first..=last {
            let line = lines.line(index);
            let from = if index == first {
                span.start.min(line.end)
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
