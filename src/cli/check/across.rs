//! Shows files, and what their articles say of each other.

use std::collections::HashMap;
use std::io;

use crate::checks::{Corpus, Quotes};
use crate::cli::output::{Checked, Output};
use crate::workspace::files::Input;

/// Shows files as they come, and compares their articles at the end.
pub(super) struct Shown {
    output: Output,
    corpus: Corpus,
    /// In a format that lists files each stands once, with all its findings: so they wait.
    waiting: Option<Vec<Checked>>,
    /// Which of those that wait are compared.
    places: HashMap<String, usize>,
}

impl Shown {
    /// With `compare`, files come with their quotes.
    pub(super) fn new(output: Output, compare: bool) -> Shown {
        let wait = compare && output.lists_files();
        Shown {
            output,
            corpus: Corpus::default(),
            waiting: wait.then(Vec::new),
            places: HashMap::new(),
        }
    }

    pub(super) fn file(&mut self, mut file: Checked, quotes: Option<Quotes>) -> io::Result<()> {
        let compared = quotes.is_some();
        quotes.into_iter().for_each(|q| self.corpus.add(q));
        let Some(waiting) = &mut self.waiting else {
            return self.output.file(&file);
        };
        if compared {
            self.places.insert(file.path.clone(), waiting.len());
        }
        if file.findings.is_empty() {
            file.text = String::new();
        }
        waiting.push(file);
        Ok(())
    }

    /// Shows what the articles say of each other, and what has waited for it. The texts of clean
    /// files are read again: few of them have such findings.
    pub(super) fn finish(mut self) -> io::Result<Output> {
        let mut waiting = self.waiting.unwrap_or_default();
        let findings = self.corpus.finish();
        for of_file in findings.chunk_by(|a, b| a.0 == b.0) {
            let Some((path, _)) = of_file.first() else {
                continue;
            };
            let place = self.places.get(path);
            let mut waits = place.and_then(|i| waiting.get_mut(*i));
            let text = match &mut waits {
                Some(file) if !file.findings.is_empty() => std::mem::take(&mut file.text),
                _ => Input::File(path.into()).read().unwrap_or_default(),
            };
            let findings = of_file.iter().map(|(_, finding)| finding.clone());
            // What has changed in the meantime will be checked the next time.
            let findings = findings.filter(|f| text.get(f.span.clone()).is_some());
            if let Some(file) = waits {
                file.findings.extend(findings);
                file.findings.sort_by_key(|f| (f.span.start, f.span.end));
                file.text = text;
            } else {
                let findings = findings.collect();
                let path = path.clone();
                self.output.file(&Checked {
                    path,
                    text,
                    findings,
                })?;
            }
        }
        for file in waiting {
            self.output.file(&file)?;
        }
        Ok(self.output)
    }
}
