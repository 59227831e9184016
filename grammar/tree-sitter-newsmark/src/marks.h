// Quotation marks: which there are, and which close which in each language.

#pragma once

#include "state.h"

enum Mark {
    STRAIGHT, STRAIGHT_SINGLE, LEFT_DOUBLE, RIGHT_DOUBLE, LEFT_SINGLE, RIGHT_SINGLE, LOW_DOUBLE, LOW_SINGLE,
    LEFT_GUILLEMET, RIGHT_GUILLEMET, LEFT_SINGLE_GUILLEMET, RIGHT_SINGLE_GUILLEMET,
    LEFT_CORNER, RIGHT_CORNER, LEFT_WHITE_CORNER, RIGHT_WHITE_CORNER,
    MARKS, BRACKET = MARKS, NO_MARK,
};

static uint8_t mark_of(int32_t c) {
    switch (c) {
        case '"': return STRAIGHT;
        case '\'': return STRAIGHT_SINGLE;
        case 0x201C: return LEFT_DOUBLE;
        case 0x201D: return RIGHT_DOUBLE;
        case 0x2018: return LEFT_SINGLE;
        case 0x2019: return RIGHT_SINGLE;
        case 0x201E: return LOW_DOUBLE;
        case 0x201A: return LOW_SINGLE;
        case 0xAB: return LEFT_GUILLEMET;
        case 0xBB: return RIGHT_GUILLEMET;
        case 0x2039: return LEFT_SINGLE_GUILLEMET;
        case 0x203A: return RIGHT_SINGLE_GUILLEMET;
        case 0x300C: return LEFT_CORNER;
        case 0x300D: return RIGHT_CORNER;
        case 0x300E: return LEFT_WHITE_CORNER;
        case 0x300F: return RIGHT_WHITE_CORNER;
        default: return NO_MARK;
    }
}

#define BIT(mark) (1u << (mark))

// The marks that are also apostrophes.
static bool is_single(uint8_t mark) { return mark == STRAIGHT_SINGLE || mark == LEFT_SINGLE || mark == RIGHT_SINGLE; }

static bool opens_by_shape(uint8_t mark) {
    return mark < MARKS && (BIT(mark) & (BIT(STRAIGHT) | BIT(LEFT_DOUBLE) | BIT(LEFT_SINGLE) | BIT(LOW_DOUBLE) | BIT(LOW_SINGLE) |
                                         BIT(LEFT_GUILLEMET) | BIT(LEFT_SINGLE_GUILLEMET) | BIT(LEFT_CORNER) | BIT(LEFT_WHITE_CORNER)));
}

// What every table has: the straight marks and the English ones.
#define COMMON                                                                                                                   \
    [STRAIGHT] = BIT(STRAIGHT), [STRAIGHT_SINGLE] = BIT(STRAIGHT_SINGLE), [LEFT_DOUBLE] = BIT(RIGHT_DOUBLE),                     \
    [LEFT_SINGLE] = BIT(RIGHT_SINGLE)
#define GUILLEMETS [LEFT_GUILLEMET] = BIT(RIGHT_GUILLEMET)
#define SINGLE_GUILLEMETS [LEFT_SINGLE_GUILLEMET] = BIT(RIGHT_SINGLE_GUILLEMET)
#define SINGLE_INWARD [RIGHT_SINGLE_GUILLEMET] = BIT(LEFT_SINGLE_GUILLEMET)
#define LOW [LOW_DOUBLE] = BIT(LEFT_DOUBLE) | BIT(RIGHT_DOUBLE)
#define LOW_ONE [LOW_SINGLE] = BIT(LEFT_SINGLE) | BIT(RIGHT_SINGLE)
#define CORNERS [LEFT_CORNER] = BIT(RIGHT_CORNER), [LEFT_WHITE_CORNER] = BIT(RIGHT_WHITE_CORNER)

