"""The whole answers of `--json`, with the problems and papers in them: keys, types and meaning."""

from __future__ import annotations

from json_types import Key, Shape

_FORMAT = Key("format", "version of the output")
_BLOC = Key("code", "the bloc")
_YEAR = Key("year", "the year under review")
_REMINDERS = Key("problem[]", "odd but possible; holds nothing up")

_OUTCOME = {
    "format": _FORMAT,
    "bloc": _BLOC,
    "name": Key("text", "name of the bloc"),
    "year": _YEAR,
    "attendance": Key("attendance", "who took part in the conference"),
    "nominees": Key("nominee[]", "members in the order of the roster, then collectives by code"),
    "scores": Key("unit_score[]?", "in the order of the roster; null without a score sheet or scores"),
    "counts": Key("count[]", "every contest, in the order of the file"),
    "awards": Key("award[]", "in order of precedence"),
    "head": Key("head?", "head and deputies of the next year; null where the regulation has no `head`"),
    "pending": Key("pending[]", "what people must vote on or decide first; with any the exit code is 3"),
}

_PLACE = {
    "file": Key("text", "relative to the workspace, with `/`"),
    "cell": Key("text", "spot in a file without lines (`đoạn 12`), else empty"),
    "route": Key("step[]", "keys and 0-based indices from the top of the file"),
    "line": Key("integer?", "from 1; null without a text"),
    "column": Key("integer?", "from 1; null without a text"),
    "length": Key("integer?", "characters; null without a text"),
}

ANSWERS: dict[str, str] = {
    "problems": "`check`, `template check`; every other command when there are errors, with exit code 1",
    "tally": "`tally`",
    "what_if": "`tally` with `--quota`, `--pass` or `--without`",
    "rotate_head": "`rotate-head`",
    "why": "`why`",
    "verify": "`verify`",
    "stamp": "`verify --stamp`",
}
"""The objects that are a whole answer, and whose."""

SHAPES: dict[str, Shape] = {
    "problems": Shape(
        "What is wrong, and what is odd.",
        {
            "format": _FORMAT,
            "problems": Key("problem[]", "errors in the order of the files; without any the exit code is not 1"),
            "reminders": _REMINDERS,
        },
    ),
    "tally": Shape("The result of a year.", {**_OUTCOME, "reminders": _REMINDERS}),
    "what_if": Shape(
        "The result of a year beside what it would be; nothing is written.",
        {
            "format": _FORMAT,
            "today": Key("outcome", "as the files are"),
            "then": Key("outcome", "as supposed"),
            "changes": Key("difference[]", "every unit that is proposed in either, in the order of the roster"),
            "reminders": _REMINDERS,
        },
    ),
    "rotate_head": Shape(
        "Head and deputies of the next year.",
        {
            "format": _FORMAT,
            "bloc": _BLOC,
            "year": _YEAR,
            "head": Key("head", "as in `tally`"),
            "pending": Key("pending[]", "of `tally`, what concerns the offices; with any the exit code is 3"),
            "written": Key("text?", "what `--write` did, in a sentence; null where nothing was to be written"),
            "reminders": _REMINDERS,
        },
    ),
    "why": Shape(
        "Why units are, or are not, proposed.",
        {
            "format": _FORMAT,
            "bloc": _BLOC,
            "year": _YEAR,
            "units": Key("unit_reasons[]", "the unit asked for, or with `--all` every nominee"),
            "pending": Key("pending[]", "as in `tally`"),
            "reminders": _REMINDERS,
        },
    ),
    "verify": Shape(
        "The papers in `out/` against a recount.",
        {
            "format": _FORMAT,
            "bloc": _BLOC,
            "year": _YEAR,
            "manifest_lost": Key("boolean", "the book of papers is there and cannot be read"),
            "papers": Key("paper[]", "one a file"),
            "reminders": _REMINDERS,
        },
    ),
    "stamp": Shape(
        "Which paper a printed code belongs to.",
        {
            "format": _FORMAT,
            "stamp": Key("text", "the code, in its printed form"),
            "state": Key("stamp_state", "whether it is known"),
            "paper": Key("traced?", "the paper; null when unknown"),
            "near": Key("traced[]", "when unknown: papers whose code differs in one or two symbols"),
            "unread": Key("text[]", "`bloc/year` that could not be recounted because of errors"),
        },
    ),
    "problem": Shape(
        "One error or reminder, where it stands.",
        {
            "code": Key("text", "`TD502`; see `thidua explain`"),
            "title": Key("text", "title of the code"),
            **_PLACE,
            "message": Key("text", "what is wrong"),
            "hint": Key("text", "what to do; may be empty"),
            "clause": Key("text", "clause of the regulation; may be empty"),
            "related": Key("related[]", "other places that explain it"),
        },
    ),
    "related": Shape("A second place that explains the first.", {"label": Key("text", "what stands there"), **_PLACE}),
    "outcome": Shape("The result of a year, as it is or as supposed.", _OUTCOME),
    "attendance": Shape(
        "Who took part (thành phần dự họp), codes in the order of the roster.",
        {
            "members": Key("code[]", "members of the year"),
            "present": Key("code[]", "who was there"),
            "absent": Key("code[]", "who was not"),
            "written": Key("code[]", "who of the absent answered in writing"),
            "quorum": Key("threshold?", "the present held against the quorum (units); null without one"),
            "entitled": Key("integer", "voters: present and written"),
            "recorded": Key("boolean", "who came was written down; if not, `present` is everybody, for arithmetic"),
        },
    ),
    "pending": Shape(
        "Something that people must vote on or decide first.",
        {
            "kind": Key("pending_kind", "what"),
            "award": Key("code?", "at which award; null for an office or the conference"),
            "office": Key("office?", "at which office; null for an award or the conference"),
        },
    ),
    "difference": Shape(
        "What a unit is proposed for as things are and as supposed.",
        {
            "unit": Key("code", "the unit"),
            "today": Key("code[]", "awards as the files are"),
            "then": Key("code[]", "awards as supposed"),
            "changed": Key("boolean", "whether they differ"),
        },
    ),
    "paper": Shape(
        "A paper and its verdict.",
        {
            "file": Key("text", "file name"),
            "title": Key("text", "kind of paper"),
            "verdict": Key("verdict", "the verdict; with a bad one the exit code is 1"),
            "reason": Key("text", "why; may be empty"),
            "changes": Key("paper_difference[]", "where it differs from what the files give, whole texts"),
            "inputs": Key("text[]", "what has changed in the files since it was written, one text each"),
            "hint": Key("text", "what to do; may be empty"),
        },
    ),
    "paper_difference": Shape(
        "A place where a paper differs.",
        {
            "kind": Key("paper_change", "what happened there"),
            "place": Key("text", "paragraph or cell"),
            "expected": Key("text", "what the files give; may be empty"),
            "found": Key("text", "what stands there; may be empty"),
            "why": Key("text", "which fact differs; may be empty"),
            "altered": Key("boolean", "whether it is more than style"),
        },
    ),
    "traced": Shape(
        "The paper a code belongs to.",
        {
            "state": Key("paper_state", "whether today's files still give the code"),
            "code": Key("text", "the code"),
            "bloc": Key("code", "folder of the bloc"),
            "year": Key("year", "the year"),
            "file": Key("text", "file name"),
            "title": Key("text", "kind of paper"),
            "changes": Key("text[]", "what has changed in the files since, one text each"),
        },
    ),
}
