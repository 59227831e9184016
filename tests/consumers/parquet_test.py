"""The tables in Parquet as DuckDB reads them: the rows of the JSON Lines."""

import json
import os
import re
import subprocess
import unittest
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

OUTPUT = Path(os.environ["OUTPUT"])
NEWSMARK = Path(os.environ["NEWSMARK"]).resolve()


def lines(name):
    return [json.loads(line) for line in (OUTPUT / name).read_text("utf-8").split("\n")[:-1]]


def table(folder, name):
    found = duckdb.read_parquet(str(folder / f"{name}.parquet"))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def written(source):
    """Somebody as the tables write it."""
    kind = source["kind"]
    name = source.get("name", "")
    words = name.replace("\\", "\\\\").replace('"', '\\"')
    text = {"actor": name, "unnamed": f'"{words}"', "reference": f"#{name}", "unknown": "?"}[kind]
    return text + ("?" if source["uncertain"] and kind != "unknown" else "")


def begin(article, number, mention):
    place = mention["place"]["chars"]
    return {
        "id": article["id"],
        "date": (article["header"].get("date") or {}).get("value"),
        "mention": number,
        "tag": mention.get("id"),
        "text": mention["text"],
        "start": place["start"],
        "end": place["end"],
    }


class Parquet(unittest.TestCase):
    maxDiff = 4000

    def test_quotes_are_those_of_the_json(self):
        rows = table(OUTPUT / "parquet", "quotes")
        self.assertGreater(len(rows), 20)
        expected = [{name: quote.get(name) for name in rows[0]} for quote in lines("quotes.jsonl")]
        self.assertEqual(rows, expected)
        for quote in lines("quotes.jsonl"):
            self.assertLessEqual(quote.keys(), rows[0].keys())

    def test_mentions_are_those_of_the_json(self):
        rows = table(OUTPUT / "parquet", "mentions")
        self.assertGreater(len(rows), 20)
        expected = [
            {
                **begin(article, number, mention),
                "actors": [written(actor) for actor in mention["actors"]],
                "implicit": mention["implicit"],
            }
            for article in lines("articles.jsonl")
            for number, mention in enumerate(article["mentions"], 1)
        ]
        names = [row.pop("names") for row in rows]
        self.assertEqual(rows, expected)
        self.assertIn(["Jodie Briskell"], names)

    def test_dates_are_those_of_the_json(self):
        rows = table(OUTPUT / "parquet", "dates")
        self.assertGreater(len(rows), 20)
        expected = [
            {
                **begin(article, number, date),
                **{key: date["value"].get(key) for key in ("value", "scheme", "type", "uncertain", "earliest", "latest")},
                "modifier": date.get("modifier"),
            }
            for article in lines("articles.jsonl")
            for number, date in enumerate(article["dates"], 1)
        ]
        self.assertEqual(rows, expected)

    def test_many_articles_are_several_groups_of_rows(self):
        quote = "[Ada Okafor]{@okafor} said{cue} “the steel is tired, number %d”{@okafor} on Wednesday{2031-03-12}. "
        articles = [{"id": f"a{n}", "source": "".join(quote % (n * 40 + i) for i in range(40))} for n in range(1000)]
        text = "\n".join(json.dumps(article) for article in articles)
        with TemporaryDirectory() as folder:
            command = [NEWSMARK, "export", "-", "--lines", "--to", "parquet", "--output", folder]
            subprocess.run(command, input=text, encoding="utf-8", check=True)
            for name in ("quotes", "mentions", "dates"):
                path = f"{folder}/{name}.parquet"
                ((rows, groups),) = duckdb.sql(f"select num_rows, num_row_groups from parquet_file_metadata('{path}')").fetchall()
                self.assertEqual(rows, 40_000, name)
                self.assertGreater(groups, 1 if name == "quotes" else 0, name)
            contents = duckdb.sql(f"select content from '{folder}/quotes.parquet'").fetchall()
            self.assertEqual(contents, [(f"the steel is tired, number {n}",) for n in range(40_000)])

    def test_the_query_of_the_documentation_runs(self):
        text = (Path(__file__).resolve().parents[2] / "grammar" / "formats.md").read_text("utf-8")
        (query,) = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
        self.assertEqual(query.count("'out/"), 1)
        counted = dict(duckdb.sql(query.replace("'out/", f"'{OUTPUT}/parquet/")).fetchall())
        expected = Counter(speaker for quote in lines("quotes.jsonl") for speaker in quote["speakers"])
        self.assertEqual(counted, expected)

    def test_no_article_is_a_table_without_rows(self):
        with TemporaryDirectory() as folder:
            command = [NEWSMARK, "export", "-", "--lines", "--to", "parquet", "--output", folder]
            subprocess.run(command, input="", encoding="utf-8", check=True)
            self.assertEqual(table(Path(folder), "quotes"), [])
            self.assertEqual(sorted(os.listdir(folder)), ["dates.parquet", "mentions.parquet", "quotes.parquet"])


if __name__ == "__main__":
    unittest.main()
