//! Where an article's mentions and actors stand by their ids, found once and kept.

use std::sync::OnceLock;

use hashbrown::HashMap;

use super::{Actor, Article, Mention};

/// Made when something is first looked up. It says nothing that the article does not, so that two are always the same, and a copy
/// begins without.
#[derive(Default, Debug)]
pub(super) struct Lookup(OnceLock<Places>);

#[derive(Debug)]
struct Places {
    mentions: HashMap<String, usize>,
    actors: HashMap<String, usize>,
    /// How many mentions and actors there were: who has an article may change its lists.
    lengths: (usize, usize),
}

impl Clone for Lookup {
    fn clone(&self) -> Self {
        Lookup::default()
    }
}

impl PartialEq for Lookup {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Lookup {
    /// The first mention with an id.
    pub(super) fn mention<'a>(&self, id: &str, article: &'a Article) -> Option<&'a Mention> {
        let mentions = &article.mentions;
        let places = self.places(article);
        let has_id = |m: &&Mention| m.id.as_deref() == Some(id);
        let found = places.mentions.get(id).and_then(|i| mentions.get(*i));
        let searched = || mentions.iter().find(has_id);
        let is_as_it_was = places.lengths.0 == mentions.len();
        found
            .filter(has_id)
            .or_else(|| (!is_as_it_was).then(searched).flatten())
    }

    /// The first actor with an id.
    pub(super) fn actor<'a>(&self, id: &str, article: &'a Article) -> Option<&'a Actor> {
        let actors = &article.actors;
        let places = self.places(article);
        let has_id = |a: &&Actor| a.id == id;
        let found = places.actors.get(id).and_then(|i| actors.get(*i));
        let searched = || actors.iter().find(has_id);
        let is_as_it_was = places.lengths.1 == actors.len();
        found
            .filter(has_id)
            .or_else(|| (!is_as_it_was).then(searched).flatten())
    }

    fn places(&self, article: &Article) -> &Places {
        self.0.get_or_init(|| {
            let mut places = Places {
                mentions: HashMap::new(),
                actors: HashMap::new(),
                lengths: (article.mentions.len(), article.actors.len()),
            };
            for (i, mention) in article.mentions.iter().enumerate() {
                if let Some(id) = &mention.id {
                    places.mentions.entry_ref(id).or_insert(i);
                }
            }
            for (i, actor) in article.actors.iter().enumerate() {
                places.actors.entry_ref(&actor.id).or_insert(i);
            }
            places
        })
    }
}
