// The header, line by line. What is wrong in a line spoils it up to its end.

#pragma once

#include "marks.h"

// A step in a line of the header.
enum { LINE, COLON_SIGN, ENTRY_VALUE, ITEM_VALUE, REST, ELEMENT, SEPARATOR };

enum { NO_ACTORS = 0, ACTORS = UINT8_MAX };

typedef struct {
    char text[8]; // as far as it has room; no key that the language knows is longer
    bool ok;      // a colon and white space follow
} Key;

static bool ends_line(TSLexer *l) { return l->eof(l) || is_newline(l->lookahead); }

static bool is_key(int32_t c, bool first) { return is_alphanumeric(c) || c == '_' || (!first && (c == '-' || c == '.')); }

// Over a key and its colon; `marks` ends the token in front of the colon.
static Key key_at(TSLexer *l, bool marks) {
    Key key = {0};
    size_t length = 0;
    while (is_key(l->lookahead, length == 0)) {
        if (length < sizeof key.text - 1) key.text[length] = l->lookahead < 0x80 ? (char)l->lookahead : '?';
        length++;
        l->advance(l, false);
    }
    if (length >= sizeof key.text) key.text[0] = 0;
    if (length == 0 || l->lookahead != ':') return key;
    if (marks) l->mark_end(l);
    l->advance(l, false);
    key.ok = ends_line(l) || is_space(l->lookahead);
    return key;
}

static void skip_line(TSLexer *l) {
    while (!ends_line(l)) l->advance(l, false);
}

static void skip_spaces(TSLexer *l, bool skip) {
    while (is_space(l->lookahead)) l->advance(l, skip);
}

// Over ---, and the spaces behind it: whether that is the whole line.
static bool fence(TSLexer *l, bool marks) {
    for (int i = 0; i < 3; i++) {
        if (l->lookahead != '-') return false;
        l->advance(l, false);
    }
    if (marks) l->mark_end(l);
    skip_spaces(l, false);
    return ends_line(l);
}

// What a line is to a header that has not been closed yet.
enum Line { FENCE_LINE, OWN_LINE, BLANK_LINE, OTHER_LINE };

// At the start of a line: what it is. Somewhere in the line the scanner ends.
static enum Line line_at(TSLexer *l) {
    int32_t c = l->lookahead;
    if (c == '#') return OWN_LINE;
    if (c == ' ' || c == '\t') {
        skip_spaces(l, false);
        return ends_line(l) ? BLANK_LINE : c == ' ' ? OWN_LINE : OTHER_LINE;
    }
    if (ends_line(l)) return BLANK_LINE;
    if (c == '-') {
        l->advance(l, false);
        if (l->lookahead == ' ') return OWN_LINE;
        for (int i = 0; i < 2 && l->lookahead == '-'; i++) {
            l->advance(l, false);
            if (i == 1) {
                skip_spaces(l, false);
                return ends_line(l) ? FENCE_LINE : OTHER_LINE;
            }
        }
        return OTHER_LINE;
    }
    return key_at(l, false).ok ? OWN_LINE : OTHER_LINE;
}

// Behind the first fence: whether this is a header, and whether it has its second fence.
static bool is_header(TSLexer *l, bool *closed) {
    *closed = false;
    if (l->eof(l)) return false;
    line_ending(l, false);
    Key first = key_at(l, false);
    if (!first.ok) return false;
    bool blank = false;
    for (;;) {
        skip_line(l);
        if (l->eof(l)) break;
        line_ending(l, false);
        if (l->eof(l)) break;
        enum Line line = line_at(l);
        if (line == FENCE_LINE) {
            *closed = true;
            return true;
        }
        if (blank && line == OTHER_LINE) break;
        blank = line == BLANK_LINE;
    }
    return is_among("title date place source author lang url id actors", first.text);
}

// At the start of the text.
static bool scan_start(Scanner *s, TSLexer *l) {
    bool closed, escaped = l->lookahead == '\\';
    s->mode = BETWEEN;
    if (!escaped && l->lookahead != '-') return false;
    if (escaped) l->mark_end(l);
    while (l->lookahead == '\\') l->advance(l, false);
    bool header = fence(l, !escaped) && is_header(l, &closed);
    if (!escaped && header) {
        s->mode = HEADER;
        s->step = LINE;
        s->column = NO_ACTORS;
        s->flags = closed ? CLOSED : 0;
        l->result_symbol = HEADER_START;
        return true;
    }
    // The text begins again, as a paragraph; the dashes have been read.
    begin_paragraph(s);
    if (escaped && header) s->mode = ESCAPED_START;
    if (!escaped) {
        s->flags = 0;
        s->cursor.before = '-';
        s->cursor.lead = 0;
    }
    l->result_symbol = TEXT;
    return true;
}

static bool header_token(Scanner *s, TSLexer *l, enum Token token, uint8_t step) {
    s->step = step;
    l->result_symbol = token;
    return true;
}

