// Quotation marks in a paragraph: which open, which close, which are apostrophes or signs for feet and inches.

#pragma once

#include "tag.h"

// How far a better end is looked for.
enum { FAR = 2000 };

static bool token_at(Scanner *s, TSLexer *l, enum Token token) {
    l->result_symbol = token;
    s->flags &= ~PREFIX;
    return true;
}

// The token is copy, up to the last end that was marked.
static bool text_up_to(Scanner *s, TSLexer *l, Cursor cursor) {
    s->cursor = cursor;
    s->flags &= ~(TOUCHES | JUST_OPENED | BEHIND_MARKUP | PREFIX);
    l->result_symbol = TEXT;
    return true;
}

// The cursor behind a character of copy.
static Cursor behind(Cursor cursor, int32_t c) {
    cursor.before_that = cursor.before;
    cursor.before = c;
    if (c != '>' && !is_space(c)) {
        cursor.lead = 0;
        bool stop = c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == ')' || c == ']' || c == '}' || c == 0x3002;
        cursor.sentence = stop || mark_of(c) != NO_MARK ? ENDS_SENTENCE : 0;
        if (c == ':') cursor.sentence |= ENDS_WITH_COLON;
    }
    return cursor;
}

static bool is_opening_punctuation(int32_t c) {
    static const char SIGNS[] = "([{<>-/=*_|~#";
    uint8_t mark = mark_of(c);
    for (const char *sign = SIGNS; *sign; sign++)
        if (*sign == c) return true;
    return c == 0x2014 || c == 0x2013 || c == 0xBF || c == 0xA1 || (opens_by_shape(mark) && mark != STRAIGHT);
}

// Whether a quotation that `mark` opens cannot begin with `c`.
static bool cannot_begin(uint8_t mark, int32_t c) {
    if (opens_by_shape(mark)) return c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == ')' || c == ']' || c == '}';
    return !is_word(c) && c != '(' && c != '[' && c != 0x2026 && c != 0xBF && c != 0xA1 && mark_of(c) == NO_MARK;
}

// Whether a mark at this place can only open.
static bool opens_plainly(const Scanner *s) {
    int32_t c = s->cursor.before;
    return is_white(c) || c == '(' || c == '[' || c == '{' || c == '<' || c == 0xBF || c == 0xA1 || s->flags & JUST_OPENED;
}

// The nearest open quotation that `mark` closes or, if `loose`, stands in for; -1 if there is none.
static int candidate(const Scanner *s, uint8_t mark, bool exact, bool loose) {
    int k = s->depth - 1;
    while (k >= 0 && !(exact && closes(s, s->stack[k].mark, mark)) && !(loose && stands_in(s->stack[k].mark, mark))) k--;
    return k;
}

// Gives up what is on top of the stack: a mark becomes text.
static bool give_up(Scanner *s, TSLexer *l) {
    uint8_t mark = s->stack[--s->depth].mark;
    s->flags &= ~JUST_OPENED;
    if (mark != BRACKET) s->dropped |= BIT(mark);
    return token_at(s, l, mark == BRACKET ? BRACKET_GIVEN_UP : GIVEN_UP);
}

static bool open_mark(Scanner *s, TSLexer *l, uint8_t mark, Cursor end, bool capital) {
    if (s->depth == MAX_DEPTH) {
        s->flags |= FLAT | SKIP;
        return text_up_to(s, l, end);
    }
    for (int k = s->depth - 1; k >= 0; k--) {
        if (s->stack[k].mark == mark) {
            s->stack[k].flags |= REPEATED;
            break;
        }
    }
    end.lead = s->cursor.lead ? BEHIND_FIRST : 0;
    s->cursor = end;
    s->stack[s->depth++] = (Open){.mark = mark, .flags = capital ? CAPITAL : 0};
    s->flags = (s->flags & ~(TOUCHES | PREFIX)) | BEHIND_MARKUP | JUST_OPENED;
    l->result_symbol = OPEN_MARK;
    return true;
}

// Closes the quotation on top of the stack.
static bool close_mark(Scanner *s, TSLexer *l, Cursor end) {
    s->depth--;
    s->cursor = end;
    s->carrier = ON_QUOTATION;
    s->flags = (s->flags & ~(JUST_OPENED | PREFIX)) | BEHIND_MARKUP | TOUCHES;
    l->result_symbol = CLOSE_MARK;
    return true;
}

