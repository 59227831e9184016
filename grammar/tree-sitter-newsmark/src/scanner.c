// The scanner of Newsmark's tokens. It reads a text in one pass, as the parser in Rust does: what is open lies on a stack,
// every look ahead ends with the paragraph, and an opening mark or bracket is closed, left open or given up when that is known.

#include "state.h"
#include "header.h"
#include "brace.h"

// Between paragraphs: blank lines, then the next paragraph begins.
static bool next_paragraph(Scanner *s, TSLexer *l) {
    while (is_space(l->lookahead) || is_newline(l->lookahead)) l->advance(l, true);
    if (l->eof(l)) return false;
    begin_paragraph(s);
    return scan_copy(s, l);
}

void *tree_sitter_newsmark_external_scanner_create(void) { return ts_calloc(1, sizeof(Scanner)); }

void tree_sitter_newsmark_external_scanner_destroy(void *payload) { ts_free(payload); }

unsigned tree_sitter_newsmark_external_scanner_serialize(void *payload, char *buffer) {
    Scanner *s = payload;
    unsigned size = offsetof(Scanner, stack) + s->depth * sizeof(Open);
    memcpy(buffer, s, size);
    return size;
}

void tree_sitter_newsmark_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
    Scanner *s = payload;
    memset(s, 0, sizeof(Scanner));
    if (length <= sizeof(Scanner)) memcpy(s, buffer, length);
}

bool tree_sitter_newsmark_external_scanner_scan(void *payload, TSLexer *l, const bool *valid) {
    (void)valid; // What stands behind the state decides; the rules accept whatever comes.
    Scanner *s = payload;
    switch (s->mode) {
        case START: return scan_start(s, l) || (s->mode == BETWEEN && next_paragraph(s, l));
        case ESCAPED_START:
            begin_paragraph(s);
            l->advance(l, false);
            s->cursor.before = '\\';
            l->mark_end(l);
            return leaf(s, l, ESCAPE);
        case HEADER: return scan_header(s, l) || (s->mode == BETWEEN && next_paragraph(s, l));
        case BETWEEN: return next_paragraph(s, l);
        case TAG: return scan_item(s, l);
        default: return scan_copy(s, l);
    }
}
