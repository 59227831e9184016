// Tags: what an item is, and whether a tag ends.

#pragma once

#include "marks.h"

// A step in a tag.
enum { ITEM, EQUALS_SIGN, VALUE, QUESTION };

static bool ends_item(TSLexer *l) {
    int32_t c = l->lookahead;
    return l->eof(l) || is_space(c) || is_newline(c) || c == '}' || c == ',' || c == ';';
}

static bool is_bare(TSLexer *l) {
    int32_t c = l->lookahead;
    return !l->eof(l) && !is_space(c) && !is_newline(c) && c != '"' && c != '{' && c != '}';
}

// Over white space in a tag; false at a blank line or the text's end, where no tag goes on.
static bool skip_white(Scanner *s, TSLexer *l, bool skip) {
    while (!l->eof(l)) {
        if (is_space(l->lookahead)) {
            l->advance(l, skip);
        } else if (is_newline(l->lookahead)) {
            line_ending(l, skip);
            if (skip && s->cursor.lines < 2) s->cursor.lines++;
            while (is_space(l->lookahead)) l->advance(l, skip);
            if (is_newline(l->lookahead)) return false;
        } else {
            return true;
        }
    }
    return false;
}

// Over a string on one line, behind its opening mark. Of one without an end the first brace in it is told, and if `marks`, the
// token ends in front of that.
static bool string(TSLexer *l, int32_t *brace, bool marks) {
    *brace = 0;
    while (!l->eof(l) && !is_newline(l->lookahead)) {
        int32_t c = l->lookahead;
        if (!*brace && (c == '{' || c == '}')) {
            *brace = c;
            if (marks) l->mark_end(l);
        }
        l->advance(l, false);
        if (c == '"') return true;
        if (c == '\\' && !l->eof(l) && !is_newline(l->lookahead)) l->advance(l, false);
    }
    return false;
}

// Whether a } follows before the next { in the paragraph, strings left out. `before` is the character before this place. The scanner
// ends behind the }.
static bool is_closed(TSLexer *l, int32_t before) {
    while (!l->eof(l)) {
        int32_t c = l->lookahead, brace;
        if (c == '{') return false;
        if (is_newline(c)) {
            line_ending(l, false);
            while (is_space(l->lookahead)) l->advance(l, false);
            if (is_newline(l->lookahead)) return false;
            before = ' ';
            continue;
        }
        l->advance(l, false);
        if (c == '}') return true;
        if (c == '"' && before == '=' && !string(l, &brace, false) && brace) return brace == '}';
        before = c;
    }
    return false;
}

// Over a name; whether there is one that ends well. `marks` ends the token behind it.
static bool name(TSLexer *l, bool marks) {
    bool ok = false;
    if (l->lookahead == '-' || l->lookahead == '.') return false;
    while (is_alphanumeric(l->lookahead) || l->lookahead == '-' || l->lookahead == '_' || l->lookahead == '.') {
        bool last = l->lookahead != '-' && l->lookahead != '.';
        l->advance(l, false);
        ok = last;
        if (last && marks) l->mark_end(l);
    }
    return ok;
}

typedef struct {
    bool ok;
    bool marks;        // end the token where it is known to end
    enum Token token;
    bool reference;    // it begins as @name or #name does, whatever follows
    int32_t brace;     // the first brace in a string that has no end
    int32_t before;    // the last character that was read
    bool is_date_key;  // the attribute is `date`
    bool is_cue;       // the role is `cue`
} Item;

static bool question_and_end(TSLexer *l) {
    if (l->lookahead == '?') l->advance(l, false);
    return ends_item(l);
}

static void mark(TSLexer *l, const Item *item) {
    if (item->marks) l->mark_end(l);
}

// Over a bare value; a comma at its end is none of it.
static bool bare(TSLexer *l, Item *item) {
    bool any = false, last = false;
    while (is_bare(l)) {
        last = l->lookahead != ',' && l->lookahead != ';';
        item->before = l->lookahead;
        l->advance(l, false);
        any |= last;
        if (last) mark(l, item);
    }
    return any && (last || l->lookahead != '"') && l->lookahead != '"' && l->lookahead != '{';
}

// The marks that no bare value begins with: they were meant to enclose it.
#define NO_VALUE                                                                                                                 \
    (BIT(LEFT_DOUBLE) | BIT(RIGHT_DOUBLE) | BIT(LOW_DOUBLE) | BIT(LEFT_SINGLE) | BIT(RIGHT_SINGLE) | BIT(LEFT_GUILLEMET) |       \
     BIT(RIGHT_GUILLEMET))