// Up to the line's end.
static bool wrong_value(Scanner *s, TSLexer *l) {
    while (!ends_line(l)) {
        bool space = is_space(l->lookahead);
        l->advance(l, false);
        if (!space) l->mark_end(l);
    }
    return header_token(s, l, WRONG_VALUE, LINE);
}

static bool line_comment(Scanner *s, TSLexer *l) {
    skip_line(l);
    l->mark_end(l);
    return header_token(s, l, LINE_COMMENT, LINE);
}

// Over a quoted scalar, at its mark: whether it ends on its line and has no wrong escape.
static bool quoted(TSLexer *l, char *language) {
    int32_t mark = l->lookahead;
    size_t length = 0;
    bool ok = true;
    l->advance(l, false);
    while (!ends_line(l)) {
        int32_t c = l->lookahead;
        l->advance(l, false);
        if (c == mark) {
            if (mark == '"' || l->lookahead != mark) return ok;
            l->advance(l, false);
        } else if (c == '\\' && mark == '"') {
            int32_t e = l->lookahead;
            ok &= e == '"' || e == '\\' || e == '/' || e == 'n' || e == 't' || e == 'u';
            if (!ends_line(l)) l->advance(l, false);
            for (int i = 0; e == 'u' && i < 4; i++) {
                int32_t h = l->lookahead | 0x20;
                if (!is_digit(l->lookahead) && (h < 'a' || h > 'f')) {
                    ok = false;
                    break;
                }
                l->advance(l, false);
            }
        } else if (language && length < 7) {
            language[length++] = c < 0x80 ? (char)c : '?';
        }
    }
    return false;
}

static bool begins_no_plain(int32_t c) {
    static const char SIGNS[] = "{}[]&*!|>%@`,";
    for (const char *sign = SIGNS; *sign; sign++)
        if (*sign == c) return true;
    return false;
}

// Over a plain scalar, which ends with its line or a comment, and in a list with its element. Whether YAML reads it as the same text.
static bool plain(TSLexer *l, bool in_list, bool marks, char *language, int32_t before) {
    int32_t first = l->lookahead;
    size_t length = 0;
    bool ok = true, start = !before, indicator = start && (first == '-' || first == '?' || first == ':'), alone = true;
    if (start && (begins_no_plain(first) || first == '#' || (in_list && (first == '"' || first == '\'')))) ok = false;
    while (!ends_line(l)) {
        int32_t c = l->lookahead;
        if (c == '#' && is_space(before)) {
            if (in_list || before == '\t') ok = false;
            else break;
        }
        if (in_list && (c == ',' || c == ']')) break;
        if (in_list && (c == '[' || c == '{' || c == '}')) return false;
        if (is_space(c) && before == ':') ok = false;
        if (is_space(c) && length == 1 && indicator) ok = false;
        if (language && length < 7) language[length] = c < 0x80 ? (char)c : '?';
        length++;
        l->advance(l, false);
        if (!is_space(c)) {
            alone = length == 1;
            if (marks) l->mark_end(l);
            if (c == ':' && ends_line(l)) ok = false;
        }
        before = c;
    }
    return ok && before != ':' && !(start && alone && (indicator || (first == '~' && !in_list))) && (length > 0 || !in_list);
}

// Over a list on one line, behind its [: whether it is right.
static bool is_list(TSLexer *l) {
    for (;;) {
        skip_spaces(l, false);
        if (l->lookahead == ']') return true;
        if (ends_line(l)) return false;
        bool ok = l->lookahead == '"' || l->lookahead == '\'' ? quoted(l, NULL) : plain(l, true, false, NULL, 0);
        if (!ok) return false;
        skip_spaces(l, false);
        if (l->lookahead == ']') return true;
        if (l->lookahead != ',') return false;
        l->advance(l, false);
    }
}

// The value of `lang` has been read.
static void set_language(Scanner *s, char *tag) {
    if (!(s->flags & LANGUAGE)) return;
    s->flags &= ~LANGUAGE;
    for (char *c = tag; *c; c++) {
        if (*c == '-' || *c == '_') *c = 0;
        else if (*c >= 'A' && *c <= 'Z') *c += 32;
        if (!*c) break;
    }
    s->marks = marks_of_language(tag);
}

static bool header_key(Scanner *s, TSLexer *l, Key key, uint8_t column, bool own_line) {
    bool actor = false;
    s->flags &= ~LANGUAGE;
    if (own_line && column == 0) {
        s->column = strcmp(key.text, "actors") == 0 ? ACTORS : NO_ACTORS;
        if (strcmp(key.text, "lang") == 0) s->flags |= LANGUAGE;
    } else if (own_line && s->column) {
        if (s->column == ACTORS) s->column = column;
        actor = s->column == column;
    }
    return header_token(s, l, actor ? ACTOR_NAME : KEY, COLON_SIGN);
}