// A mark that may be no end, with this character and the two before it: an apostrophe behind a plural, inches behind a number.
static bool has_weak_sign(uint8_t mark, int32_t before, int32_t before_that) {
    if (!is_single(mark)) return (mark == STRAIGHT || mark == RIGHT_DOUBLE) && is_digit(before);
    int32_t c = before | 0x20;
    return c == 's' || c == 'z' || c == 'x' || (before == 'n' && before_that == 'i');
}

// The second mark of rock ’n’ roll.
static bool is_clipped_and(int32_t before, int32_t before_that) {
    return before == 'n' && (before_that == '\'' || before_that == 0x2018 || before_that == 0x2019);
}

// Behind a space that stands behind a weak mark: whether a word or a mark follows.
static bool goes_on_behind_space(TSLexer *l) { return is_word(l->lookahead) || mark_of(l->lookahead) != NO_MARK; }

// Whether an end that cannot be an apostrophe follows before the next opening mark, and before the quotation around the
// `k`th open one ends.
static bool better_end_follows(const Scanner *s, TSLexer *l, int k) {
    uint8_t open = s->stack[k].mark, around = NO_MARK;
    for (int i = k - 1; i >= 0 && around == NO_MARK; i--)
        if (s->stack[i].mark != BRACKET) around = s->stack[i].mark;
    int32_t before = ' ', before_that = 0;
    for (int i = 0; i < FAR && !l->eof(l); i++) {
        int32_t c = l->lookahead;
        uint8_t mark = mark_of(c);
        if (is_newline(c)) {
            line_ending(l, false);
            while (is_space(l->lookahead)) l->advance(l, false);
            if (is_newline(l->lookahead)) return false;
            before = ' ';
            continue;
        }
        l->advance(l, false);
        int32_t first = before, second = before_that, after = l->lookahead;
        before_that = before;
        before = c;
        if (mark == NO_MARK) continue;
        if (around != NO_MARK && closes(s, around, mark) && !is_single(mark)) return false;
        if (is_single(mark) != is_single(open) || (is_word(first) && is_word(after))) continue;
        if (is_white(first)) {
            if (can_open(s, mark) && !is_white(after) && !(is_single(mark) && is_clipped(mark, l))) return false;
        } else if (closes(s, open, mark) && !is_clipped_and(first, second)) {
            if (!has_weak_sign(mark, first, second) || after != ' ') return true;
            l->advance(l, false);
            before = ' ';
            if (!goes_on_behind_space(l)) return true;
        }
    }
    return false;
}

// Whether another straight mark follows in the paragraph that does not plainly open.
static bool free_mark_follows(Scanner *s, TSLexer *l) {
    int32_t before = ' ';
    while (!(s->flags & NO_FREE_MARK) && !l->eof(l)) {
        int32_t c = l->lookahead;
        if (is_newline(c)) {
            line_ending(l, false);
            while (is_space(l->lookahead)) l->advance(l, false);
            if (is_newline(l->lookahead)) break;
            before = ' ';
            continue;
        }
        l->advance(l, false);
        if (c == '"' && (!(is_space(before) || is_newline(before)) || !is_ascii_alphanumeric(l->lookahead))) return true;
        before = c;
    }
    s->flags |= NO_FREE_MARK;
    return false;
}

// A closing mark that closes nothing: copy or an error.
static bool stray_mark(Scanner *s, TSLexer *l, uint8_t mark, Cursor end, int32_t after) {
    int32_t before = s->cursor.before;
    for (uint8_t open = 0; open < MARKS; open++) {
        if (s->dropped & BIT(open) && (closes(s, open, mark) || stands_in(open, mark))) {
            s->dropped &= ~BIT(open);
            return text_up_to(s, l, end);
        }
    }
    bool inches = is_digit(before) && (mark == STRAIGHT || mark == RIGHT_DOUBLE);
    bool free = is_white(before) && is_white(after);
    if (inches || free || (is_word(before) && is_word(after)) || !can_close(s, mark)) return text_up_to(s, l, end);
    s->cursor = end;
    s->flags = (s->flags & ~(TOUCHES | JUST_OPENED | PREFIX)) | BEHIND_MARKUP;
    l->result_symbol = WRONG_MARK;
    return true;
}

