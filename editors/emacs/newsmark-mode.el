;;; newsmark-mode.el --- Newsmark: speakers, quotes and dates in news articles  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages, wp
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A mode for *.nmk, with the language server through Eglot:
;;
;;   (add-to-list 'load-path "/path/to/newsmark/editors/emacs")
;;   (require 'newsmark-mode)
;;   (add-hook 'newsmark-mode-hook #'eglot-ensure)
;;
;; With the tree-sitter grammar, which M-x newsmark-install-grammar builds, it colours as the language server reads; without
;; it, by rules for single lines.

;;; Code:

(require 'treesit)

(defgroup newsmark nil
  "Newsmark, a markup for speakers, quotes and dates in news articles."
  :group 'text)

(defcustom newsmark-server-command '("newsmark" "lsp")
  "The command that starts the language server."
  :type '(repeat string))

(defface newsmark-quotation '((t :inherit font-lock-string-face))
  "Quoted words.")

(defface newsmark-actor '((t :inherit font-lock-variable-name-face))
  "Who speaks or is meant.")

(defface newsmark-date '((t :inherit font-lock-constant-face))
  "What words mean a date.")

(defvar newsmark-mode-syntax-table
  (let ((table (make-syntax-table text-mode-syntax-table)))
    (modify-syntax-entry ?{ "(}" table)
    (modify-syntax-entry ?} "){" table)
    (modify-syntax-entry ?\[ "(]" table)
    (modify-syntax-entry ?\] ")[" table)
    (modify-syntax-entry ?\" "." table)
    ;; Names are completed with their sign.
    (modify-syntax-entry ?@ "_" table)
    (modify-syntax-entry ?# "_" table)
    table)
  "How `newsmark-mode' reads brackets and marks.")

;; Without the grammar.

(defconst newsmark-font-lock-keywords
  `(("{%[^%]*\\(?:%[^}][^%]*\\)*%}" 0 'font-lock-comment-face t)
    ("[“„«][^“”„«»\n]*[”“»]" 0 'newsmark-quotation)
    ("\\`---[ \t]*$" 0 'font-lock-delimiter-face)
    ("\\(?:[]”»“\"'’}]\\|\\w\\)\\({[^{}\n]*}\\)"
     (1 'font-lock-bracket-face t)
     ("@[[:alnum:]_.?-]+" (goto-char (match-beginning 1)) (goto-char (match-end 1)) (0 'newsmark-actor t)))
    ("{\\(cue\\|title\\|term\\|scare\\)\\??}" 1 'font-lock-keyword-face t)
    ("{\\([0-9XPY][^{} \n]*\\)}" 1 'newsmark-date t))
  "Rules for single lines, for an Emacs without the grammar.")

;; With it.

(defun newsmark--font-lock-settings ()
  "The queries that colour with the grammar."
  (treesit-font-lock-rules
   :language 'newsmark
   :feature 'quotation
   '((quotation) @newsmark-quotation)

   :language 'newsmark
   :feature 'tag
   :override t
   '((tag ["{" "}"] @font-lock-bracket-face)
     (block_tag ["{" "}"] @font-lock-bracket-face)
     (span ["[" "]"] @font-lock-bracket-face)
     (actor) @newsmark-actor
     (unknown) @font-lock-warning-face
     (id) @font-lock-constant-face
     (continuation) @font-lock-operator-face
     (role) @font-lock-keyword-face
     (date) @newsmark-date
     (attribute_name) @font-lock-property-name-face
     (string) @font-lock-string-face
     (bare) @font-lock-string-face
     (uncertain) @font-lock-operator-face
     (escape) @font-lock-escape-face)

   :language 'newsmark
   :feature 'header
   :override t
   '((header "---" @font-lock-delimiter-face)
     (key) @font-lock-property-name-face
     (actor_name) @newsmark-actor
     (scalar) @font-lock-string-face
     (quoted_scalar) @font-lock-string-face)

   :language 'newsmark
   :feature 'comment
   :override t
   '((comment) @font-lock-comment-face)

   :language 'newsmark
   :feature 'error
   :override t
   '((invalid) @font-lock-warning-face)))

(defconst newsmark--grammar-source
  (expand-file-name "../../grammar/tree-sitter-newsmark/src"
                    (file-name-directory (or load-file-name buffer-file-name "")))
  "The grammar, which lies beside this file's folder in a clone of Newsmark.")

(defun newsmark-install-grammar ()
  "Build the tree-sitter grammar with a C compiler, and use it in all articles."
  (interactive)
  (unless (file-exists-p (expand-file-name "parser.c" newsmark--grammar-source))
    (user-error "There is no %s: load newsmark-mode.el from a clone of Newsmark" newsmark--grammar-source))
  (let* ((folder (locate-user-emacs-file "tree-sitter"))
         (library (expand-file-name (concat "libtree-sitter-newsmark" module-file-suffix) folder))
         (default-directory newsmark--grammar-source))
    (make-directory folder t)
    (with-temp-buffer
      (unless (eq 0 (call-process (or (getenv "CC") "cc") nil t nil
                                  "-O2" "-shared" "-fPIC" "-I." "-o" library "parser.c" "scanner.c"))
        (error "The grammar was not built: %s" (buffer-string))))
    (message "Built %s" library)
    (dolist (buffer (buffer-list))
      (with-current-buffer buffer
        (when (derived-mode-p 'newsmark-mode) (newsmark-mode))))))

;;;###autoload
(define-derived-mode newsmark-mode text-mode "Newsmark"
  "A mode for news articles with Newsmark."
  (setq-local comment-start "{% "
              comment-end " %}"
              comment-start-skip "{%[ \t]*"
              comment-end-skip "[ \t]*%}"
              comment-use-syntax nil)
  (visual-line-mode)
  (if (treesit-ready-p 'newsmark t)
      (progn
        (treesit-parser-create 'newsmark)
        (setq-local treesit-font-lock-settings (newsmark--font-lock-settings)
                    treesit-font-lock-feature-list '((comment quotation) (tag header) (error)))
        (treesit-major-mode-setup))
    (setq-local font-lock-defaults '(newsmark-font-lock-keywords t)
                font-lock-multiline t)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.nmk\\'" . newsmark-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `(newsmark-mode . ,(lambda (&rest _) newsmark-server-command))))

(provide 'newsmark-mode)
;;; newsmark-mode.el ends here
