// What an opening brace begins: a comment, a tag, or nothing.

#pragma once

#include "copy.h"

// Over the rest of what can only be meant as a tag: @name, @? or by=. `before` is the last character of it.
static bool unmistakable(TSLexer *l, int32_t *before) {
    *before = l->lookahead;
    if (l->lookahead == '@') {
        l->advance(l, false);
        if (l->lookahead == '?') {
            l->advance(l, false);
            return true;
        }
        if (!is_alphanumeric(l->lookahead) && l->lookahead != '_') return false;
        return true;
    }
    for (const char *c = "by="; *c; c++) {
        if (l->lookahead != *c) return false;
        *before = *c;
        l->advance(l, false);
    }
    return true;
}

// One of the signs and words that only tags have, and its }.
static bool lone_item(TSLexer *l) {
    char word[8] = {0};
    for (size_t i = 0; i < sizeof word - 1 && (l->lookahead == '+' || is_lower(l->lookahead)); i++) {
        word[i] = (char)l->lookahead;
        l->advance(l, false);
    }
    while (l->lookahead == '?') l->advance(l, false);
    if (l->lookahead != '}' || !is_among("+ title term scare cue", word)) return false;
    l->advance(l, false);
    return true;
}

// Behind { at the start of a line: a block tag, if it has its line to itself and a line of copy follows.
static bool block_tag(Scanner *s, TSLexer *l) {
    int32_t before = 0;
    bool plus = l->lookahead == '+';
    while (!plus && is_space(l->lookahead)) l->advance(l, false);
    if ((plus || unmistakable(l, &before)) && is_closed(l, before)) {
        while (is_space(l->lookahead)) l->advance(l, false);
        if (is_newline(l->lookahead)) {
            line_ending(l, false);
            while (is_space(l->lookahead)) l->advance(l, false);
            if (!l->eof(l) && !is_newline(l->lookahead)) {
                s->carrier = ON_BLOCK;
                s->flags |= TOUCHES;
                return token_at(s, l, BLOCK);
            }
        }
    }
    return token_at(s, l, TEXT);
}

static bool comment(Scanner *s, TSLexer *l, bool touches) {
    bool prefix = s->flags & PREFIX;
    l->advance(l, false);
    l->mark_end(l);
    uint8_t lines = 0;
    s->cursor = behind(behind(s->cursor, '{'), '%');
    bool closed = end_of_comment(s, l, &lines);
    if (closed) l->mark_end(l);
    leaf(s, l, closed ? COMMENT : WRONG_MARK);
    if (!closed) return true;
    s->cursor.before = '}';
    s->cursor.sentence = ENDS_SENTENCE;
    s->cursor.lines = lines;
    if (touches && tag_follows(s, l)) {
        s->flags |= TOUCHES;
        l->result_symbol = TAG_COMMENT;
    }
    while (prefix && is_space(l->lookahead)) l->advance(l, false);
    if (prefix && is_newline(l->lookahead)) s->flags |= PREFIX;
    return true;
}

// The braces have the form of a tag, but touch nothing.
static bool detached(Scanner *s, TSLexer *l, int32_t before, Cursor end) {
    if (!is_closed(l, before)) return text_up_to(s, l, end);
    s->cursor = behind(end, '}');
    l->mark_end(l);
    return leaf(s, l, WRONG_MARK);
}

// At an opening brace.
static bool brace(Scanner *s, TSLexer *l, bool touches) {
    int32_t before = s->cursor.before, last = '{';
    bool behind_copy = !(s->flags & BEHIND_MARKUP), first = s->flags & PREFIX && s->cursor.lead == FIRST;
    Cursor end = behind(s->cursor, '{');
    l->advance(l, false);
    if (l->lookahead == '%') return comment(s, l, touches);
    if (first && !touches) return block_tag(s, l);
    if (l->lookahead == '{') {
        l->advance(l, false);
        l->mark_end(l);
        return text_up_to(s, l, end);
    }
    l->mark_end(l);
    if (touches) {
        s->cursor = end;
        look_over_tag(s, l);
        bool tag = s->flags & CLOSED || s->items;
        uint16_t seen = s->flags & (CLOSED | PARTIAL);
        s->flags = (s->flags & ~(TOUCHES | JUST_OPENED | PREFIX)) | BEHIND_MARKUP | seen;
        l->result_symbol = tag ? OPEN_TAG : LONE_BRACE;
        if (!tag) return true;
        s->mode = TAG;
        s->step = ITEM;
        return true;
    }
    if (behind_copy && (before == ']' || mark_of(before) != NO_MARK)) return detached(s, l, last, end);
    int32_t c = l->lookahead;
    bool stop = before == '.' || before == ',' || before == ';' || before == ':' || before == '!' || before == '?';
    if (stop && (c == '+' || c == 'c' || c == 't' || c == 's')) {
        if (!lone_item(l)) return text_up_to(s, l, end);
        s->cursor = behind(end, '}');
        l->mark_end(l);
        return leaf(s, l, WRONG_MARK);
    }
    if ((is_space(c) || c == '@' || c == 'b') && skip_white(s, l, false) && unmistakable(l, &last)) return detached(s, l, last, end);
    return text_up_to(s, l, end);
}

static bool scan_copy(Scanner *s, TSLexer *l) {
    for (int k = 0; s->cursor.lines && k < s->depth; k++) {
        uint8_t lines = s->stack[k].lines + s->cursor.lines;
        s->stack[k].lines = lines < 2 ? lines : 2;
    }
    s->cursor.lines = 0;
    l->mark_end(l);
    uint16_t flags = s->flags;
    s->flags &= ~(SKIP | IN_ESCAPES | TOUCHES);
    int32_t c = l->lookahead;
    if (flags & SKIP) return copy(s, l, true);
    if (c == '\\') return escape(s, l, flags & IN_ESCAPES);
    if (s->flags & FLAT) return s->depth ? give_up(s, l) : copy(s, l, false);
    if (c == '{') return brace(s, l, flags & TOUCHES);
    if (c == '[') return open_bracket(s, l);
    if (c == ']') return close_bracket(s, l);
    if (mark_of(c) != NO_MARK) return quotation_mark(s, l);
    return copy(s, l, false);
}