// Closes the `k`th open quotation, or first gives up what opened inside it: a token without characters each. The scanner stands behind the
// mark. `weak`: it may be no end.
static bool close_at(Scanner *s, TSLexer *l, int k, Cursor end, bool weak) {
    bool top = k == s->depth - 1;
    if (top && s->flags & JUST_OPENED) {
        // Two marks with nothing between them are no quotation.
        s->flags |= SKIP;
        return give_up(s, l);
    }
    if (top) l->mark_end(l);
    if (weak && l->lookahead == ' ') {
        l->advance(l, false);
        if (goes_on_behind_space(l) && better_end_follows(s, l, k)) {
            if (top) return text_up_to(s, l, end);
            s->flags |= SKIP;
            return token_at(s, l, TEXT);
        }
    }
    return top ? close_mark(s, l, end) : give_up(s, l);
}

static bool single_mark(Scanner *s, TSLexer *l, uint8_t mark, Cursor end) {
    int32_t before = s->cursor.before, after = l->lookahead;
    if (is_word(before) && is_word(after)) {
        l->mark_end(l);
        return text_up_to(s, l, end);
    }
    int k = s->depth - 1;
    while (k >= 0 && s->stack[k].mark == BRACKET) k--;
    bool fits = k >= 0 && (closes(s, s->stack[k].mark, mark) || stands_in(s->stack[k].mark, mark));
    bool plainly = !is_white(after) && opens_plainly(s);
    bool from_left = plainly || (!is_white(after) && is_opening_punctuation(before));
    if (plainly || (from_left && !fits)) {
        l->mark_end(l);
        bool opens = can_open(s, mark) && !is_clipped(mark, l);
        return opens ? open_mark(s, l, mark, end, is_capital(after)) : text_up_to(s, l, end);
    }
    if (fits) {
        bool sure = after == '{' || is_white(before);
        if (sure || !is_clipped_and(before, s->cursor.before_that))
            return close_at(s, l, k, end, !sure && has_weak_sign(RIGHT_SINGLE, before, s->cursor.before_that));
        l->mark_end(l);
        return text_up_to(s, l, end);
    }
    l->mark_end(l);
    if (mark == LEFT_SINGLE && can_open(s, mark) && !is_white(after)) return open_mark(s, l, mark, end, is_capital(after));
    return text_up_to(s, l, end);
}

// At a quotation mark.
static bool quotation_mark(Scanner *s, TSLexer *l) {
    int32_t c = l->lookahead, before = s->cursor.before;
    uint8_t mark = mark_of(c);
    Cursor end = behind(s->cursor, c);
    l->advance(l, false);
    int32_t after = l->lookahead;
    if (is_single(mark)) return single_mark(s, l, mark, end);
    bool free_after = is_white(after) || cannot_begin(mark, after);
    bool plainly = !free_after && opens_plainly(s);
    bool from_left = plainly || (!free_after && is_opening_punctuation(before));
    bool opens = can_open(s, mark);
    int k = candidate(s, mark, true, false);
    if (k >= 0 && !(opens && plainly)) return close_at(s, l, k, end, has_weak_sign(mark, before, 0));
    bool shape = opens_by_shape(mark);
    if (opens && (from_left || (shape && mark != STRAIGHT) || (mark == STRAIGHT && !is_white(after) && !is_word(before) && before && is_word(after)))) {
        l->mark_end(l);
        return open_mark(s, l, mark, end, is_capital(after));
    }
    bool inches = mark == STRAIGHT && is_digit(before);
    k = inches ? -1 : candidate(s, mark, false, true);
    bool may_open = opens && shape && is_white(before);
    if (k >= 0 && !may_open) return close_at(s, l, k, end, false);
    l->mark_end(l);
    if (may_open && free_mark_follows(s, l)) return open_mark(s, l, mark, end, is_capital(after));
    if (k >= 0 && k == s->depth - 1) return close_mark(s, l, end);
    return stray_mark(s, l, mark, end, after);
}
