; Quoted words, and what stands among them.
(quotation) @markup.quote
(quotation open: (quotation_mark) @punctuation.special)
(quotation close: (quotation_mark) @punctuation.special)

(span "[" @punctuation.bracket "]" @punctuation.bracket)
(escape) @constant.character.escape

; Tags
(tag ["{" "}"] @punctuation.bracket)
(block_tag ["{" "}"] @punctuation.bracket)
(actor) @variable
(unknown) @variable.builtin
(id) @label
(continuation) @operator
(role) @keyword
(date) @constant.numeric
(attribute_name) @attribute
(attribute "=" @operator)
(string) @string
(bare) @string
(uncertain) @operator

; The header
(header "---" @punctuation.delimiter)
(key) @attribute
(actor_name) @variable.other.member
(entry ":" @punctuation.delimiter)
(item "-" @punctuation.special)
(scalar) @string
(quoted_scalar) @string
(sequence ["[" "]"] @punctuation.bracket)
(sequence "," @punctuation.delimiter)

(comment) @comment.block
((comment) @keyword.directive
  (#match? @keyword.directive "^..\\s*allow\\s"))

(invalid) @error
