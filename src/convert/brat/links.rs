//! What leads from one of brat's annotations to another: relations and equivalences, which become attributes, and how attributes
//! name annotations.

use super::names::{EQUIV, EQUIV_TYPE, Pointer, RELATION, ROLES};
use super::read::{Event, Reading, Target};

impl<'a> Reading<'a> {
    /// `Arg1:T1 Arg2:T2`: an attribute of the first.
    pub(super) fn relation(&mut self, label: &str, arguments: [&'a str; 2]) -> Result<(), String> {
        let mut roles = [""; 2];
        let mut targets = [Target::Span(0); 2];
        for ((argument, role), target) in arguments.iter().zip(&mut roles).zip(&mut targets) {
            let (name, id) = argument
                .split_once(':')
                .ok_or_else(|| format!("{argument} is no argument: expected such as Arg1:T1"))?;
            (*role, *target) = (name, self.target(id)?);
        }
        let [from, to] = targets;
        let two = self.refer(to);
        let said = if roles == ROLES && matches!(from, Target::Span(_)) {
            format!("{label}:{two}")
        } else {
            let one = self.refer(from);
            format!("{label}:{}:{one}:{}:{two}", roles[0], roles[1])
        };
        self.append(from, RELATION, " ", &said);
        Ok(())
    }

    /// `T1 T2 T3`: an attribute of the first.
    pub(super) fn equivalence(&mut self, label: &str, members: &[&'a str]) -> Result<(), String> {
        let targets = members.iter().map(|id| self.target(id));
        let targets: Vec<Target> = targets.collect::<Result<_, _>>()?;
        let Some((first, others)) = targets.split_first() else {
            return Ok(());
        };
        let mut said: Vec<String> = others.iter().map(|t| self.refer(*t)).collect();
        if label != EQUIV_TYPE || matches!(first, Target::Event(_)) {
            said.insert(0, format!("{label}:{}", self.refer(*first)));
        }
        self.append(*first, EQUIV, ";", &said.join(" "));
        Ok(())
    }

    /// Adds to an attribute of a span, or of an event's trigger.
    fn append(&mut self, target: Target, key: &str, between: &str, said: &str) {
        let span = span_of(target, &self.events);
        self.referred.push(span);
        if let Some(span) = self.spans.get_mut(span) {
            let text = span.attributes.entry(key.to_owned()).or_default();
            if !text.is_empty() {
                text.push_str(between);
            }
            text.push_str(said);
        }
    }

    /// Keeps what is named, and gives the words for it.
    fn refer(&mut self, target: Target) -> String {
        if let Target::Event(event) = target
            && let Some(event) = self.events.get_mut(event)
        {
            event.is_annotated = true;
        }
        self.referred.push(span_of(target, &self.events));
        let events = std::mem::take(&mut self.events);
        let pointer = self.pointer(target, &events);
        self.events = events;
        pointer
    }

    /// The words by which an attribute names a span or one of the events.
    pub(super) fn pointer(&mut self, target: Target, events: &[Event<'_>]) -> String {
        let event = match target {
            Target::Span(_) => None,
            Target::Event(event) => events.get(event),
        };
        let span = span_of(target, events);
        self.needed.insert(span);
        let id = self.id_of(span);
        match event {
            Some(event) => Pointer::Event(id, event.number).written(),
            None => Pointer::Span(id).written(),
        }
    }
}

/// The span that a line names, or the trigger of the event.
fn span_of(target: Target, events: &[Event<'_>]) -> usize {
    match target {
        Target::Span(span) => span,
        Target::Event(event) => events.get(event).map_or(0, |e| e.trigger),
    }
}
