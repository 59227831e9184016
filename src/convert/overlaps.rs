//! Which pieces share something with a place, without going through all of them.

use super::plan::Piece;

/// Pieces by their place.
pub(super) struct Overlaps<'p> {
    /// In the order in which they begin, each with the last end of those so far.
    pieces: Vec<(&'p Piece, usize)>,
}

impl<'p> Overlaps<'p> {
    pub(super) fn new(pieces: impl Iterator<Item = &'p Piece>) -> Self {
        let mut pieces: Vec<(&Piece, usize)> = pieces.map(|p| (p, p.end)).collect();
        pieces.sort_by_key(|(p, _)| p.start);
        let mut last = 0;
        for (_, end) in &mut pieces {
            last = last.max(*end);
            *end = last;
        }
        Overlaps { pieces }
    }

    /// Those that share something with a place.
    pub(super) fn of(&self, start: usize, end: usize) -> impl Iterator<Item = &'p Piece> {
        let behind = self.pieces.partition_point(|(p, _)| p.start < end);
        let before = self.pieces[..behind].iter().rev();
        let before = before.take_while(move |(_, last)| *last > start);
        let pieces = before.map(|(p, _)| *p);
        pieces.filter(move |p| p.end > start)
    }
}
