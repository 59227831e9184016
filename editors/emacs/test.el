;;; test.el --- newsmark-mode in a real Emacs, with the real server  -*- lexical-binding: t; -*-

;; Run by test.sh.

;;; Code:

(add-to-list 'load-path (file-name-directory load-file-name))
(require 'newsmark-mode)
(require 'eglot)
(require 'flymake)

(defvar test-folder (file-name-as-directory (make-temp-file "newsmark" t)))

(defun test-write (file &rest lines)
  "Write LINES to FILE in the test's folder."
  (let ((path (expand-file-name file test-folder)))
    (make-directory (file-name-directory path) t)
    (write-region (mapconcat #'identity lines "\n") nil path)
    path))

(defun test-wait (what look)
  "Wait until LOOK gives something: WHAT must come."
  (let ((end (+ (float-time) 15)) found)
    (while (not (or (setq found (funcall look)) (> (float-time) end)))
      (accept-process-output nil 0.05))
    (unless found
      (princ (format "failed: %s\n%s\n" what (buffer-string)))
      (kill-emacs 1))
    (princ (format "ok: %s\n" what))
    found))

(defun test-go (text)
  "Go to the first TEXT."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun test-face (text)
  "The faces at TEXT."
  (save-excursion
    (test-go text)
    (ensure-list (get-text-property (point) 'face))))

(setq eglot-sync-connect 10
      eglot-confirm-server-edits nil
      make-backup-files nil
      create-lockfiles nil)

(test-write "newsmark.toml" "registries = [\"people.toml\"]" "")
(test-write "people.toml" "[actors]" "marrow = \"Tilda Marrow, harbour judge\"" "vell = \"Imre Vell, crane master\"" "")
(test-write "court.nmk" "“The crane may run,”{@marrow} Tilda Marrow said{cue}." "")

(find-file
 (test-write "crane.nmk"
             "---" "title: Harbour crane to run again" "date: 2031-04-03" "actors:" "  okoro: Sefa Okoro, fitter" "---" ""
             "“She has stood still for nine years,”{@vell} Imre Vell said{cue} on Wednesday{2031-04-02}." ""
             "“The brakes are new,” said Sefa Okoro." ""
             "[The judge]{@marrow} agreed. {% A note. %}" ""))

(test-wait "the mode is newsmark-mode" (lambda () (eq major-mode 'newsmark-mode)))
(test-wait "the grammar is used" (lambda () (treesit-parser-list)))

(font-lock-ensure)
(dolist (expected '(("title" font-lock-property-name-face) ("okoro" newsmark-actor) ("She has" newsmark-quotation)
                    ("@vell" newsmark-actor) ("cue}" font-lock-keyword-face) ("2031-04-02" newsmark-date)
                    ("{% A note" font-lock-comment-face)))
  (test-wait (format "%s has the face %s" (car expected) (cadr expected))
             (lambda () (memq (cadr expected) (test-face (car expected))))))

(eglot-ensure)
(call-interactively #'eglot)
(test-wait "the server is connected" #'eglot-current-server)
(flymake-mode)
(flymake-start)
(test-wait "diagnostics arrive"
           (lambda ()
             (seq-find (lambda (d) (string-match-p "nobody is named" (flymake-diagnostic-text d))) (flymake-diagnostics))))

(test-go "@vell")
(let (shown)
  (test-wait "hover says who that is"
             (lambda ()
               (unless shown
                 (eglot-hover-eldoc-function (lambda (text &rest _) (setq shown text))))
               (and shown (string-match-p "Imre Vell" shown)))))

(test-go " said Sefa")
(insert "{@ok")
(test-wait "completion inserts the actor"
           (lambda ()
             (completion-at-point)
             (save-excursion (test-go "“The brakes") (looking-at "“The brakes are new,”{@okoro"))))
(test-go "{@okoro")
(delete-region (point) (+ (point) (length "{@okoro")))
(when (looking-at "}") (delete-char 1))

(test-go "“The brakes")
(let* ((actions (eglot-code-actions (point) (point)))
       (action (seq-find (lambda (a) (equal (plist-get a :title) "Sefa Okoro says it")) actions)))
  (eglot-execute (eglot-current-server) action))
(test-wait "a code action attributes the quote"
           (lambda () (save-excursion (test-go "“The brakes") (looking-at "“The brakes are new,”{@okoro"))))

(test-go "@marrow")
(forward-char 1)
(eglot-rename "tmarrow")
(test-wait "rename changes this article" (lambda () (save-excursion (test-go "{@tmarrow}"))))
(test-wait "rename changes the other article"
           (lambda ()
             (with-current-buffer (find-file-noselect (expand-file-name "court.nmk" test-folder))
               (save-excursion (goto-char (point-min)) (search-forward "{@tmarrow}" nil t)))))

(test-go "“She has")
(comment-region (pos-bol) (pos-eol))
(test-wait "a line becomes a comment" (lambda () (save-excursion (test-go "{% “She") (goto-char (pos-eol)) (looking-back " %}" 3))))

(eglot-shutdown (eglot-current-server))
(delete-directory test-folder t)

;;; test.el ends here
