//! A value of a registry file, whatever the format: what it says and where it stands.

use std::borrow::Cow;

use crate::model;
use crate::syntax::Span;

/// A value with its place, in bytes of its file.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) span: Span,
    pub(super) value: Value<'a>,
}

#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    /// What a format has beside text: its sort, with the article, and the text as written.
    Scalar(&'static str, Cow<'a, str>),
    List(Vec<Node<'a>>),
    Map(Vec<Field<'a>>),
}

/// What a missing value is in JSON.
pub(super) const NULL: &str = "null";

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub(super) key: Cow<'a, str>,
    /// Where the key stands.
    pub(super) span: Span,
    pub(super) node: Node<'a>,
}

impl<'a> Node<'a> {
    pub(super) fn text(span: Span, text: impl Into<Cow<'a, str>>) -> Self {
        Node {
            span,
            value: Value::Text(text.into()),
        }
    }

    /// The words of a text, or of a scalar as written.
    pub(super) fn words(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) | Value::Scalar(_, text) => Some(text),
            _ => None,
        }
    }

    /// What sort of value it is, with its article.
    pub(super) fn sort(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Scalar(sort, _) => sort,
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// Whether both say the same. The order of a map's keys does not count.
    pub(super) fn says(&self, other: &Node<'_>) -> bool {
        self.to_model() == other.to_model()
    }

    pub(super) fn to_model(&self) -> model::Value {
        match &self.value {
            Value::Text(text) | Value::Scalar(_, text) => model::Value::Text(text.to_string()),
            Value::List(list) => model::Value::List(list.iter().map(Node::to_model).collect()),
            Value::Map(fields) => model::Value::Map(
                fields
                    .iter()
                    .filter(|f| f.node.sort() != NULL)
                    .map(|f| (f.key.to_string(), f.node.to_model()))
                    .collect(),
            ),
        }
    }

    pub(super) fn into_owned(self) -> Node<'static> {
        let value = match self.value {
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Value::Scalar(sort, text) => Value::Scalar(sort, Cow::Owned(text.into_owned())),
            Value::List(list) => Value::List(list.into_iter().map(Node::into_owned).collect()),
            Value::Map(fields) => Value::Map(owned(fields)),
        };
        Node {
            span: self.span,
            value,
        }
    }
}

/// The fields without what they borrow.
pub(super) fn owned(fields: Vec<Field<'_>>) -> Vec<Field<'static>> {
    let one = |field: Field<'_>| Field {
        key: Cow::Owned(field.key.into_owned()),
        span: field.span,
        node: field.node.into_owned(),
    };
    fields.into_iter().map(one).collect()
}

/// The value of a key.
pub(super) fn find<'n, 'a>(fields: &'n [Field<'a>], key: &str) -> Option<&'n Node<'a>> {
    fields.iter().find(|f| f.key == key).map(|f| &f.node)
}

/// Adds to an actor's checked fields what a later file has: keys that are missing, and aliases.
pub(super) fn unite<'a>(fields: &mut Vec<Field<'a>>, later: Vec<Field<'a>>) {
    for field in later {
        let Some(first) = fields.iter_mut().find(|f| f.key == field.key) else {
            fields.push(field);
            continue;
        };
        if let (Value::List(all), Value::List(more), "aliases") =
            (&mut first.node.value, field.node.value, &*field.key)
        {
            all.extend(more);
        }
    }
}

/// The offset of a part in the text from which it was cut.
pub(super) fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let at = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    let same = whole.get(at..at.checked_add(part.len())?)?;
    (same.as_ptr() == part.as_ptr()).then_some(at)
}
