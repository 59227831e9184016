# Newsmark for Kakoune. Source it from kakrc:
#
#     source /path/to/newsmark/editors/kakoune/newsmark.kak

hook global BufCreate .+\.nmk %{
    set-option buffer filetype newsmark
}

hook global WinSetOption filetype=newsmark %{
    require-module newsmark
    set-option buffer comment_block_begin '{% '
    set-option buffer comment_block_end ' %}'
    add-highlighter window/newsmark ref newsmark
    hook -once -always window WinSetOption filetype=.* %{ remove-highlighter window/newsmark }
}

# With kakoune-lsp: the server, wherever it has been loaded before this file.
hook global BufSetOption filetype=newsmark %{
    try %{
        set-option buffer lsp_servers %{
            [newsmark]
            root_globs = ["newsmark.toml", ".git"]
            command = "newsmark"
            args = ["lsp"]
        }
    }
}

provide-module newsmark %§

add-highlighter shared/newsmark regions
add-highlighter shared/newsmark/header region '\A---$' '^---$' group
add-highlighter shared/newsmark/header/ fill string
add-highlighter shared/newsmark/header/ regex '^\h*(-\h+)?([\w.-]+)(:)(?=\s)' 2:attribute 3:operator
add-highlighter shared/newsmark/header/ regex '^---$' 0:meta
add-highlighter shared/newsmark/header/ regex '(^|\h)#[^\n]*' 0:comment
add-highlighter shared/newsmark/comment region '\{%' '%\}|\n\h*\n' fill comment
add-highlighter shared/newsmark/tag region '(?<=[\w\]”»“"’''}])\{(?![{%])|^\h*\{(?=[@+b])' '\}|\n\h*\n' group
add-highlighter shared/newsmark/tag/ regex '[{}]' 0:operator
add-highlighter shared/newsmark/tag/ regex '@[\w.?-]+' 0:variable
add-highlighter shared/newsmark/tag/ regex '#[\w.-]+' 0:attribute
add-highlighter shared/newsmark/tag/ regex '(?<=[\s{])(title|term|scare|cue)(?=[\s}?])' 0:keyword
add-highlighter shared/newsmark/tag/ regex '(?<=[\s{])[0-9XPY~\[][^\s{}]*' 0:value
add-highlighter shared/newsmark/tag/ regex '([A-Za-z][\w-]*)=("(\\.|[^"\\\n])*"|[^\s{}@#"]+)?' 1:attribute 2:string
add-highlighter shared/newsmark/copy default-region group
add-highlighter shared/newsmark/copy/ regex '“[^“”\n]*”?|„[^„“\n]*“?|«[^«»\n]*»?|"[^"\n]*"' 0:string

§
