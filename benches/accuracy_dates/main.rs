//! How well dates in words are read, on what others have tagged.
//!
//! `cargo bench --bench accuracy_dates -- FOLDER` takes a checkout, and tells by its files of what: of
//! TempEval-3, whose articles people have tagged, or of Chrono or Duckling, two readers of dates whose
//! tests are cases. Any other folder of articles in TimeML is read too, with `--language de` in another
//! language than English. With `--errors PART` the places of a part that differ come first: `tuned-timebank`,
//! `tuned-aquaint`, `timebank` or `aquaint`; of cases and of other folders `looked-at`. `--write FOLDER` writes articles of TimeML as Newsmark tags them, for its own
//! scorer.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod cases;
mod chrono;
mod compare;
mod document;
mod duckling;
mod notation;
#[path = "../support/random.rs"]
mod random;
mod tempeval;

use std::path::PathBuf;

fn main() {
    let mut args = std::env::args().skip(1).filter(|a| a != "--bench");
    let mut folder = None;
    let mut errors = None;
    let mut tagged = None;
    let mut language = "en".to_owned();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--errors" => errors = args.next(),
            "--language" => language = args.next().unwrap_or(language),
            "--write" => tagged = args.next().map(PathBuf::from),
            _ => folder = Some(PathBuf::from(arg)),
        }
    }
    let Some(folder) = folder else {
        println!("not run: give the folder of a checkout of TempEval-3, Chrono or Duckling");
        return;
    };
    let looked_at = errors.as_deref() == Some("looked-at");
    if tempeval::is(&folder) {
        tempeval::report(&folder, errors.as_deref(), tagged.as_deref());
    } else if duckling::is(&folder) {
        let (found, unread) = duckling::read(&folder);
        cases::report("Duckling", &found, unread, looked_at);
    } else if chrono::is(&folder) {
        let (found, unread) = chrono::read(&folder);
        cases::report("Chrono", &found, unread, looked_at);
    } else if tempeval::is_timeml(&folder) {
        tempeval::report_folder(&folder, &language, looked_at, tagged.as_deref());
    } else {
        println!(
            "not run: {} is no checkout of TempEval-3, Chrono or Duckling, and has no TimeML",
            folder.display()
        );
    }
}
