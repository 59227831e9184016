//! How an article introduces whom it tells of: full names first, then what it says of whoever has a name.
//!
//! In come the names of a scene, one by one; the cast learns who they are.

use std::ops::RangeInclusive;

use super::cast::{Cast, Member, new_actor};
use super::names::{Named, Sort};
use crate::language::fold;
use crate::model::ActorKind;

impl Cast<'_> {
    /// A family name that several have means whom the copy names in full far more often than the others: at the
    /// beginning of a sentence any word before a name looks like a part of it. A declared actor comes first.
    pub(super) fn settle_families(&mut self) {
        let shared = self.by_family.iter().filter(|(_, own)| own.is_none());
        let shared: Vec<String> = shared.map(|(family, _)| family.clone()).collect();
        if shared.is_empty() {
            return;
        }
        let mut full = vec![0_usize; self.members.len()];
        for name in self.names.iter().filter(|n| n.words > 1) {
            let line = self.scene.line(name.paragraph);
            let member = self.by_name.get(&fold(name.text));
            if let Some(count) = member.and_then(|m| full.get_mut(*m)) {
                *count += usize::from(!line.is_first(name.first) && name.paragraph > 0);
            }
        }
        for family in shared {
            let of_family = |m: &Member| {
                let last = m.actor.name.rsplit(' ').next();
                m.actor.kind == ActorKind::Person && last.is_some_and(|l| fold(l) == family)
            };
            let members = self
                .members
                .iter()
                .enumerate()
                .filter(|(_, m)| of_family(m));
            let mut ranked: Vec<(bool, usize, usize)> = members
                .map(|(i, m)| (m.known, full.get(i).copied().unwrap_or_default(), i))
                .collect();
            ranked.sort_by_key(|(known, count, i)| (std::cmp::Reverse((*known, *count)), *i));
            let [best, second, ..] = ranked[..] else {
                continue;
            };
            let declared = best.0 && !second.0;
            if declared || best.0 == second.0 && best.1 > 2 * second.1 {
                self.shared.insert(family.clone());
                self.by_family.insert(family, Some(best.2));
            }
        }
    }

    /// A name of several words is somebody new, if nobody has it.
    pub(super) fn introduce(&mut self, index: usize, words: RangeInclusive<usize>) {
        let name = self.names.get(index).copied();
        let new = |n: &Named<'_>| !self.by_name.contains_key(&fold(n.text));
        let Some(name) = name.filter(|n| words.contains(&n.words) && new(n)) else {
            return;
        };
        // *Ida Maria Orr* and *Challenger Ida Orr* are Ida Orr, if the copy has that as well.
        let shorter = (name.words > 2 && name.sort == Sort::Person)
            .then(|| {
                let (before, last) = name.text.rsplit_once(' ')?;
                let given = [before.split(' ').next(), before.rsplit(' ').next()];
                let mut keys = given
                    .into_iter()
                    .flatten()
                    .map(|g| fold(&format!("{g} {last}")));
                keys.find_map(|key| self.by_name.get(&key).copied())
            })
            .flatten();
        match shorter {
            Some(member) => {
                self.by_name.insert(fold(name.text), member);
            }
            None => {
                self.add(new_actor(&name), false);
            }
        }
    }

    /// Takes in what the copy says of whoever has a name.
    pub(super) fn meet(&mut self, index: usize) {
        let Some(name) = self.names.get(index).copied() else {
            return;
        };
        let mut member = self.by_name.get(&fold(name.text)).copied();
        let families = self.by_family.contains_key(&fold(name.text));
        if member.is_none() && name.sort == Sort::Many && !families {
            member = Some(self.add(new_actor(&name), false));
        }
        let line = self.scene.line(name.paragraph);
        let gender = name.gender(&line);
        let family = || self.by_family.get(&fold(name.family)).copied().flatten();
        let member = member.or_else(family);
        if let Some(found) = member.and_then(|m| self.members.get_mut(m)) {
            if gender > 0 {
                found.gender = gender;
            }
            if found.actor.role.is_none() && !found.known {
                found.actor.role = name.role(&line);
            }
        }
        if let Some(member) = member {
            self.hold_office(member);
        }
        if let Some(member) = member.filter(|_| name.opens) {
            let at = line.get(name.first).map_or(0, |t| t.start);
            self.focus_on(at, member);
        }
        // Whoever is asked speaks in the next sentence.
        if let Some(member) = member.filter(|_| name.asked) {
            let end = line.sentence_end(name.last).saturating_sub(1);
            let at = line.get(end).map_or(0, |t| t.end);
            self.focus_on(at, member);
        }
    }
}
