// Paragraphs: copy, comments, escapes, brackets, and where tags begin.

#pragma once

#include "quotation.h"

// A token without characters for each construct that is still open, then one for the paragraph.
static bool end_paragraph(Scanner *s, TSLexer *l) {
    if (s->depth == 0) {
        s->mode = BETWEEN;
        s->flags = 0;
        return token_at(s, l, PARAGRAPH_END);
    }
    Open open = s->stack[s->depth - 1];
    bool apostrophe = open.mark == STRAIGHT_SINGLE && !(open.flags & CAPITAL);
    if (open.mark == BRACKET || apostrophe || open.flags & REPEATED) return give_up(s, l);
    s->depth--;
    return token_at(s, l, UNCLOSED);
}

// Behind {%: whether %} follows in the paragraph. The scanner ends behind it.
static bool end_of_comment(Scanner *s, TSLexer *l, uint8_t *lines) {
    int32_t before = 0;
    while (!(s->flags & NO_COMMENT_END) && !l->eof(l)) {
        int32_t c = l->lookahead;
        if (is_newline(c)) {
            line_ending(l, false);
            if (lines && *lines < 2) ++*lines;
            while (is_space(l->lookahead)) l->advance(l, false);
            if (is_newline(l->lookahead)) break;
        } else {
            l->advance(l, false);
            if (c == '}' && before == '%') return true;
        }
        before = c;
    }
    s->flags |= NO_COMMENT_END;
    return false;
}

// At {: whether a tag begins here, or behind comments that begin here.
static bool tag_follows(Scanner *s, TSLexer *l) {
    while (l->lookahead == '{') {
        l->advance(l, false);
        if (l->lookahead != '%') return l->lookahead != '{';
        l->advance(l, false);
        if (!end_of_comment(s, l, NULL)) return false;
    }
    return false;
}

// Whether the quotation that has been open since the line before goes on in this line, at whose first character the scanner stands.
static bool line_goes_on(const Scanner *s, TSLexer *l, Cursor cursor) {
    int k = 0;
    while (k < s->depth && s->stack[k].mark == BRACKET) k++;
    if (k == s->depth || mark_of(l->lookahead) != s->stack[k].mark) return false;
    uint8_t mark = s->stack[k].mark;
    if (s->stack[k].flags & REPEATED || s->stack[k].lines + cursor.lines > 1) return false;
    if (!(cursor.sentence & ENDS_SENTENCE) || cursor.sentence & ENDS_WITH_COLON) return false;
    l->advance(l, false);
    return (opens_by_shape(mark) && mark != STRAIGHT && !is_single(mark)) || (!is_white(l->lookahead) && !cannot_begin(mark, l->lookahead));
}

