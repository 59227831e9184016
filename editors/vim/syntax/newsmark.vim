" Newsmark, for Vim without a language server: what a line shows by itself.
if exists('b:current_syntax')
  finish
endif

syntax region newsmarkHeader start=/\%^---\s*$/ end=/^---\s*$/ contains=newsmarkKey,newsmarkHash keepend
syntax match newsmarkKey /^\s*\(-\s\+\)\?\zs\k[[:keyword:].-]*\ze:\(\s\|$\)/ contained
syntax match newsmarkHash /\(^\|\s\)\zs#.*$/ contained

" A quotation ends with its paragraph at the latest.
syntax region newsmarkQuotation start=/“/ end=/”/ end=/^\s*$/ contains=TOP,newsmarkHeader
syntax region newsmarkQuotation start=/«/ end=/»/ end=/^\s*$/ contains=TOP,newsmarkHeader
syntax region newsmarkQuotation start=/„/ end=/[“”]/ end=/^\s*$/ contains=TOP,newsmarkHeader
syntax region newsmarkQuotation start=/\(^\|[[:space:](\[]\)\@1<="\S\@=/ end=/\S\@1<="/ end=/^\s*$/ contains=TOP,newsmarkHeader

syntax match newsmarkEscape /\\[{}\[\]"'“”‘’„‚«»]/
syntax region newsmarkTag matchgroup=newsmarkBrace start=/\(\k\|[]”»“"’'}]\)\@1<={[{%]\@!/ start=/^\s*{\ze\(@\|by=\|+\)/ end=/}/ end=/^\s*$/ contains=newsmarkActor,newsmarkId,newsmarkRole,newsmarkDate,newsmarkName
syntax match newsmarkActor /@\(?\|\k[[:keyword:].-]*?\?\)/ contained
syntax match newsmarkId /#\k[[:keyword:].-]*/ contained
syntax match newsmarkRole /\(^\|[[:space:]{]\)\@1<=\(title\|term\|scare\|cue\|+\)\ze[[:space:]}?]/ contained
syntax match newsmarkDate /\(^\|[[:space:]{]\)\@1<=[0-9XPY~[][^[:space:]{}]*/ contained
syntax match newsmarkName /\a[[:alnum:]_-]*\ze=/ contained nextgroup=newsmarkEquals
syntax match newsmarkEquals /=/ contained nextgroup=newsmarkValue,newsmarkActor,newsmarkId
syntax match newsmarkValue /"\(\\.\|[^"\\]\)*"\|[^[:space:]{}@#"]\+/ contained
syntax region newsmarkComment start=/{%/ end=/%}/ end=/^\s*$/

highlight default link newsmarkHeader String
highlight default link newsmarkKey Identifier
highlight default link newsmarkHash Comment
highlight default link newsmarkQuotation String
highlight default link newsmarkEscape SpecialChar
highlight default link newsmarkBrace Delimiter
highlight default link newsmarkActor Identifier
highlight default link newsmarkId Label
highlight default link newsmarkRole Keyword
highlight default link newsmarkDate Number
highlight default link newsmarkName Type
highlight default link newsmarkEquals Operator
highlight default link newsmarkValue String
highlight default link newsmarkComment Comment

syntax sync fromstart

let b:current_syntax = 'newsmark'
