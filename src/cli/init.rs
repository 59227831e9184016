//! `newsmark init`.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{complain, exit};
use crate::settings::{FILE_NAME, template};

pub(super) fn run(folder: &Path) -> io::Result<u8> {
    let path = folder.join(FILE_NAME);
    let shown = path.strip_prefix(".").unwrap_or(&path).display();
    let created = File::create_new(&path).and_then(|mut f| f.write_all(template().as_bytes()));
    match created {
        Ok(()) => {
            complain(&format!("{shown}: written"));
            Ok(exit::CLEAN)
        }
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
            complain(&format!(
                "{shown}: there is one already; it is left as it is"
            ));
            Ok(exit::FAILED)
        }
        Err(e) => {
            complain(&format!("{shown}: cannot write: {e}"));
            Ok(exit::FAILED)
        }
    }
}
