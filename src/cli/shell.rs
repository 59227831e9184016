//! `newsmark completions` and `newsmark man`: both from the definition of the arguments.

use std::io::{self, Write};

use clap::CommandFactory;

use super::{Arguments, exit};

pub(super) fn completions(shell: clap_complete::Shell) -> io::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "newsmark", &mut script);
    io::stdout().lock().write_all(&script)?;
    Ok(exit::CLEAN)
}

/// The page of the command, then those of its commands.
pub(super) fn man() -> io::Result<u8> {
    let mut page = Vec::new();
    let mut command = Arguments::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    for sub in command.get_subcommands().filter(|c| !c.is_hide_set()) {
        let heading = sub
            .get_display_name()
            .unwrap_or(sub.get_name())
            .replace('-', " ");
        writeln!(page, ".SH \"{}\"", heading.to_uppercase())?;
        let man = clap_mangen::Man::new(sub.clone());
        man.render_synopsis_section(&mut page)?;
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    io::stdout().lock().write_all(&page)?;
    Ok(exit::CLEAN)
}
