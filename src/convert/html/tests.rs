use super::html;
use crate::model::parse;

#[test]
fn x() { let _ = (html, parse); }
