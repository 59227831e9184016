; Notes in comments, such as TODO.
((comment) @injection.content
  (#set! injection.language "comment"))