// Over what stands behind `key=`.
static bool value(TSLexer *l, Item *item) {
    int32_t c = l->lookahead;
    item->before = '=';
    if (c == '@' || c == '#') {
        l->advance(l, false);
        item->token = c == '@' ? ACTOR : ID;
        if (c == '@' && l->lookahead == '?') {
            l->advance(l, false);
            mark(l, item);
            item->token = UNKNOWN;
            return ends_item(l);
        }
        return name(l, item->marks) && question_and_end(l);
    }
    if (c == '"') {
        l->advance(l, false);
        item->token = STRING;
        if (!string(l, &item->brace, false)) return false;
        mark(l, item);
        item->before = '"';
        return question_and_end(l);
    }
    item->token = BARE;
    return !(BIT(mark_of(c)) & NO_VALUE) && bare(l, item);
}

// Over the rest of a date.
static bool date(TSLexer *l, Item *item) {
    item->token = DATE;
    return bare(l, item);
}

static bool begins_date(TSLexer *l, int32_t first) {
    int32_t c = l->lookahead;
    return (first == 'Y' || first == 'P') && (is_digit(c) || c == 'T' || c == 'X' || c == '-');
}

// Over an item that begins with a letter: a role, an attribute, a set or a date.
static void lettered(TSLexer *l, Item *item) {
    char word[16] = {0};
    size_t length = 0;
    int32_t first = l->lookahead;
    bool lower = is_lower(first), all_lower = true;
    while (is_ascii_alphanumeric(l->lookahead) || l->lookahead == '-' || l->lookahead == '_') {
        int32_t c = l->lookahead;
        // `cue-x` is a role with something behind it, and so no item.
        if (lower && all_lower && !is_lower(c) && is_among("title term scare cue", word)) return;
        all_lower &= is_lower(c);
        if (length < sizeof word - 1) word[length] = (char)c;
        length++;
        item->before = c;
        l->advance(l, false);
        if (length == 1 && begins_date(l, first)) {
            item->ok = date(l, item);
            return;
        }
    }
    if (length >= sizeof word) word[0] = 0;
    mark(l, item);
    if (l->lookahead == '=') {
        item->token = ATTRIBUTE_KEY;
        item->is_date_key = strcmp(word, "date") == 0;
        l->advance(l, false);
        Item inner = {0};
        item->ok = value(l, &inner);
        item->brace = inner.brace;
        item->before = inner.before;
    } else if (is_among("title term scare cue", word)) {
        item->token = ROLE;
        item->is_cue = strcmp(word, "cue") == 0;
        item->ok = question_and_end(l);
    } else if (is_among("PRESENT_REF PAST_REF FUTURE_REF", word)) {
        item->token = DATE;
        item->ok = ends_item(l);
    } else if (strcmp(word, "every") == 0 && is_space(l->lookahead)) {
        while (is_space(l->lookahead)) l->advance(l, false);
        item->ok = date(l, item);
    }
}

// Reads the item at this place, as far as it is one.
static Item item_at(TSLexer *l, bool marks) {
    Item item = {.marks = marks};
    int32_t c = l->lookahead;
    item.before = c;
    if (c == '@' || c == '#') {
        l->advance(l, false);
        item.token = c == '@' ? ACTOR : ID;
        if (c == '@' && l->lookahead == '?') {
            l->advance(l, false);
            mark(l, &item);
            item.token = UNKNOWN;
            item.reference = true;
            item.ok = ends_item(l);
            return item;
        }
        item.reference = is_alphanumeric(l->lookahead) || l->lookahead == '_';
        item.ok = name(l, marks) && question_and_end(l);
    } else if (c == '+') {
        l->advance(l, false);
        mark(l, &item);
        item.token = PLUS;
        item.ok = question_and_end(l);
    } else if (is_digit(c) || c == 'X' || c == '[') {
        item.ok = date(l, &item);
    } else if (c == '-' || c == '~' || c == '?' || c == '%' || c == '.' || c == '/') {
        bool any = false;
        item.token = DATE;
        while (is_bare(l)) {
            int32_t d = l->lookahead;
            any |= is_digit(d) || d == 'X';
            item.before = d;
            l->advance(l, false);
            if (d != ',' && d != ';') mark(l, &item);
        }
        item.ok = any && ends_item(l);
    } else if (is_ascii_alphanumeric(c)) {
        lettered(l, &item);
    }
    return item;
}

