//! `newsmark config`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::output::Inert;
use super::{complain, exit};
use crate::settings::{FILE_NAME, defaults, schema};
use crate::workspace::{Project, Projects, lines::Lines};

/// Shows what is in force for `path`, by the settings file `named` or those above it.
pub(super) fn run(path: &Path, named: Option<&Path>, with_schema: bool) -> io::Result<u8> {
    let mut out = io::stdout().lock();
    if with_schema {
        out.write_all(schema().as_bytes())?;
        return Ok(exit::CLEAN);
    }
    let mut projects = named.map_or_else(Projects::default, Projects::by_file);
    let project = if path.is_dir() {
        projects.of_folder(path)
    } else {
        projects.of_file(path)
    };
    match project {
        Ok(project) => {
            for line in shown(&project, path).lines() {
                writeln!(out, "{}", Inert(line))?;
            }
            Ok(exit::CLEAN)
        }
        Err(trouble) => {
            trouble.failures.iter().for_each(|m| complain(m));
            Ok(exit::FAILED)
        }
    }
}

/// Longer values do not widen the column.
const WIDE: usize = 40;

/// What is in force, as TOML, each line with where it comes from.
fn shown(project: &Project, path: &Path) -> String {
    // Key, value and origin; what is set later takes the place of what was set before.
    let mut values: BTreeMap<String, (String, String)> = defaults()
        .into_iter()
        .map(|(key, value)| (key, (value, "default".to_owned())))
        .collect();
    let mut head = format!("# no {FILE_NAME} above {}\n", path.display());
    if let Some((file, text)) = &project.file {
        head = format!("# {}\n", file.display());
        let lines = Lines::new(text);
        let place = |at| format!("{}:{}", file.display(), lines.position(at).line);
        let settings = &project.settings;
        for (key, value, span) in settings.places() {
            values.insert(key.to_owned(), (value, place(span.start)));
        }
        for assignment in settings.assignments(&project.relative(path)) {
            let value = assignment.value.to_string();
            values.insert(
                assignment.key.clone(),
                (value, place(assignment.span.start)),
            );
        }
    }
    let width = |texts: &mut dyn Iterator<Item = &String>| {
        let lengths = texts.map(|t| t.chars().count());
        lengths.filter(|n| *n < WIDE).max().unwrap_or(0)
    };
    let (keys, shown) = (
        width(&mut values.keys()),
        width(&mut values.values().map(|v| &v.0)),
    );
    let mut out = head;
    for (key, (value, origin)) in &values {
        out += &format!("{key:keys$} = {value:shown$}  # {origin}\n");
    }
    out
}
