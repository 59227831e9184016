; Quoted words, and what stands among them.
(quotation) @string
(quotation open: (quotation_mark) @punctuation.special)
(quotation close: (quotation_mark) @punctuation.special)

(span "[" @punctuation.bracket "]" @punctuation.bracket)
(escape) @string.escape

; Tags
(tag ["{" "}"] @punctuation.bracket)
(block_tag ["{" "}"] @punctuation.bracket)
(actor) @variable
(unknown) @variable.special
(id) @label
(continuation) @operator
(role) @keyword
(date) @number
(attribute_name) @property
(attribute "=" @operator)
(string) @string
(bare) @string
(uncertain) @operator

; The header
(header "---" @punctuation.delimiter)
(key) @property
(actor_name) @variable
(entry ":" @punctuation.delimiter)
(item "-" @punctuation.list_marker)
(scalar) @string
(quoted_scalar) @string
(sequence ["[" "]"] @punctuation.bracket)
(sequence "," @punctuation.delimiter)

(comment) @comment
(invalid) @string.special
