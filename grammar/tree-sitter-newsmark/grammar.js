/// <reference types="tree-sitter-cli/dsl" />
// Newsmark for tree-sitter. Which brace, bracket or quotation mark means something depends on what stands around it, so
// src/scanner.c finds all tokens, and copy is a token like any other: there is no text without a tree. What the rules below
// settle is what an opening mark or bracket turns out to be once its end is known.

module.exports = grammar({
  name: 'newsmark',

  externals: $ => [
    $._header_start, $._header_end, $._header_unclosed,
    $.key, $.actor_name, $._colon, $._dash, $._plain, $._quoted, $._list_start, $._comma, $._list_end, $._line_comment, $._wrong_value, $._line_goes_on,
    $._paragraph_end, $._text, $._word, $.escape, $._comment, $._wrong_mark,
    $._open_mark, $._close_mark, $._unclosed, $._given_up,
    $._open_bracket, $._close_bracket, $._close_span, $._bracket_given_up,
    $._block, $._open_tag, $._tag_comment, $._lone_brace, $._close_tag, $._unclosed_tag,
    $._actor, $.unknown, $._plus, $._id, $._role, $.date, $._attribute_key, $._equals, $.string, $.bare, $.uncertain, $._wrong_item,
  ],

  extras: _ => [/\s/],

  rules: {
    document: $ => seq(optional($.header), repeat($.paragraph)),

    // The header: its lines one after the other, whatever their indentation.

    header: $ => seq(
      alias($._header_start, '---'),
      repeat(choice($.entry, $.item, alias($._line_comment, $.comment), alias($._wrong_value, $.invalid), $._line_goes_on)),
      choice(alias($._header_end, '---'), $._header_unclosed),
    ),

    entry: $ => prec.right(seq(
      field('key', choice($.key, $.actor_name)),
      alias($._colon, ':'),
      optional(field('value', $._value)),
    )),

    item: $ => prec.right(seq(alias($._dash, '-'), optional(choice($.entry, $._value)))),

    _value: $ => choice(
      $._scalar,
      $.sequence,
      alias($._wrong_value, $.invalid),
    ),

    _scalar: $ => choice(
      alias($._plain, $.scalar),
      alias($._quoted, $.quoted_scalar),
    ),

    sequence: $ => seq(
      alias($._list_start, '['),
      repeat(choice($._scalar, alias($._comma, ','))),
      alias($._list_end, ']'),
    ),

    // Paragraphs: all constructs end with them.

    paragraph: $ => seq(repeat1($._inline), $._paragraph_end),

    _inline: $ => choice(
      $._text,
      $.escape,
      alias($._comment, $.comment),
      alias($._wrong_mark, $.invalid),
      $.quotation,
      $._stray_mark,
      $.span,
      $._brackets,
      $.word,
      $.block_tag,
    ),

    quotation: $ => seq(
      field('open', alias($._open_mark, $.quotation_mark)),
      repeat($._inline),
      choice(
        seq(field('close', alias($._close_mark, $.quotation_mark)), optional($._tags)),
        $._unclosed,
      ),
    ),

    // An opening mark that was an apostrophe, or has no end.
    _stray_mark: $ => seq($._open_mark, repeat($._inline), $._given_up),

    span: $ => seq(alias($._open_bracket, '['), repeat($._inline), alias($._close_span, ']'), $._tags),

    // Brackets of the copy.
    _brackets: $ => seq($._open_bracket, repeat($._inline), choice($._close_bracket, $._bracket_given_up)),

    word: $ => seq(alias($._word, $.text), $._tags),

    // Tags.

    _tags: $ => repeat1(choice(
      $.tag,
      alias($._tag_comment, $.comment),
      alias($._lone_brace, $.invalid),
    )),

    block_tag: $ => seq($._block, $._tag),

    tag: $ => $._tag,

    _tag: $ => seq(
      alias($._open_tag, '{'),
      repeat(choice($.actor, $.unknown, $.continuation, $.id, $.role, $.date, $.attribute, alias($._wrong_item, $.invalid))),
      choice(alias($._close_tag, '}'), $._unclosed_tag),
    ),

    actor: $ => seq($._actor, optional($.uncertain)),
    continuation: $ => seq($._plus, optional($.uncertain)),
    id: $ => seq($._id, optional($.uncertain)),
    role: $ => seq($._role, optional($.uncertain)),

    attribute: $ => seq(
      field('key', alias($._attribute_key, $.attribute_name)),
      alias($._equals, '='),
      field('value', choice(alias($._actor, $.actor), $.unknown, alias($._id, $.id), $.string, $.bare)),
      optional($.uncertain),
    ),
  },
});