// For each group of languages (section 8.1) and each mark, the marks that close it.
static const uint16_t CLOSERS[][MARKS] = {
    {COMMON, [RIGHT_DOUBLE] = BIT(RIGHT_DOUBLE), GUILLEMETS, SINGLE_GUILLEMETS,
     [RIGHT_GUILLEMET] = BIT(LEFT_GUILLEMET) | BIT(RIGHT_GUILLEMET), SINGLE_INWARD, LOW, LOW_ONE, CORNERS},
    {COMMON, GUILLEMETS, SINGLE_GUILLEMETS},
    {COMMON, GUILLEMETS, SINGLE_GUILLEMETS, LOW},
    {COMMON, GUILLEMETS, SINGLE_GUILLEMETS, [RIGHT_GUILLEMET] = BIT(LEFT_GUILLEMET), SINGLE_INWARD, LOW, LOW_ONE},
    {COMMON, GUILLEMETS, SINGLE_GUILLEMETS, [RIGHT_GUILLEMET] = BIT(LEFT_GUILLEMET), [LOW_DOUBLE] = BIT(RIGHT_DOUBLE),
     [LOW_SINGLE] = BIT(RIGHT_SINGLE)},
    {COMMON, [RIGHT_DOUBLE] = BIT(RIGHT_DOUBLE), [RIGHT_SINGLE] = BIT(RIGHT_SINGLE), [RIGHT_GUILLEMET] = BIT(RIGHT_GUILLEMET), GUILLEMETS},
    {COMMON, CORNERS},
};

static const char *const LANGUAGES[] = {
    "", "en ga cy hi th tr", "fr es it pt ca gl eu el ru uk be nb nn no", "de da cs sk sl hr sr bs bg is et lv lt",
    "pl hu ro nl af", "sv fi", "ja zh ko",
};

// Whether `word` is one of the words of `list`, which have spaces between them.
static bool is_among(const char *list, const char *word) {
    size_t length = strlen(word);
    for (const char *at = list; *at; at++) {
        if ((at == list || at[-1] == ' ') && strncmp(at, word, length) == 0 && (at[length] == ' ' || !at[length])) return true;
    }
    return false;
}

// The row of CLOSERS for the first part of a language tag, in small letters.
static uint8_t marks_of_language(const char *tag) {
    if (strlen(tag) != 2) return 0;
    for (uint8_t i = 1; i < sizeof LANGUAGES / sizeof *LANGUAGES; i++)
        if (is_among(LANGUAGES[i], tag)) return i;
    return 0;
}

static bool closes(const Scanner *s, uint8_t open, uint8_t mark) { return open < MARKS && (CLOSERS[s->marks][open] & BIT(mark)); }

static bool can_open(const Scanner *s, uint8_t mark) { return CLOSERS[s->marks][mark] != 0; }

static bool can_close(const Scanner *s, uint8_t mark) {
    for (uint8_t open = 0; open < MARKS; open++)
        if (closes(s, open, mark)) return true;
    return false;
}

// Whether `mark` stands in for the right one, in the way of writers who mix sets.
static bool stands_in(uint8_t open, uint8_t mark) {
    switch (open) {
        case LEFT_DOUBLE:
        case LOW_DOUBLE: return mark == STRAIGHT;
        case STRAIGHT: return mark == RIGHT_DOUBLE;
        case LEFT_SINGLE:
        case LOW_SINGLE: return mark == STRAIGHT_SINGLE;
        case STRAIGHT_SINGLE: return mark == RIGHT_SINGLE;
        default: return false;
    }
}

static const char *const CLIPPED = "em til tis twas twere twill twould cos coz cuz bout n nuff neath";

// Whether what follows a single mark makes it an apostrophe: a year of two digits, or a clipped word. The scanner stands
// behind the mark and moves on.
static bool is_clipped(uint8_t mark, TSLexer *l) {
    char word[8] = {0};
    int length = 0, digits = 0;
    while (length < 7 && is_ascii_alphanumeric(l->lookahead)) {
        int32_t c = l->lookahead;
        if (digits == length && is_digit(c)) digits++;
        word[length++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
        l->advance(l, false);
    }
    if (length == 0 || length > 6 || is_alphanumeric(l->lookahead)) return false;
    if (digits == 2) return (length == 3 && word[2] == 's') || (mark == STRAIGHT_SINGLE && length == 2);
    return digits == 0 && is_among(CLIPPED, word);
}
