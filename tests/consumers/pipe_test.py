"""The filter under PySpark, with the lines that formats.md has for it, on this machine."""

import json
import os
import re
import subprocess
import sys
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

NEWSMARK = Path(os.environ["NEWSMARK"]).resolve()
ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*.nmk"))
ROUNDS = 8
# Each is told of with words of its own.
BAD = {
    '{"id": "half", "text": "Vell': "EOF while parsing",
    '{"id": "none"}': "neither text nor source",
    '["an array", "“No,” said Vell.", null]': "is no object",
    '{"id": "three", "text": 3}': "expected a string",
}


def program():
    """The block of Python in the documentation; only where the command is, differs."""
    text = (ROOT / "grammar" / "formats.md").read_text("utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    path = '"/usr/local/bin:/usr/bin"'
    assert block.count(path) == 1
    return block.replace(path, '"bin"')


def lines():
    """Articles as sources, some as texts, with bad and blank lines among them."""
    bad = list(BAD) * 3
    for number in range(ROUNDS):
        for article in ARTICLES:
            source = article.read_bytes().decode("utf-8")
            key = "source" if number else "text"
            yield json.dumps({"id": f"{article.stem}-{number}", key: source, "other": [number]}, ensure_ascii=number % 2 == 0)
        yield "" if number % 2 else "  "
        yield from bad[number :: ROUNDS]


def filtered(command, text):
    done = subprocess.run([NEWSMARK, *command.split()[1:]], input=text, capture_output=True, encoding="utf-8", check=True)
    return sorted(done.stdout.split("\n")[:-1])


class Pipe(unittest.TestCase):
    def run_program(self, program, command):
        text = "\n".join(lines()) + "\n"
        with TemporaryDirectory() as folder:
            (Path(folder) / "articles.jsonl").write_text(text, "utf-8")
            (Path(folder) / "bin").mkdir()
            (Path(folder) / "bin" / "newsmark").symlink_to(NEWSMARK)
            environment = {**os.environ, "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
            program = program.replace('"bin"', repr(str(Path(folder) / "bin")))
            done = subprocess.run(
                [sys.executable, "-c", program], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=300
            )
            self.assertEqual(done.returncode, 0, done.stderr)
            parts = sorted((Path(folder) / "quotes").glob("part-*"))
            self.assertTrue((Path(folder) / "quotes" / "_SUCCESS").exists())
            written = [part.read_text("utf-8").split("\n")[:-1] for part in parts]
        self.assertGreaterEqual(sum(1 for part in written if part), 2, "only one partition has articles")
        rows = sorted(row for part in written for row in part)
        self.assertEqual(rows, filtered(command, text))
        told = [line for line in done.stderr.splitlines() if "passed by" in line]
        self.assertEqual(len(told), 3 * len(BAD), done.stderr)
        for words in BAD.values():
            self.assertTrue(any(words in line for line in told), (words, told))
        for line in told:
            self.assertRegex(line, r"<stdin>:\d+: passed by: ")
        return [json.loads(row) for row in rows]

    def test_quotes_of_all_partitions_come_back(self):
        command = "newsmark export - --to jsonl --quotes"
        rows = self.run_program(program(), command)
        self.assertGreater(len(rows), 20)
        self.assertTrue(all(row["content"] for row in rows))

    def test_articles_of_all_partitions_come_back(self):
        code = program()
        self.assertEqual(code.count(" --quotes"), 1)
        rows = self.run_program(code.replace(" --quotes", ""), "newsmark export - --to jsonl")
        names = sorted(f"{a.stem}-{n}" for a in ARTICLES for n in range(ROUNDS))
        self.assertEqual(sorted(row["id"] for row in rows), names)


if __name__ == "__main__":
    unittest.main()
