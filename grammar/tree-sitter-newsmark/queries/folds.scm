[
  (header)
  (paragraph)
  (comment)
] @fold
