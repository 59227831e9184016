//! The frame of a page: its head with style, script and policy. Whatever is put in is HTML already; `text` escapes.

use std::fmt::Write;

use crate::convert::escape::Html;
use crate::model::DateValue;

/// The style of all pages.
const STYLE: &str = include_str!("page.css");
/// What filters an article's page.
pub(super) const SCRIPT: &str = include_str!("page.js");

/// Their SHA-256, for the policy: computed by a test, since they only change with the files.
const STYLE_HASH: &str = include_str!("page.css.sha256");
const SCRIPT_HASH: &str = include_str!("page.js.sha256");

/// A page that grows.
pub(crate) struct Page {
    html: String,
    script: &'static str,
}

impl Page {
    /// Begins a page, with a script of its own or none.
    pub(crate) fn new(title: &str, script: &'static str) -> Page {
        let allowed = if script.is_empty() {
            "'none'".to_owned()
        } else {
            format!("'sha256-{}'", SCRIPT_HASH.trim())
        };
        let html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; script-src {allowed}; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n\
             <title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            STYLE_HASH.trim(),
            Html(title),
        );
        Page { html, script }
    }

    /// Adds HTML.
    pub(crate) fn put(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) {
        // Writing to a string does not fail.
        let _ = write!(self.html, "{}", Html(text));
    }

    /// The whole page.
    pub(crate) fn finish(mut self) -> String {
        if !self.script.is_empty() {
            self.html.push_str("<script>");
            self.html.push_str(self.script);
            self.html.push_str("</script>\n");
        }
        self.html.push_str("</body>\n</html>\n");
        self.html
    }
}

/// The element for a time, with its attribute: a span where HTML has no form for the value.
pub(super) fn time(value: &DateValue) -> (&'static str, String) {
    let written = value.value.trim_end_matches('?');
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = written.split('-').collect();
    let known = match parts.as_slice() {
        [year] => year.len() == 4 && digits(year),
        // Months of EDTF go on to 41: seasons and other parts of a year.
        [year, month] => {
            year.len() == 4 && digits(year) && value.earliest.is_some() && *month <= "12"
        }
        [year, _, _] => year.len() == 4 && value.earliest.as_deref() == Some(written),
        _ => false,
    };
    if known {
        ("time", format!(" datetime=\"{}\"", Html(written)))
    } else {
        ("span", String::new())
    }
}
