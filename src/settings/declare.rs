//! What a project declares of its own: words of tags, and attributes.
//!
//! A declaration that no tag can meet, or that the language has made already, would be silently
//! without effect: it is an error.

use super::Problem;
use super::read::{Reader, Value};
use crate::checks::{AttributeDeclaration, TagDeclaration};
use crate::model::ATTRIBUTES;
use crate::syntax::Span;
use crate::syntax::tag::{Reading, key_reading, word_reading};

impl Reader {
    /// A word of tags, which stands at `span`, with what may stand beside it.
    pub(super) fn tag(
        &mut self,
        word: &str,
        span: Span,
        path: &str,
        value: &Value<'_>,
    ) -> Option<TagDeclaration> {
        let Some(table) = value.get_ref().as_table() else {
            self.expected(path, value, "a table with summary and attributes");
            return None;
        };
        let mut tag = TagDeclaration::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "summary" => tag.summary = self.text(&format!("{path}.summary"), value)?,
                "attributes" => {
                    let path = format!("{path}.attributes");
                    let Some(table) = value.get_ref().as_table() else {
                        self.expected(&path, value, "a table");
                        continue;
                    };
                    for (key, value) in table {
                        let (word, span) = (key.get_ref().as_ref(), key.span());
                        let path = format!("{path}.{word}");
                        let attribute = self.attribute_of_tag(word, span, &path, value);
                        tag.attributes
                            .extend(attribute.map(|a| (word.to_owned(), a)));
                    }
                }
                other => self.unknown(
                    key.span(),
                    "key of a tag",
                    other,
                    ["summary", "attributes"].into_iter(),
                ),
            }
        }
        let first = tag.attributes.keys().next();
        self.is_word(word, span, first).then_some(tag)
    }

    /// An attribute that may stand beside any word.
    pub(super) fn attribute(
        &mut self,
        word: &str,
        span: Span,
        path: &str,
        value: &Value<'_>,
    ) -> Option<AttributeDeclaration> {
        let attribute = self.body(word, path, value, false)?;
        if ATTRIBUTES.contains(&word) {
            self.impossible(span, of_language(word), "choose another name".into());
            return None;
        }
        self.is_key(word, span).then_some(attribute)
    }

    /// One that may stand beside a word of the project's; it may be the language's, if that is all.
    fn attribute_of_tag(
        &mut self,
        word: &str,
        span: Span,
        path: &str,
        value: &Value<'_>,
    ) -> Option<AttributeDeclaration> {
        let attribute = self.body(word, path, value, true)?;
        self.is_key(word, span).then_some(attribute)
    }

    fn body(
        &mut self,
        word: &str,
        path: &str,
        value: &Value<'_>,
        of_tag: bool,
    ) -> Option<AttributeDeclaration> {
        let Some(table) = value.get_ref().as_table() else {
            self.expected(path, value, "a table with summary and values");
            return None;
        };
        let mut attribute = AttributeDeclaration::default();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let path = format!("{path}.{name}");
            match name {
                "summary" => attribute.summary = self.text(&path, value)?,
                "values" if of_tag && ATTRIBUTES.contains(&word) => {
                    let help = "take values out, or choose another name";
                    self.impossible(key.span(), of_language(word), help.into());
                }
                "values" => attribute.values = self.words(&path, value),
                "required" if of_tag => match value.get_ref().as_bool() {
                    Some(required) => attribute.required = required,
                    None => self.expected(&path, value, "true or false"),
                },
                other => {
                    let known = ["summary", "values", "required"];
                    let known = &known[..if of_tag { 3 } else { 2 }];
                    self.unknown(
                        key.span(),
                        "key of an attribute",
                        other,
                        known.iter().copied(),
                    );
                }
            }
        }
        Some(attribute)
    }

    /// Whether a project can declare a word. `attribute` is what it wants to have beside it.
    fn is_word(&mut self, word: &str, span: Span, attribute: Option<&String>) -> bool {
        let (message, help) = match word_reading(word) {
            Reading::Free => return true,
            Reading::Language => {
                let message =
                    format!("{word} is a word of the language: a project cannot declare it");
                let instead = attribute.map(|a| {
                    format!("choose another, or declare {a} for every tag, under [attributes.{a}]")
                });
                (message, instead.unwrap_or("choose another".into()))
            }
            Reading::Date => {
                let message = format!("{word:?} is no word of a tag: there it reads as a date");
                (message, "choose another".into())
            }
            Reading::Nothing => {
                let form = "a letter, and behind it letters, digits, - _ and .";
                let message = format!("{word:?} is no word of a tag: expected {form}");
                let near = joined(word, char::is_alphanumeric);
                let near = Some(near).filter(|n| word_reading(n) == Reading::Free);
                (message, did_you_mean(near, "choose one that has this form"))
            }
        };
        self.impossible(span, message, help);
        false
    }

    /// Whether a tag can have a key.
    fn is_key(&mut self, key: &str, span: Span) -> bool {
        let (message, help) = match key_reading(key) {
            Reading::Free | Reading::Language => return true,
            Reading::Date => {
                let message = format!("{key:?} is no attribute of a tag: there it reads as a date");
                (message, "choose another name".into())
            }
            Reading::Nothing => {
                let form = "a letter from a to z, and behind it such letters, digits, - and _";
                let message = format!("{key:?} is no attribute of a tag: expected {form}");
                let near = joined(key, char::is_alphanumeric);
                let near = Some(near).filter(|n| key_reading(n) == Reading::Free);
                let near = near.filter(|n| !ATTRIBUTES.contains(&n.as_str()));
                (
                    message,
                    did_you_mean(near, "choose a name that has this form"),
                )
            }
        };
        self.impossible(span, message, help);
        false
    }

    fn impossible(&mut self, span: Span, message: String, help: String) {
        self.problems.push(Problem {
            span,
            message,
            help: Some(help),
        });
    }
}

fn of_language(key: &str) -> String {
    format!("{key} is an attribute of the language, which says what it takes")
}

fn did_you_mean(near: Option<String>, otherwise: &str) -> String {
    near.map_or(otherwise.into(), |near| format!("did you mean {near}?"))
}

/// The parts of a text that have only such characters, with hyphens between them.
fn joined(text: &str, is_part: impl Fn(char) -> bool) -> String {
    let parts = text.split(|c| !is_part(c) && c != '_');
    let parts: Vec<&str> = parts.filter(|p| !p.is_empty()).collect();
    parts.join("-")
}