// Over a token that is no item, from wherever reading it as one has ended.
static void wrong_item(TSLexer *l, int32_t before) {
    l->mark_end(l);
    while (is_bare(l) || l->lookahead == '"') {
        int32_t c = l->lookahead, brace;
        l->advance(l, false);
        l->mark_end(l);
        if (c == '"' && before == '=') {
            bool closed = string(l, &brace, true);
            if (!closed && brace) return;
            l->mark_end(l);
        }
        before = c;
    }
}

static bool is_misplaced(const Scanner *s, const Item *item) {
    bool quoted = s->carrier == ON_QUOTATION || s->carrier == ON_BLOCK;
    if (item->token == ROLE) return item->is_cue ? quoted : s->carrier != ON_QUOTATION;
    return quoted && (item->token == DATE || (item->token == ATTRIBUTE_KEY && item->is_date_key));
}

// Behind the { of a tag: whether it is closed, and if not, how many items it has.
static void look_over_tag(Scanner *s, TSLexer *l) {
    s->flags &= ~(CLOSED | PARTIAL);
    s->items = 0;
    while (skip_white(s, l, false) && l->lookahead != '{') {
        if (l->lookahead == '}') {
            s->flags |= CLOSED;
            return;
        }
        if (l->lookahead == ',' || l->lookahead == ';') {
            s->flags |= is_closed(l, l->lookahead) ? CLOSED : 0;
            return;
        }
        Item item = item_at(l, false);
        if (item.ok && s->items < UINT8_MAX) {
            s->items++;
            continue;
        }
        if (item.brace ? item.brace == '}' : is_closed(l, item.before)) {
            s->flags |= CLOSED;
        } else if (item.reference) {
            s->items++;
            s->flags |= PARTIAL;
        }
        return;
    }
}

static bool end_tag(Scanner *s, TSLexer *l, enum Token token) {
    bool block = s->carrier == ON_BLOCK;
    s->mode = COPY;
    l->mark_end(l);
    leaf(s, l, token);
    s->cursor.before_that = 0;
    s->cursor.before = token == CLOSE_TAG ? '}' : 0;
    s->cursor.lead = 0;
    s->cursor.sentence = token == CLOSE_TAG ? ENDS_SENTENCE : 0;
    if (block) s->flags |= PREFIX;
    else if (token == CLOSE_TAG) s->flags |= TOUCHES;
    return true;
}

static bool token_of_tag(TSLexer *l, enum Token token) {
    l->result_symbol = token;
    return true;
}

// In a tag, behind its { or an item.
static bool scan_item(Scanner *s, TSLexer *l) {
    bool unclosed = !(s->flags & CLOSED);
    l->mark_end(l);
    if (s->step == EQUALS_SIGN) {
        l->advance(l, false);
        l->mark_end(l);
        s->step = VALUE;
        return token_of_tag(l, EQUALS);
    }
    if (s->step == VALUE) {
        Item item = {.marks = true};
        value(l, &item);
        s->step = item.token == BARE || item.token == UNKNOWN ? ITEM : QUESTION;
        return token_of_tag(l, item.token);
    }
    bool partial = unclosed && s->items == 0 && s->flags & PARTIAL;
    if (s->step == QUESTION && l->lookahead == '?' && !partial) {
        l->advance(l, false);
        l->mark_end(l);
        s->step = ITEM;
        return token_of_tag(l, UNCERTAIN);
    }
    s->step = ITEM;
    if (unclosed && s->items == 0) return end_tag(s, l, UNCLOSED_TAG);
    skip_white(s, l, true);
    if (l->lookahead == '}') {
        l->advance(l, false);
        return end_tag(s, l, CLOSE_TAG);
    }
    if (l->lookahead == ',' || l->lookahead == ';') {
        l->advance(l, false);
        l->mark_end(l);
        return token_of_tag(l, WRONG_ITEM);
    }
    Item item = item_at(l, true);
    if (unclosed) s->items--;
    if (!item.ok && !(unclosed && s->items == 0 && s->flags & PARTIAL)) {
        // What has been read of a string without an end goes beyond its tag: the key is the token, and the string is read again.
        if (!item.brace) wrong_item(l, item.before);
        return token_of_tag(l, WRONG_ITEM);
    }
    if (item.token == ATTRIBUTE_KEY && !is_misplaced(s, &item)) {
        s->step = EQUALS_SIGN;
    } else if (item.token != DATE && item.token != UNKNOWN) {
        s->step = QUESTION;
    }
    if (is_misplaced(s, &item)) {
        s->step = ITEM;
        l->mark_end(l);
        return token_of_tag(l, WRONG_ITEM);
    }
    return token_of_tag(l, item.token);
}
