"""The spacy export as spaCy reads it, and as the documentation of Prodigy describes its tasks. No model is loaded."""

import os
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import spacy
import srsly
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.training.corpus import JsonlCorpus

LINES = Path(os.environ["OUTPUT"]) / "spacy.jsonl"
KEY = "newsmark"


def tasks():
    return list(srsly.read_jsonl(LINES))


def doc_of(nlp, task):
    """The document that the tokens of a task describe, with its spans."""
    words = [token["text"] for token in task["tokens"]]
    spaces = [token["ws"] for token in task["tokens"]]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    doc.user_data["id"] = task["meta"]["id"]
    doc.spans[KEY] = [
        doc.char_span(span["start"], span["end"], span["label"], span_id=span.get("id", ""))
        for span in task["spans"]
    ]
    return doc


def places(doc):
    return [(s.start_char, s.end_char, s.label_, s.id_, s.text) for s in doc.spans[KEY]]


class Spacy(unittest.TestCase):
    def setUp(self):
        self.nlp = spacy.blank("en")
        self.tasks = tasks()
        self.assertGreater(len(self.tasks), 2)
        self.assertGreater(sum(len(t["spans"]) for t in self.tasks), 20)

    def test_tokens_give_the_text_back(self):
        for task in self.tasks:
            doc = doc_of(self.nlp, task)
            self.assertEqual(doc.text, task["text"])
            for token, line in zip(doc, task["tokens"], strict=True):
                place = (token.i, token.idx, token.idx + len(token), token.text)
                self.assertEqual(place, (line["id"], line["start"], line["end"], line["text"]))

    def test_spans_are_where_their_offsets_say(self):
        for task in self.tasks:
            doc = doc_of(self.nlp, task)
            for span, line in zip(doc.spans[KEY], task["spans"], strict=True):
                self.assertEqual(span.text, task["text"][line["start"] : line["end"]])
                self.assertEqual((span.start, span.end - 1), (line["token_start"], line["token_end"]))
                self.assertEqual(span.label_, line["label"])

    def test_spacy_finds_the_words_in_its_own_tokens(self):
        for task in self.tasks:
            doc = self.nlp(task["text"])
            for line in task["spans"]:
                span = doc.char_span(line["start"], line["end"], line["label"], alignment_mode="expand")
                self.assertIn(task["text"][line["start"] : line["end"]], span.text)

    def test_a_docbin_comes_back_from_disk(self):
        docs = [doc_of(self.nlp, task) for task in self.tasks]
        with TemporaryDirectory() as folder:
            path = Path(folder) / "articles.spacy"
            DocBin(docs=docs, store_user_data=True).to_disk(path)
            back = list(DocBin().from_disk(path).get_docs(self.nlp.vocab))
            examples = list(Corpus(path)(self.nlp))
        self.assertEqual([d.text for d in back], [t["text"] for t in self.tasks])
        self.assertEqual([d.user_data["id"] for d in back], [t["meta"]["id"] for t in self.tasks])
        self.assertEqual([places(d) for d in back], [places(d) for d in docs])
        self.assertEqual([places(e.reference) for e in examples], [places(d) for d in docs if len(d)])

    def test_spacys_reader_of_json_lines_takes_the_file(self):
        texts = [e.reference.text for e in JsonlCorpus(LINES)(self.nlp)]
        self.assertEqual(texts, [t["text"] for t in self.tasks if t["text"]])

    def test_tasks_have_what_prodigy_asks_for(self):
        span_keys = {"start", "end", "label", "token_start", "token_end"}
        relations = 0
        for task in self.tasks:
            self.assertLessEqual({"text", "tokens", "spans", "relations", "meta"}, task.keys())
            for token in task["tokens"]:
                self.assertEqual(token.keys(), {"text", "start", "end", "id", "ws"})
            for span in task["spans"]:
                self.assertLessEqual(span_keys, span.keys())
                self.assertLess(span["start"], span["end"])
                self.assertLessEqual(span["token_start"], span["token_end"])
                self.assertLess(span["token_end"], len(task["tokens"]))
            spans = {tuple(span[key] for key in sorted(span_keys)) for span in task["spans"]}
            for relation in task["relations"]:
                relations += 1
                self.assertLessEqual({"head", "child", "label", "head_span", "child_span"}, relation.keys())
                self.assertIn(relation["label"], {"source", "cue"})
                for end in ("head", "child"):
                    span = relation[end + "_span"]
                    self.assertEqual(relation[end], span["token_end"])
                    self.assertIn(tuple(span[key] for key in sorted(span_keys)), spans)
        self.assertGreater(relations, 5)


if __name__ == "__main__":
    unittest.main()
