//! The model's JSON as types that are read. `model` has those that are written.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The model's JSON. Keys that are not here say what the source says anyway.
#[derive(Deserialize)]
pub(super) struct ArticleLine {
    #[serde(default)]
    pub(super) id: Option<serde_json::Value>,
    #[serde(default)]
    pub(super) version: u32,
    #[serde(default)]
    pub(super) source: Option<String>,
    #[serde(default)]
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) header: HeaderLine,
    #[serde(default)]
    pub(super) actors: Vec<ActorLine>,
    #[serde(default)]
    pub(super) quotes: Vec<QuoteLine>,
    #[serde(default)]
    pub(super) mentions: Vec<MentionLine>,
    #[serde(default)]
    pub(super) cues: Vec<CueLine>,
    #[serde(default)]
    pub(super) dates: Vec<DateLine>,
    #[serde(default)]
    pub(super) terms: Vec<TermLine>,
    #[serde(default)]
    pub(super) annotations: Vec<AnnotationLine>,
    #[serde(default)]
    pub(super) comments: Vec<CommentLine>,
    #[serde(default)]
    pub(super) paragraphs: Vec<PlaceLine>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct HeaderLine {
    pub(super) title: Option<String>,
    pub(super) date: Option<Dated>,
    pub(super) place: Option<String>,
    pub(super) source: Option<String>,
    pub(super) author: Vec<String>,
    pub(super) lang: Option<String>,
    pub(super) url: Option<String>,
    pub(super) id: Option<String>,
    pub(super) metadata: BTreeMap<String, Any>,
}

#[derive(Deserialize)]
pub(super) struct Dated {
    pub(super) value: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Any {
    Text(String),
    List(Vec<Any>),
    Map(BTreeMap<String, Any>),
    /// A number, a truth, or nothing: the header has texts.
    Other(serde_json::Value),
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ActorLine {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: Option<String>,
    pub(super) role: Option<String>,
    pub(super) roles: Vec<RoleLine>,
    pub(super) aliases: Vec<String>,
    pub(super) pronouns: Option<String>,
    pub(super) wikidata: Option<String>,
    pub(super) url: Option<String>,
    pub(super) note: Option<String>,
    pub(super) metadata: BTreeMap<String, Any>,
    pub(super) source: Option<Span2>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct RoleLine {
    pub(super) title: String,
    pub(super) from: Option<Dated>,
    pub(super) to: Option<Dated>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Span2 {
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct PlaceLine {
    pub(super) source: Span2,
    pub(super) bytes: Span2,
}

#[derive(Deserialize)]
pub(super) struct SourceLine {
    pub(super) kind: String,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) uncertain: bool,
}

#[derive(Deserialize)]
pub(super) struct FragmentLine {
    pub(super) carrier: String,
    pub(super) content: PlaceLine,
    pub(super) whole: PlaceLine,
}

#[derive(Deserialize)]
pub(super) struct QuoteLine {
    #[serde(default)]
    pub(super) id: Option<String>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) medium: Option<String>,
    pub(super) fragments: Vec<FragmentLine>,
    #[serde(default)]
    pub(super) speakers: Vec<SourceLine>,
    #[serde(default)]
    pub(super) addressees: Vec<SourceLine>,
    #[serde(default)]
    pub(super) relayed_by: Vec<SourceLine>,
    #[serde(default)]
    pub(super) cue: Option<usize>,
    #[serde(default)]
    pub(super) on: Option<Dated>,
    #[serde(default)]
    pub(super) inside: Option<usize>,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct MentionLine {
    #[serde(default)]
    pub(super) id: Option<String>,
    pub(super) place: PlaceLine,
    #[serde(default)]
    pub(super) actors: Vec<SourceLine>,
    #[serde(default)]
    pub(super) implicit: bool,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct CueLine {
    #[serde(default)]
    pub(super) id: Option<String>,
    pub(super) place: PlaceLine,
    #[serde(default)]
    pub(super) uncertain: bool,
}

#[derive(Deserialize)]
pub(super) struct DateLine {
    #[serde(default)]
    pub(super) id: Option<String>,
    pub(super) place: PlaceLine,
    pub(super) value: Dated,
    #[serde(default)]
    pub(super) modifier: Option<String>,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct TermLine {
    pub(super) kind: String,
    pub(super) place: PlaceLine,
    #[serde(default)]
    pub(super) uncertain: bool,
}

#[derive(Deserialize)]
pub(super) struct AnnotationLine {
    #[serde(default)]
    pub(super) id: Option<String>,
    pub(super) place: PlaceLine,
    pub(super) carrier: String,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct CommentLine {
    pub(super) place: PlaceLine,
    pub(super) text: String,
    #[serde(default)]
    pub(super) scope: Span2,
}
