// What the scanner knows between two tokens, and which characters are what.

#pragma once

#include <stddef.h>
#include <string.h>

#include "tree_sitter/alloc.h"
#include "tree_sitter/parser.h"

// In the order of `externals` in grammar.js.
enum Token {
    HEADER_START, HEADER_END, HEADER_UNCLOSED,
    KEY, ACTOR_NAME, COLON, DASH, PLAIN, QUOTED, LIST_START, COMMA, LIST_END, LINE_COMMENT, WRONG_VALUE, LINE_GOES_ON,
    PARAGRAPH_END, TEXT, WORD, ESCAPE, COMMENT, WRONG_MARK,
    OPEN_MARK, CLOSE_MARK, UNCLOSED, GIVEN_UP,
    OPEN_BRACKET, CLOSE_BRACKET, CLOSE_SPAN, BRACKET_GIVEN_UP,
    BLOCK, OPEN_TAG, TAG_COMMENT, LONE_BRACE, CLOSE_TAG, UNCLOSED_TAG,
    ACTOR, UNKNOWN, PLUS, ID, ROLE, DATE, ATTRIBUTE_KEY, EQUALS, STRING, BARE, UNCERTAIN, WRONG_ITEM,
};

enum Mode { START, ESCAPED_START, HEADER, BETWEEN, COPY, TAG };

enum Carrier { ON_QUOTATION, ON_SPAN, ON_WORD, ON_BLOCK };

// The deepest that quotations and brackets nest.
enum { MAX_DEPTH = 64 };

// Of a quotation that is open: its mark has opened again inside; a capital follows its mark.
enum { REPEATED = 1, CAPITAL = 2 };

typedef struct {
    uint8_t mark; // of a quotation, or BRACKET
    uint8_t flags;
    uint8_t lines; // how many lines ago it opened, at most 2
} Open;

enum { FIRST = 1, BEHIND_FIRST = 2 };
enum { ENDS_SENTENCE = 1, ENDS_WITH_COLON = 2 };

// What stands before a place. Of a token that ends before the scanner has looked, that of its end counts.
typedef struct {
    int32_t before;
    int32_t before_that;
    uint8_t lead;     // whether the place is first in its line, but for spaces and >, or behind a mark that is
    uint8_t sentence; // whether the line up to here ends a sentence
    uint8_t lines;    // line endings since the last token
} Cursor;

enum {
    TOUCHES = 1,          // the last token is a carrier or a tag: a tag may follow
    BEHIND_MARKUP = 2,    // the last token is markup, over which no word reaches back
    JUST_OPENED = 4,      // the last token opened what is on top of the stack
    PREFIX = 8,           // only block tags and comments stand before, each on lines of its own
    FLAT = 16,            // nested too deep: the rest of the paragraph is copy
    NO_COMMENT_END = 32,  // no %} follows in the paragraph
    NO_FREE_MARK = 64,    // no straight mark that could close follows in the paragraph
    SKIP = 128,           // the next character is copy
    IN_ESCAPES = 256,     // a run of backslashes is known to stand before what they escape
    CLOSED = 512,         // of a tag or header: its end has been seen
    PARTIAL = 1024,       // the last item of a tag without an end is a name in front of something else
    LANGUAGE = 2048,      // of a header: the value that comes is the language
};

typedef struct {
    uint8_t mode;
    uint8_t marks;     // which marks the language has: a row of CLOSERS
    uint8_t carrier;   // what the tag that is read touches
    uint8_t step;      // what comes next in a tag or header
    uint16_t flags;
    uint16_t dropped;  // the marks whose quotation was given up
    uint8_t items;     // of a tag without an end: how many more items it has
    uint8_t column;    // of a header: where the names of actors stand
    uint8_t depth;
    Cursor cursor;
    Open stack[MAX_DEPTH];
} Scanner;

static bool is_space(int32_t c) { return c == ' ' || c == '\t'; }

static bool is_newline(int32_t c) { return c == '\n' || c == '\r'; }

