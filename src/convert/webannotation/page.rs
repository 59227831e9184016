//! A page of annotations as JSON has it. Keys stand in the order of the alphabet, as they always did.

use std::borrow::Cow;

use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Page<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'static str,
    pub(super) id: &'static str,
    pub(super) items: Vec<Item<'a>>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// An annotation.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    pub(super) body: Bodies<'a>,
    pub(super) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<&'a str>,
    pub(super) motivation: &'static str,
    pub(super) target: Targets<'a>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Bodies<'a> {
    /// That of the source as a whole.
    Text(Body<'a>),
    Several(Vec<Body<'a>>),
}

/// A text, or what is linked to.
#[derive(Default, Serialize)]
pub(super) struct Body<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) purpose: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) value: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Targets<'a> {
    /// The source.
    Whole(&'a str),
    One(Target<'a>),
    Several(Vec<Target<'a>>),
}

/// A part of the source.
#[derive(Serialize)]
pub(super) struct Target<'a> {
    pub(super) selector: (Position, Words<'a>),
    pub(super) source: &'a str,
}

/// Where it stands.
#[derive(Serialize)]
pub(super) struct Position {
    pub(super) end: usize,
    pub(super) start: usize,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}

/// Its words.
#[derive(Serialize)]
pub(super) struct Words<'a> {
    pub(super) exact: &'a str,
    pub(super) prefix: &'a str,
    pub(super) suffix: &'a str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
}
