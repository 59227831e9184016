("[" @open "]" @close)
("{" @open "}" @close)
(quotation open: (quotation_mark) @open close: (quotation_mark) @close)