// Behind a colon or dash.
static bool header_value(Scanner *s, TSLexer *l) {
    char language[8] = {0};
    int32_t c = l->lookahead;
    bool item = s->step == ITEM_VALUE;
    l->mark_end(l);
    if (c == '"' || c == '\'') {
        bool ok = quoted(l, language);
        if (!ok) return wrong_value(s, l);
        l->mark_end(l);
        set_language(s, language);
        return header_token(s, l, QUOTED, REST);
    }
    if (c == '[') {
        l->advance(l, false);
        l->mark_end(l);
        return is_list(l) ? header_token(s, l, LIST_START, ELEMENT) : wrong_value(s, l);
    }
    if (item && is_key(c, true)) {
        Key key = key_at(l, true);
        if (key.ok) return header_key(s, l, key, 0, false);
        l->mark_end(l);
        bool ok = plain(l, false, true, NULL, 'a');
        return ok ? header_token(s, l, PLAIN, LINE) : wrong_value(s, l);
    }
    if (begins_no_plain(c)) return wrong_value(s, l);
    bool ok = plain(l, false, true, language, 0);
    if (!ok) return header_token(s, l, WRONG_VALUE, LINE);
    set_language(s, language);
    return header_token(s, l, PLAIN, LINE);
}

// At the first character of a line, `column` characters behind its start.
static bool header_line(Scanner *s, TSLexer *l, uint8_t column, bool tab) {
    l->mark_end(l);
    int32_t c = l->lookahead;
    if (tab && c != '#') return wrong_value(s, l);
    if (c == '#') return line_comment(s, l);
    if (c == '-' && column == 0) {
        l->advance(l, false);
        l->mark_end(l);
        if (is_space(l->lookahead) || ends_line(l)) return header_token(s, l, DASH, ITEM_VALUE);
        if (l->lookahead != '-') return wrong_value(s, l);
        l->advance(l, false);
        if (l->lookahead != '-') return wrong_value(s, l);
        l->advance(l, false);
        l->mark_end(l);
        skip_spaces(l, false);
        if (!ends_line(l)) return wrong_value(s, l);
        s->mode = BETWEEN;
        return header_token(s, l, HEADER_END, LINE);
    }
    if (c == '-') {
        l->advance(l, false);
        l->mark_end(l);
        return is_space(l->lookahead) || ends_line(l) ? header_token(s, l, DASH, ITEM_VALUE) : wrong_value(s, l);
    }
    Key key = key_at(l, true);
    return key.ok ? header_key(s, l, key, column, true) : wrong_value(s, l);
}

// At the end of a line of a header without its second fence: whether the next line ends it.
static bool is_over(TSLexer *l) {
    for (;;) {
        skip_spaces(l, false);
        if (l->eof(l)) return true;
        line_ending(l, false);
        if (l->eof(l)) return true;
        enum Line line = line_at(l);
        if (line != BLANK_LINE) return line == OTHER_LINE;
    }
}

static bool scan_header(Scanner *s, TSLexer *l) {
    l->mark_end(l);
    if (s->step == COLON_SIGN) {
        l->advance(l, false);
        l->mark_end(l);
        return header_token(s, l, COLON, ENTRY_VALUE);
    }
    if (s->step == ELEMENT || s->step == SEPARATOR) {
        skip_spaces(l, true);
        l->mark_end(l);
        if (l->lookahead == ']' || l->lookahead == ',') {
            enum Token token = l->lookahead == ']' ? LIST_END : COMMA;
            l->advance(l, false);
            l->mark_end(l);
            return header_token(s, l, token, token == LIST_END ? REST : ELEMENT);
        }
        if (l->lookahead == '"' || l->lookahead == '\'') {
            quoted(l, NULL);
            l->mark_end(l);
            return header_token(s, l, QUOTED, SEPARATOR);
        }
        plain(l, true, true, NULL, 0);
        return header_token(s, l, PLAIN, SEPARATOR);
    }
    bool space = is_space(l->lookahead);
    if (s->step != LINE || !(s->flags & CLOSED)) {
        // Looking for the end of a header must not move the token's start.
        while (is_space(l->lookahead)) l->advance(l, s->step != LINE);
        if (!ends_line(l)) {
            if (l->lookahead == '#' && space) return line_comment(s, l);
            if (s->step == ENTRY_VALUE || s->step == ITEM_VALUE) return header_value(s, l);
            return wrong_value(s, l);
        }
    }
    if (!(s->flags & CLOSED) && !(s->flags & SKIP)) {
        l->mark_end(l);
        if (is_over(l)) {
            s->mode = BETWEEN;
            return header_token(s, l, HEADER_UNCLOSED, LINE);
        }
        // The line is looked at again, from a token without characters on.
        s->flags |= SKIP;
        return header_token(s, l, LINE_GOES_ON, LINE);
    }
    s->flags &= ~SKIP;
    uint8_t column = 0;
    bool tab = false;
    for (;;) {
        if (l->eof(l)) {
            s->mode = BETWEEN;
            l->mark_end(l);
            return header_token(s, l, HEADER_UNCLOSED, LINE);
        }
        if (is_newline(l->lookahead)) {
            line_ending(l, true);
            column = 0;
            tab = false;
        } else if (is_space(l->lookahead)) {
            tab |= l->lookahead == '\t';
            if (column < ACTORS - 1) column++;
            l->advance(l, true);
        } else {
            break;
        }
    }
    return header_line(s, l, column, tab);
}
