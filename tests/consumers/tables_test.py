"""The tables of quotes as Python's csv and DuckDB read them: the rows of the JSON Lines, and no cell that is a formula."""

import csv
import json
import os
import unicodedata
import unittest
from pathlib import Path

import duckdb

OUTPUT = Path(os.environ["OUTPUT"])
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
FORMATS = [("csv", ","), ("tsv", "\t")]
# Marks that turn the direction of text, and separators of lines that few programs know.
ACTIVE = {"\u061c", "\u200e", "\u200f", *map(chr, range(0x2028, 0x202F)), *map(chr, range(0x2066, 0x206A))}


def cell(value, separator):
    """What formats.md says that a cell has of a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        value = " | ".join(value)
    value = str(value)
    is_formula = value.startswith(("\t", "\r")) or value.lstrip().startswith(FORMULA)
    inert = ""
    for c in value:
        if c in "\t\r\n":
            inert += " " if separator == "\t" else c
        elif unicodedata.category(c) == "Cc" or c in ACTIVE:
            inert += "\\u{%x}" % ord(c)
        else:
            inert += c
    return ("'" if is_formula else "") + inert


def expected(header, separator):
    rows = []
    for line in (OUTPUT / "quotes.jsonl").read_text("utf-8").split("\n")[:-1]:
        quote = json.loads(line)
        places = quote.pop("places")
        quote["start"], quote["end"] = places[0]["start"], places[-1]["end"]
        rows.append([cell(quote.pop(name, None), separator) for name in header])
        assert not quote, f"no column for {quote.keys()}"
    return rows


class Tables(unittest.TestCase):
    def test_pythons_csv_reads_the_rows(self):
        for name, separator in FORMATS:
            with self.subTest(name), open(OUTPUT / f"quotes.{name}", encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file, delimiter=separator, strict=True)
                self.assertGreater(len(rows), 20)
                self.assertEqual(rows, expected(header, separator))

    def test_duckdb_reads_the_rows(self):
        for name, separator in FORMATS:
            with self.subTest(name):
                table = duckdb.read_csv(
                    str(OUTPUT / f"quotes.{name}"), header=True, sep=separator, quotechar='"', escapechar='"', all_varchar=True
                )
                rows = [[cell or "" for cell in row] for row in table.fetchall()]
                self.assertEqual(rows, expected(table.columns, separator))

    def test_no_cell_is_a_formula(self):
        for name, separator in FORMATS:
            with self.subTest(name), open(OUTPUT / f"quotes.{name}", encoding="utf-8", newline="") as file:
                cells = [cell for row in csv.reader(file, delimiter=separator) for cell in row]
                # A spreadsheet takes what is a number as one.
                bad = [c for c in cells if c.lstrip().startswith(FORMULA) or c.startswith(("\t", "\r"))]
                self.assertEqual(bad, [])
                self.assertTrue(any(c.startswith("'=") for c in cells), "no article has a formula to try")


if __name__ == "__main__":
    unittest.main()
