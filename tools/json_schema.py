"""docs/json.schema.json and docs/json.md, both made of the tables `json_answers`, `json_results` and `json_words`."""

from __future__ import annotations

import json
from typing import Any

import json_answers
import json_results
from json_types import SCALARS, Shape
from json_words import WORDS

OBJECTS: dict[str, Shape] = json_answers.SHAPES | json_results.SHAPES
ANSWERS = json_answers.ANSWERS

Schema = dict[str, Any]


def schema_file() -> str:
    """docs/json.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def schema() -> Schema:
    """JSON Schema 2020-12: an answer is one of `ANSWERS`; `#/$defs/tally` is that of `tally`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "thidua --json, format 1",
        "description": "Made by tools/build_docs.py; docs/json.md says the same in tables.",
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ANSWERS],
        "$defs": {name: _object(shape) for name, shape in OBJECTS.items()}
        | {name: _words(words) for name, words in WORDS.items()},
    }


def _object(shape: Shape) -> Schema:
    return {
        "description": shape.says,
        "type": "object",
        "properties": {name: {"description": key.says} | typed(key.type) for name, key in shape.keys.items()},
        "required": list(shape.keys),
        "additionalProperties": False,
    }


def _words(words: dict[str, str]) -> Schema:
    return {"description": "; ".join(f"{word}: {says}" for word, says in words.items()), "enum": list(words)}


def typed(written: str) -> Schema:
    """`points?` → its schema."""
    if written.endswith("[]"):
        return {"type": "array", "items": typed(written[:-2])}
    if not written.endswith("?"):
        return dict(SCALARS[written][0]) if written in SCALARS else {"$ref": f"#/$defs/{written}"}
    inner = typed(written[:-1])
    if "type" not in inner:
        return {"anyOf": [inner, {"type": "null"}]}
    kinds = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
    return inner | {"type": [*kinds, "null"]}


INTRO = """# `--json`

`tally`, `rotate-head`, `why`, `verify`, `check` and `template check` print JSON with `--json`, for spreadsheets and
scripts. The exit code is the same as without it. Text is ASCII-escaped, so any console carries it whole. This page and
the [JSON Schema](json.schema.json) (2020-12) are made of one table; the tests hold every answer against it.

- `format` is 1. It is raised when a key changes its meaning or goes away; new keys may come at any time.
- Every key is always there. What does not exist is `null`: a total with a missing score, the rank of a unit on hold.
- Points and totals are text (`"95.50"`, or a fraction such as `"1253/15"` before rounding), because a
  floating-point reader would change them. Shares are fractions (`"4/5"`).
- Units, awards and criteria are named by the codes in the files; a collective like a unit.
- Lists of units are in the order of the roster unless their meaning says otherwise.

Within format 1, before the first release, what used to be arrays without names got them: the items of `checks`, of
`votes` of a contest, and of `taken`, `revoted` and `inputs` are objects now. No other key changed its name or meaning.
"""


def page() -> str:
    """docs/json.md."""
    rows = [f"| {whose} | [{name}](#{name}) |" for name, whose in ANSWERS.items()]
    parts = [INTRO, "\n".join(("| Command | Answer |", "|---|---|", *rows)) + "\n", "## Answers\n"]
    parts += [_section(name) for name in ANSWERS]
    parts += ["## Objects\n", *(_section(name) for name in OBJECTS if name not in ANSWERS)]
    parts += ["## Words\n", *(_word_section(name) for name in WORDS)]
    return "\n".join(parts)


def _section(name: str) -> str:
    shape = OBJECTS[name]
    rows = [f"| `{key}` | {said(entry.type)} | {entry.says} |" for key, entry in shape.keys.items()]
    return "\n".join((f"### {name}\n\n{shape.says}\n", "| Key | Type | Meaning |", "|---|---|---|", *rows)) + "\n"


def _word_section(name: str) -> str:
    rows = [f"| `{word}` | {says} |" for word, says in WORDS[name].items()]
    return "\n".join((f"### {name}\n", "| Word | Meaning |", "|---|---|", *rows)) + "\n"


def said(written: str) -> str:
    """`points?` → `points or null`; objects and words with a link."""
    if written.endswith("[]"):
        return f"list of {said(written[:-2])}"
    if written.endswith("?"):
        return f"{said(written[:-1])} or null"
    return SCALARS[written][1] if written in SCALARS else f"[{written}](#{written})"
