"""Prints, for each file that is named, what the TextMate grammar makes of each character.

usage: classes.py GRAMMAR FILE...
"""

import json
import sys
from pathlib import Path

from textmate_grammar.parsers.base import LanguageParser

CLASSES = [
    ("comment.", "c"),
    ("constant.numeric.", "n"),
    ("constant.language.", "k"),
    ("constant.character.", "s"),
    ("entity.name.type.", "t"),
    ("keyword.", "k"),
    ("string.", "s"),
    ("punctuation.section.embedded.", "s"),
    ("meta.embedded.", "."),
]


def class_of(scopes):
    """The class of the innermost scope that has one."""
    for scope in reversed(scopes):
        for prefix, letter in CLASSES:
            if scope.startswith(prefix):
                return letter
    return "."


def main(grammar, *paths):
    parser = LanguageParser(json.loads(Path(grammar).read_text()))
    for path in paths:
        lines = [["."] * len(line) for line in Path(path).read_text().split("\n")]
        for (line, column), text, scopes in parser.parse_file(path).flatten():
            for offset in range(len(text)):
                if column + offset < len(lines[line]):
                    lines[line][column + offset] = class_of(scopes)
        print(*("".join(line) for line in lines), sep="\n", end="\n\f\n")


main(*sys.argv[1:])