static bool is_joiner(int32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

static bool is_special(const Scanner *s, int32_t c) {
    if (c == '\\') return true;
    return !(s->flags & FLAT) && (c == '{' || c == '[' || c == ']' || mark_of(c) != NO_MARK);
}

// At white space in copy: over it. What comes of it?
enum White { GOES_ON, ENDS, CONTINUES };

static enum White white_space(const Scanner *s, TSLexer *l, Cursor *cursor) {
    while (is_space(l->lookahead)) {
        *cursor = behind(*cursor, l->lookahead);
        l->advance(l, false);
    }
    if (l->eof(l)) return ENDS;
    if (!is_newline(l->lookahead)) return GOES_ON;
    line_ending(l, false);
    cursor->before_that = cursor->before;
    cursor->before = '\n';
    cursor->lead = FIRST;
    if (cursor->lines < 2) cursor->lines++;
    bool blank = true;
    while (is_space(l->lookahead) || (l->lookahead == '>' && !(s->flags & PREFIX))) {
        blank &= l->lookahead != '>';
        *cursor = behind(*cursor, l->lookahead);
        l->advance(l, false);
    }
    if (blank && (l->eof(l) || is_newline(l->lookahead))) return ENDS;
    if (line_goes_on(s, l, *cursor)) return CONTINUES;
    return GOES_ON;
}

// Copy from here to the next character that means something; a word in front of a tag is a token of its own. `forced`: the
// first character is copy, whatever it is.
static bool copy(Scanner *s, TSLexer *l, bool forced) {
    Cursor cursor = s->cursor, marked = cursor;
    bool any = false, word = false, word_first = false;
    for (;;) {
        int32_t c = l->lookahead;
        bool white = l->eof(l) || is_space(c) || is_newline(c);
        if (white && !forced) {
            l->mark_end(l);
            marked = cursor;
            word = false;
            switch (white_space(s, l, &cursor)) {
                case ENDS: return any ? text_up_to(s, l, marked) : end_paragraph(s, l);
                case CONTINUES:
                    if (any) return text_up_to(s, l, marked);
                    s->depth--;
                    return token_at(s, l, s->stack[s->depth].mark == BRACKET ? BRACKET_GIVEN_UP : UNCLOSED);
                default: any = true;
            }
            if (s->flags & PREFIX && cursor.lead == FIRST) {
                l->mark_end(l);
                text_up_to(s, l, cursor);
                s->flags |= PREFIX;
                return true;
            }
            continue;
        }
        if (!forced && is_special(s, c)) {
            if (word && (c == '\'' || c == 0x2019)) {
                if (word_first) {
                    l->mark_end(l);
                    marked = cursor;
                }
                cursor = behind(cursor, c);
                l->advance(l, false);
                if (is_word(l->lookahead)) continue;
                return text_up_to(s, l, marked);
            }
            if (word && c == '{' && !word_first) return text_up_to(s, l, marked);
            l->mark_end(l);
            bool tag = word && c == '{' && tag_follows(s, l);
            text_up_to(s, l, cursor);
            if (tag) {
                s->carrier = ON_WORD;
                s->flags |= BEHIND_MARKUP | TOUCHES;
                l->result_symbol = WORD;
            }
            return true;
        }
        forced = false;
        s->flags &= ~PREFIX;
        if (is_word(c)) {
            if (!word) {
                word = true;
                word_first = !any;
                l->mark_end(l);
                marked = cursor;
            }
            cursor = behind(cursor, c);
            l->advance(l, false);
        } else {
            int32_t before = cursor.before;
            cursor = behind(cursor, c);
            l->advance(l, false);
            word = word && ((is_joiner(c) && is_word(l->lookahead)) ||
                            ((c == '.' || c == ',' || c == ':') && is_digit(before) && is_digit(l->lookahead)));
        }
        any = true;
    }
}

static bool is_escapable(int32_t c) { return c == '{' || c == '}' || c == '[' || c == ']' || mark_of(c) != NO_MARK; }

// At a backslash. A run of them before what they escape is read in pairs.
static bool escape(Scanner *s, TSLexer *l, bool known) {
    Cursor end = behind(s->cursor, '\\');
    l->advance(l, false);
    if (l->lookahead == '\\') {
        l->advance(l, false);
        l->mark_end(l);
        while (!known && l->lookahead == '\\') l->advance(l, false);
        if (!known && !is_escapable(l->lookahead)) {
            l->mark_end(l);
            return text_up_to(s, l, end);
        }
        s->flags |= IN_ESCAPES;
    } else if (is_escapable(l->lookahead)) {
        uint8_t mark = mark_of(l->lookahead);
        if (mark != NO_MARK) s->dropped |= BIT(mark);
        end = behind(end, l->lookahead);
        l->advance(l, false);
        l->mark_end(l);
    } else {
        l->mark_end(l);
        return text_up_to(s, l, end);
    }
    s->cursor = end;
    s->flags = (s->flags & ~(TOUCHES | JUST_OPENED | PREFIX)) | BEHIND_MARKUP;
    l->result_symbol = ESCAPE;
    return true;
}

static bool open_bracket(Scanner *s, TSLexer *l) {
    if (s->depth == MAX_DEPTH) {
        s->flags |= FLAT;
        return copy(s, l, true);
    }
    s->cursor = behind(s->cursor, '[');
    s->stack[s->depth++] = (Open){.mark = BRACKET};
    l->advance(l, false);
    l->mark_end(l);
    leaf(s, l, OPEN_BRACKET);
    s->flags |= JUST_OPENED;
    return true;
}

static bool close_bracket(Scanner *s, TSLexer *l) {
    int k = s->depth - 1;
    while (k >= 0 && s->stack[k].mark != BRACKET) k--;
    Cursor end = behind(s->cursor, ']');
    l->advance(l, false);
    bool top = k >= 0 && k == s->depth - 1;
    if (k < 0 || (!top && l->lookahead != '{')) {
        l->mark_end(l);
        return text_up_to(s, l, end);
    }
    if (top) l->mark_end(l);
    bool tag = tag_follows(s, l);
    if (!top && tag) return give_up(s, l);
    if (!top) {
        s->flags |= SKIP;
        return token_at(s, l, TEXT);
    }
    s->depth--;
    text_up_to(s, l, end);
    s->carrier = ON_SPAN;
    if (tag) s->flags |= BEHIND_MARKUP | TOUCHES;
    l->result_symbol = tag ? CLOSE_SPAN : CLOSE_BRACKET;
    return true;
}
