; `maf` selects a quotation, `mat` a paragraph, `mia` an item of a tag.
(paragraph) @class.around
(quotation) @function.around
(comment) @comment.around
(tag (_) @parameter.inside)