// White space as section 8 of the specification counts it.
static bool is_white(int32_t c) {
    return c == 0 || (c >= 9 && c <= 13) || c == ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_lower(int32_t c) { return c >= 'a' && c <= 'z'; }

static bool is_ascii_alphanumeric(int32_t c) { return is_digit(c) || is_lower(c) || (c >= 'A' && c <= 'Z'); }

typedef struct {
    int32_t first, last;
} Range;

// Beyond ASCII most characters are letters; here are the blocks that have none.
static const Range NO_LETTERS[] = {
    {0x80, 0xA9}, {0xAB, 0xB1}, {0xB4, 0xB4}, {0xB6, 0xB8}, {0xBB, 0xBB}, {0xBF, 0xBF}, {0xD7, 0xD7}, {0xF7, 0xF7},
    {0x2C2, 0x2C5}, {0x2D2, 0x2DF}, {0x300, 0x36F}, {0x37E, 0x37E}, {0x387, 0x387}, {0x55A, 0x55F}, {0x589, 0x58F},
    {0x5BE, 0x5BE}, {0x5C0, 0x5C0}, {0x5C3, 0x5C3}, {0x5C6, 0x5C6}, {0x5F3, 0x60F}, {0x61B, 0x61F}, {0x66A, 0x66D}, {0x6D4, 0x6D4},
    {0x964, 0x965}, {0xE3F, 0xE3F}, {0xE4F, 0xE4F}, {0x1680, 0x1680}, {0x2000, 0x206F}, {0x207A, 0x207E}, {0x208A, 0x208F},
    {0x20A0, 0x20FF}, {0x2190, 0x245F}, {0x249C, 0x24B5}, {0x2500, 0x2775}, {0x2794, 0x2BFF}, {0x2E00, 0x2E2E}, {0x2E30, 0x3004},
    {0x3008, 0x3020}, {0x302A, 0x3030}, {0x303D, 0x3040}, {0x3099, 0x309C}, {0x30A0, 0x30A0}, {0x30FB, 0x30FB}, {0xA4FE, 0xA4FF},
    {0xD800, 0xF8FF}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFEFF}, {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF}, {0x1D000, 0x1D3FF}, {0x1F000, 0x1F0FF}, {0x1F10D, 0x1F12F}, {0x1F14A, 0x1F14F}, {0x1F16A, 0x1F16F},
    {0x1F18A, 0x1FBEF}, {0xE0000, 0x10FFFF},
};

// A letter or digit of any script.
static bool is_alphanumeric(int32_t c) {
    if (c < 0x80) return is_ascii_alphanumeric(c);
    for (size_t i = 0; i < sizeof NO_LETTERS / sizeof *NO_LETTERS && NO_LETTERS[i].first <= c; i++)
        if (c <= NO_LETTERS[i].last) return false;
    return true;
}

// What words are made of: combining accents as well.
static bool is_word(int32_t c) { return (c >= 0x300 && c <= 0x36F) || is_alphanumeric(c); }

// A capital, of the scripts of most newspapers.
static bool is_capital(int32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x100 && c <= 0x17F && c % 2 == 0) ||
           (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

// A token of markup, up to the last end that was marked.
static bool leaf(Scanner *s, TSLexer *l, enum Token token) {
    l->result_symbol = token;
    s->flags = (s->flags & ~(TOUCHES | JUST_OPENED | PREFIX)) | BEHIND_MARKUP;
    return true;
}

// Over a line ending, which the scanner stands at.
static void line_ending(TSLexer *l, bool skip) {
    bool carriage = l->lookahead == '\r';
    l->advance(l, skip);
    if (carriage && l->lookahead == '\n') l->advance(l, skip);
}

static void begin_paragraph(Scanner *s) {
    s->mode = COPY;
    s->depth = 0;
    s->dropped = 0;
    s->flags = PREFIX;
    s->cursor = (Cursor){.lead = FIRST};
}
