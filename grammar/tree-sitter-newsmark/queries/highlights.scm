; Quoted words, and what stands among them: the inner node is named later and wins.
(quotation) @markup.quote
(quotation open: (quotation_mark) @punctuation.special)
(quotation close: (quotation_mark) @punctuation.special)

(span "[" @punctuation.bracket "]" @punctuation.bracket)
(escape) @string.escape

; Tags
(tag ["{" "}"] @punctuation.bracket)
(block_tag ["{" "}"] @punctuation.bracket)
(actor) @variable
(unknown) @variable.builtin
(id) @label
(continuation) @operator
(role) @keyword
(date) @number
(attribute_name) @property
(attribute "=" @operator)
(string) @string
(bare) @string
(uncertain) @operator

; A name keeps its colour where it is a value.
(attribute value: (actor) @variable)
(attribute value: (id) @label)

; The header
(header "---" @punctuation.delimiter)
(key) @property
(actor_name) @variable.member
(entry ":" @punctuation.delimiter)
(item "-" @punctuation.special)
(scalar) @string
(quoted_scalar) @string
(sequence ["[" "]"] @punctuation.bracket)
(sequence "," @punctuation.delimiter)

(comment) @comment
(comment) @spell
(paragraph) @spell
(tag) @nospell
(block_tag) @nospell

((comment) @keyword.directive
  (#match? @keyword.directive "^..\\s*allow\\s"))

(invalid) @error
