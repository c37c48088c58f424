"""Whole small years as plain data, the way an office writes its five files; most of them sound, some broken.

Members join, leave and are merged; awards are voted on in rounds, with papers or totals, until a tie is re-voted,
decided or left; head and deputies likewise. A round is written by asking the oracle where the matter stands, never
the program. `broken` years have one thing changed that cannot be; what kind of wrong it is, the oracle says.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

import year_oracle as oracle
from year_oracle import YEAR, OpenQuestionError, State, Units

BLOC = "thu"
Draw = st.DrawFn
Plain = dict[str, Any]

SHARES = ("1/2", "2/3", "80%", "1/3", "20%", "20%")
REPORT: Plain = {
    "format": "1",
    "issuer": {"name": "KHỐI THI ĐUA THỬ", "abbreviation": "KTĐ"},
    "signer": {"office": ["TRƯỞNG KHỐI"], "name": "Nguyễn Văn Mẫu"},
    "report": {"number": 5, "date": "05/12/2023", "recipients": ["Các đơn vị thành viên"]},
    "sections": {
        "situation": "Khối có các đơn vị thành viên.",
        "results": "Các đơn vị đã hoàn thành nhiệm vụ.",
        "shortcomings": "Việc gửi báo cáo có lúc còn chậm.",
        "directions": "Ký giao ước thi đua.",
        "proposals": "Đề nghị tập huấn nghiệp vụ.",
    },
}


def write_year(files: oracle.Files, workspace: Path, *, words: bool = False) -> Path:
    """The year's files (JSON is YAML) under `workspace`; the bloc's folder. What is absent is taken away."""
    folder = workspace / "bloc_configs" / BLOC
    (folder / str(YEAR)).mkdir(parents=True, exist_ok=True)
    for name in ("bloc", "regulation", "scores", "ballots", "report"):
        path = folder / "bloc.yaml" if name == "bloc" else folder / str(YEAR) / f"{name}.yaml"
        if files[name] is None or (name == "report" and not words):
            path.unlink(missing_ok=True)
        else:
            path.write_text(json.dumps(files[name], ensure_ascii=False), encoding="utf-8")
    return folder


def one_in(draw: Draw, times: int) -> bool:
    """True once in so many times; shrinks to False."""
    return draw(st.integers(0, times - 1)) == times - 1


def some(draw: Draw, units: Sequence[str], least: int = 0) -> list[str]:
    """Some of the units, in their order; shrinks to few."""
    kept = [unit for unit in units if draw(st.booleans())]
    return kept if len(kept) >= least else list(units[:least])


# --- who the bloc is -------------------------------------------------------------------------------------------


def _bloc(draw: Draw) -> Plain:
    roster: list[Plain] = [{"code": f"U{at}"} for at in range(1, draw(st.integers(3, 6)) + 1)]
    if one_in(draw, 4):
        roster[draw(st.integers(0, len(roster) - 1))]["left"] = YEAR
    if one_in(draw, 4):
        roster[-1]["joined"] = YEAR
    if one_in(draw, 6):
        roster.append({"code": "CU", "left": YEAR - 1})
    if one_in(draw, 3):
        gone = [m["code"] for m in roster if "left" in m]
        roster.append({"code": "MOI", "joined": YEAR + 1} | ({"succeeds": gone[:1]} if gone else {}))
    for member in roster:
        member |= {"name": f"Sở {member['code']} tỉnh Mẫu", "short": member["code"]}
    led = [m["code"] for m in roster if m.get("joined", 0) < YEAR and m["code"] != "CU"]
    first = draw(st.integers(0, len(led) - 1))
    heads = [(YEAR, led[first])]
    if one_in(draw, 2) and len(led) > 3:
        heads.insert(0, (YEAR - 1, led[first - 1]))
    bloc: Plain = {
        "format": "1", "code": BLOC, "name": "Khối thi đua thử", "place": "Mẫu",
        "authority": {"name": "Chủ tịch Ủy ban nhân dân tỉnh Mẫu"}, "members": roster,
        "history": [{"year": year, "head": head} for year, head in heads],
    }  # fmt: skip
    if one_in(draw, 2):
        bloc["rotation"] = {"order": draw(st.permutations([m["code"] for m in roster]))}
    return bloc


def _scores(draw: Draw, roster: list[str], *, scored: bool) -> Plain | None:
    units: dict[str, Plain] = {}
    for unit in roster:
        sheet: Plain = {"scores": {"I": {"assessed": draw(st.integers(80, 83))}}} if scored else {}
        if one_in(draw, 12):
            status = draw(st.sampled_from(("on_hold", "excluded", "withdrawn")))
            sheet |= {"status": status, "reason": "đang xác minh", "basis": "khoản 2 Điều 8 Quy chế"}
        if sheet:
            units[unit] = sheet
    found: Plain = {"format": "1"} | ({"units": units} if units else {})
    if one_in(draw, 4):
        found["collectives"] = {"TT1": {"name": "Phòng Một", "of": roster[0]}}
    return found if len(found) > 1 else None


# --- the rules of the year -------------------------------------------------------------------------------------


def _threshold(draw: Draw, *, hands: bool = False) -> Plain | None:
    if one_in(draw, 2):
        return None
    base = draw(
        st.sampled_from(("members", "present") if hands else ("members", "present", "valid", "issued", "returned"))
    )
    kind = draw(st.sampled_from(("at_least", "more_than")))
    return {kind: draw(st.sampled_from(SHARES)), "of": base}


def _marking(draw: Draw, seats: int, *, choose: bool = True) -> Plain | None:
    if one_in(draw, 3):
        return None
    found: Plain = {}
    if choose and one_in(draw, 2):
        found = {"mark": "choose", "max_choices": draw(st.integers(1, max(seats, 1) + 1))}
        if one_in(draw, 3):
            found["uncontested"] = "choose"
        if one_in(draw, 3):
            found["over_marked"] = "invalid"
    if one_in(draw, 3):
        found["blank"] = "valid"
    return found or None


def _award(draw: Draw, place: int, *, scored: bool) -> Plain:
    award: Plain = {"code": f"a{place}", "name": f"Khen thưởng số {place}"}
    how = draw(st.sampled_from((*(["vote"] * 8), "consensus", *(["score"] if scored else []))))
    share = one_in(draw, 6)
    if share:
        of = draw(st.sampled_from(("members", "remaining")))
        award["quota"] = {"share": draw(st.sampled_from(("1/3", "20%", "50%"))), "of": of}
        award["quota"]["round"] = draw(st.sampled_from(("down", "up", "nearest")))
    else:
        award["quota"] = draw(st.sampled_from((1, 2, 1, 2, 1, 2, 3, 0)))
    if how != "vote":
        award["select_by"] = how
    else:
        marking = _marking(draw, 2 if share else award["quota"], choose=not share)
        passes = _threshold(draw)
        award |= ({"ballot": marking} if marking else {}) | ({"passes": passes} if passes else {})
        if scored and one_in(draw, 3):
            award["order"] = draw(st.sampled_from((["votes", "score"], ["score"], ["score", "votes"])))
    if scored and one_in(draw, 5):
        award["requires"] = {"min_score": 81}
    if one_in(draw, 6):
        award["outside_precedence"] = "yes"
    return award


def _head(draw: Draw, roster: list[str]) -> Plain | None:
    if one_in(draw, 8):
        return None
    method = draw(st.sampled_from(("election", "election", "election", "rotation", "appointed")))
    head: Plain = {"method": method}
    if method == "appointed":
        named = draw(st.permutations(roster))[: draw(st.integers(1, 2))]
        return head | {"appointment": {"head": named[0], "deputies": named[1:], "basis": "Quyết định số 1/QĐ"}}
    if one_in(draw, 4):
        head["one_turn_per_cycle"] = "no"
    if one_in(draw, 2):
        head["exclude_not_considered"] = "yes"
    head["deputies"] = draw(st.sampled_from((1, 2, 1, 2, 0)))
    if head["deputies"] and not one_in(draw, 3):
        head["deputy_from"] = "election"
        more = {"deputy_ballot": _marking(draw, head["deputies"]), "deputy_passes": _threshold(draw)}
        head |= {key: value for key, value in more.items() if value is not None}
    if method != "election":
        return head
    more = {"ballot": _marking(draw, 1), "passes": _threshold(draw)}
    return head | {key: value for key, value in more.items() if value is not None}


def _regulation(draw: Draw, next_roster: list[str]) -> Plain:
    scored = one_in(draw, 2)
    regulation: Plain = {"format": "1", "title": "Quy chế thi đua của Khối năm 2023"}
    if scored:
        regulation["scoring"] = {"scale": 100, "criteria": [{"code": "I", "name": "Nhiệm vụ", "max": 100}]}
    regulation["awards"] = [_award(draw, at, scored=scored) for at in range(1, draw(st.integers(1, 3)) + 1)]
    if one_in(draw, 5):
        regulation["one_award_per_unit"] = "no"
    head = _head(draw, next_roster)
    if head is not None:
        regulation["head"] = head
    if one_in(draw, 5):
        regulation["conference"] = {"quorum": {"at_least": "2/3", "of": "members"}}
    return regulation


# --- the conference --------------------------------------------------------------------------------------------


def _conference(draw: Draw, roster: list[str]) -> Plain:
    absent = [unit for unit in roster if one_in(draw, 8)]
    found: Plain = {"held_on": "30/11/2023"}
    if one_in(draw, 2):
        found["absent"] = absent
    else:
        found["present"] = [unit for unit in roster if unit not in absent]
    written = [unit for unit in absent if one_in(draw, 2)]
    return found | ({"written_opinions": written} if written else {})


def _marks(draw: Draw, nominees: Sequence[str], marking: Plain, voters: int, *, again: bool) -> list[list[str]]:
    """What each voter marks; often so that many are equal. In a re-vote (`again`) often too few mark anybody."""
    if again and draw(st.booleans()):
        return [some(draw, nominees[:1]), *([[]] * (voters - 1))]
    if marking["mark"] == "choose":
        if draw(st.booleans()):
            width = min(draw(st.sampled_from((2, 3, 1, 9))), len(nominees))
            return [[nominees[at % width]] for at in range(voters)]
        most = marking["max_choices"]
        drawn = [[draw(st.sampled_from(nominees)) for _ in range(draw(st.integers(1, most)))] for _ in range(voters)]
        return [sorted(set(marks)) for marks in drawn]
    if draw(st.booleans()):
        liked = some(draw, nominees, min(len(nominees), 2))
        return [liked if draw(st.booleans()) else [] for _ in range(voters)]
    return [some(draw, nominees) for _ in range(voters)]


def _paper(draw: Draw, marks: list[str], nominees: Sequence[str], marking: Plain) -> Any:
    """The voter's paper: mostly as meant, sometimes spoilt."""
    if not one_in(draw, 8):
        return marks
    if marking["over_marked"] == "invalid" and marking["mark"] == "choose" and one_in(draw, 2):
        return list(nominees)
    return draw(st.sampled_from(("defaced", []) if marking["turned"] else ("defaced", "blank", [])))


def _votes(draw: Draw, nominees: Sequence[str], marking: Plain, voters: int, *, hands: bool, again: bool) -> Plain:
    """A possible count: papers are drawn, and written down as papers, as totals, as both, or as hands."""
    if hands:
        shown = _marks(draw, nominees, marking, voters, again=again)
        return {"method": "show_of_hands", "votes": {u: sum(u in one for one in shown) for u in nominees}}
    meant = _marks(draw, nominees, marking, max(voters - one_in(draw, 6), 1), again=again)
    papers = [_paper(draw, marks, nominees, marking) for marks in meant]
    issued = min(len(papers) + one_in(draw, 4), voters)
    totals = _added_up(papers, nominees, marking, issued)
    how = draw(st.integers(0, 3))
    if how == 0:
        return {"ballots": papers}
    return totals | ({"ballots": papers} if how == 1 else {})


def _added_up(papers: Sequence[Any], nominees: Sequence[str], marking: Plain, issued: int) -> Plain:
    most = marking["max_choices"] if marking["mark"] == "choose" else len(nominees)
    marked = [[] if paper == "blank" else paper for paper in papers if paper != "defaced"]
    over = [marks for marks in marked if len(marks) > most]
    empty = [paper for paper in papers if paper == "blank" or (paper == [] and marking["mark"] == "choose")]
    blank = len(empty) if marking["blank"] == "invalid" else 0
    kept = [marks for marks in marked if len(marks) <= most]
    votes = {unit: sum(unit in marks for marks in kept) for unit in nominees}
    invalid = {"blank": blank, "too_many": len(over), "defaced": papers.count("defaced")}
    counts: Plain = {"issued": issued, "returned": len(papers), "valid": len(papers) - sum(invalid.values())}
    if any(invalid.values()):
        counts["invalid"] = {kind: number for kind, number in invalid.items() if number}
    return {"papers": counts, "votes": votes}


# --- round after round -----------------------------------------------------------------------------------------

DECIDER = {"by": "Chủ tọa hội nghị", "reason": "thành tích nổi bật hơn"}
Where = Callable[[], Sequence[State]]


def _matter(draw: Draw, files: Plain, matter: Plain, rule: Plain, where: Where) -> None:
    """Rounds and a decision for one award or office, each after asking where it stands."""
    ballots = files["ballots"]
    for number in range(1, 4):
        states = where()
        state = oracle.common(states)
        if state is None or not _goes_on(draw, state, number):
            break
        if not _contest(draw, files, matter | {"round": number}, rule, state):
            break
    head = matter.get("office") == "head"
    states = [s for s in where() if s.unsure and s.held and not (head and len(s.unsure) == 1)]
    if states and not one_in(draw, 3):
        state = draw(st.sampled_from(states))
        ballots["decisions"].append(matter | _decision(draw, state, may_be_empty=not head))


def _goes_on(draw: Draw, state: State, number: int) -> bool:
    if number == 1:
        return state.seats > 0 and not one_in(draw, 10)
    if state.seats == len(state.sure):
        return False
    return not one_in(draw, 3) if state.unsure else one_in(draw, 3)


def _contest(draw: Draw, files: Plain, contest: Plain, rule: Plain, state: State) -> bool:
    """Write one round; False where nobody is left to stand."""
    first = contest["round"] == 1
    standing: list[str] = sorted(rule["stands"] if first else _left(rule, state))
    if not standing or not oracle.entitled(files):
        return False
    if first:
        del contest["round"]
        members = [unit for unit in standing if unit != "TT1"]
        if members != rule["nominated"] or standing != members or one_in(draw, 2):
            standing = some(draw, standing, 1)
            contest["nominees"] = standing
    else:
        if len(standing) > 1 and one_in(draw, 6):
            contest["left_out"] = [{"unit": standing.pop(), "reason": "xin rút"}]
        contest["nominees"] = standing
    if rule["consensus"]:
        free = [unit for unit in standing if unit in rule["free"]]
        contest |= {"method": "consensus", "agreed": draw(st.permutations(free))[: state.seats]}
    else:
        seats = state.seats - len(state.sure)
        marking = dict(oracle.marking_of(rule["marking"], frozenset(standing), seats))
        hands = rule["hands"] and one_in(draw, 5)
        contest |= _votes(
            draw, standing, marking, oracle.entitled(files), hands=hands, again=state.held and bool(state.unsure)
        )
        if rule["issued"] and "papers" not in contest:  # of those listed nobody knows how many were issued
            contest["papers"] = {"issued": oracle.entitled(files), "returned": len(contest["ballots"])}
    files["ballots"]["contests"].append(contest)
    return True


def _left(rule: Plain, state: State) -> Units:
    return state.unsure or (state.stood - state.sure) & rule["free"]


def _decision(draw: Draw, state: State, *, may_be_empty: bool) -> Plain:
    if (one_in(draw, 4) and may_be_empty) or len(state.unsure) <= state.left:
        chosen: list[str] = []
    else:
        chosen = draw(st.permutations(sorted(state.unsure)))[: state.left]
    over = sorted(state.unsure - set(chosen))
    clause = {"clause": "khoản 3 Điều 9 Quy chế"} if state.revoted or one_in(draw, 2) else {}
    return {"chosen": chosen, "over": over} | DECIDER | clause


def _vote_on_award(draw: Draw, files: Plain, award: Plain) -> None:
    walked = oracle.walk_awards(files, award["code"])[award["code"]]
    stands = oracle.eligible(files, award)
    if "score" in award.get("order", ()):
        stands -= {"TT1"}  # what a missing score means there is not said
    free = stands.intersection(*(oracle.free(files, award, way) for way, _ in walked))
    rule: Plain = {
        "stands": stands,
        "nominated": [unit for unit in sorted(stands) if unit != "TT1"],
        "free": free,
        "marking": award.get("ballot", {}),
        "consensus": award.get("select_by") == "consensus",
        "hands": award.get("passes", {"of": "members"})["of"] in {"members", "present"},
        "issued": award.get("passes", {"of": "members"})["of"] == "issued",
    }
    if len({state.seats for _, state in walked}) > 1 or award.get("select_by") == "score":
        return
    if rule["consensus"] and not walked[0][1].held and walked[0][1].seats and not one_in(draw, 10):
        _contest(draw, files, {"award": award["code"], "round": 1}, rule, walked[0][1])
        return
    if not rule["consensus"]:
        _matter(
            draw, files, {"award": award["code"]}, rule,
            lambda: [state for _, state in oracle.walk_awards(files, award["code"])[award["code"]]],
        )  # fmt: skip


def _vote_on_office(draw: Draw, files: Plain, office: str) -> None:
    head = files["regulation"]["head"]
    key = "ballot" if office == "head" else "deputy_ballot"
    wanted = 1 if office == "head" else head["deputies"]
    passes = head.get("passes") if office == "head" else head.get("deputy_passes", head.get("passes"))
    stands = frozenset(oracle.rotation(files)) - oracle.barred(files, turns=office == "head")
    taken = NOBODY if office == "head" else frozenset().union(*oracle.possible_heads(oracle.head_states(files)[0]))
    rule: Plain = {
        "stands": stands,
        "nominated": sorted(stands),
        "free": stands - taken,
        "marking": head.get(key, {"mark": "choose", "max_choices": wanted}),
        "consensus": False,
        "hands": passes is None or passes["of"] in {"members", "present"},
        "issued": passes is not None and passes["of"] == "issued",
    }
    where = oracle.head_states if office == "head" else oracle.deputy_states
    _matter(draw, files, {"office": office}, rule, lambda: where(files))


NOBODY: Units = frozenset()


@st.composite
def sound_years(draw: Draw) -> Plain:
    """A year that can be true; anything may still be open in it."""
    try:
        return _year(draw)
    except OpenQuestionError:
        reject()


def _year(draw: Draw) -> Plain:
    bloc = _bloc(draw)
    files: Plain = {"bloc": bloc, "scores": None, "ballots": None, "report": REPORT}
    files["regulation"] = regulation = _regulation(draw, oracle.members(files, YEAR + 1))
    roster = oracle.members(files, YEAR)
    files["scores"] = _scores(draw, roster, scored="scoring" in regulation)
    if one_in(draw, 20):
        return files
    meeting = _conference(draw, roster)
    ballots: Plain = {"format": "1", "conference": meeting, "contests": [], "decisions": []}
    files["ballots"] = ballots
    head = regulation.get("head", {"method": "none"})
    if one_in(draw, 6) and head["method"] in {"election", "rotation"}:
        unit = draw(st.sampled_from(oracle.members(files, YEAR + 1)))
        ballots["declined"] = [{"unit": unit, "reason": "thiếu người"}]
    for award in regulation["awards"]:
        _vote_on_award(draw, files, award)
    if head["method"] == "election":
        _vote_on_office(draw, files, "head")
    if head.get("deputies") and head.get("deputy_from") == "election":
        _vote_on_office(draw, files, "deputy")
    if one_in(draw, 4):
        ballots["contests"].reverse()
    return files


# --- broken years ----------------------------------------------------------------------------------------------


@st.composite
def years(draw: Draw, *, broken: int = 4) -> Plain:
    """A sound year; one in `broken` of them has something in it changed that may be impossible then."""
    files: Plain = draw(sound_years())
    if files["ballots"] is None or not one_in(draw, broken):
        return files
    files = copy.deepcopy(files)
    contests, decisions = files["ballots"]["contests"], files["ballots"]["decisions"]
    ways: list[Callable[[Draw, Plain], None]] = [_superfluous_decision]
    ways += [_wrong_decision] * (2 if decisions else 0)
    ways += [_wrong_totals, _wrong_stranger, _one_round_more] if contests else []
    ways += [_wrong_later_round] * (3 if any("round" in contest for contest in contests) else 0)
    ways += [_wrong_paper] if any(contest.get("ballots") for contest in contests) else []
    draw(st.sampled_from(ways))(draw, files)
    return files


def _wrong_totals(draw: Draw, files: Plain) -> None:
    contest = draw(st.sampled_from(files["ballots"]["contests"]))
    if "votes" not in contest:
        return
    unit = draw(st.sampled_from(sorted(contest["votes"])))
    voters = oracle.entitled(files)
    if "papers" not in contest:
        contest["votes"][unit] = voters + 1
        return
    counts = contest["papers"]
    match draw(st.integers(0, 6)):
        case 6:
            kind = draw(st.sampled_from(("blank", "too_many")))
            contest["papers"] = counts | {
                "valid": counts["valid"] - 1,
                "invalid": {kind: 1} | counts.get("invalid", {}),
            }
        case 0:
            contest["votes"][unit] = counts["valid"] + 1
        case 1:
            counts["valid"] += 1
        case 2:
            counts["issued"] = voters + 1
        case 3:
            counts["issued"] = max(counts["returned"] - 1, 0)
        case 4:
            contest["votes"] = dict.fromkeys(contest["votes"], 0)
        case _:
            contest["votes"] = dict.fromkeys(contest["votes"], counts["valid"])


def _wrong_paper(draw: Draw, files: Plain) -> None:
    contest = draw(st.sampled_from([c for c in files["ballots"]["contests"] if c.get("ballots")]))
    papers = contest["ballots"]
    at = draw(st.integers(0, len(papers) - 1))
    match draw(st.integers(0, 3)):
        case 0:
            papers += [[]] * (oracle.entitled(files) + 1 - len(papers))
        case 1:
            papers[at] = [*papers[at], *papers[at]] if isinstance(papers[at], list) else []
        case 2:
            papers[at] = contest.get("nominees", oracle.members(files, YEAR))
        case _:
            papers[at] = ["U1"]


def _wrong_later_round(draw: Draw, files: Plain) -> None:
    contest = draw(st.sampled_from([c for c in files["ballots"]["contests"] if "round" in c]))
    strangers = sorted({*oracle.members(files, YEAR), *oracle.members(files, YEAR + 1)} - {*contest["nominees"]})
    match draw(st.integers(0, 3)):
        case 0 if strangers:
            _nominate(contest, draw(st.sampled_from(strangers)))
        case 1 if "left_out" in contest:
            del contest["left_out"]
        case 2:
            contest["round"] += 1
        case _ if len(contest["nominees"]) > 1:
            gone = contest["nominees"].pop()
            contest.get("votes", {}).pop(gone, None)
            contest["ballots"] = [
                [u for u in p if u != gone] if isinstance(p, list) else p for p in contest.get("ballots", ())
            ]
            if not contest["ballots"]:
                del contest["ballots"]


def _nominate(contest: Plain, unit: str) -> None:
    contest["nominees"] = [*contest["nominees"], unit]
    if "votes" in contest:
        contest["votes"][unit] = 0


def _one_round_more(draw: Draw, files: Plain) -> None:
    contests = files["ballots"]["contests"]
    last = copy.deepcopy(draw(st.sampled_from(contests)))
    last["round"] = last.get("round", 1) + 1
    last["nominees"] = sorted(last.get("nominees", last.get("votes", oracle.members(files, YEAR))))
    contests.append(last)


def _wrong_stranger(draw: Draw, files: Plain) -> None:
    """Votes for who does not stand, or a nominee who may not."""
    contest = draw(st.sampled_from(files["ballots"]["contests"]))
    unit = draw(st.sampled_from([m["code"] for m in files["bloc"]["members"]] + ["TT1"]))
    if "nominees" in contest and unit not in contest["nominees"] and one_in(draw, 2):
        _nominate(contest, unit)
    elif "votes" in contest:
        contest["votes"].setdefault(unit, 0)


def _superfluous_decision(draw: Draw, files: Plain) -> None:
    matters = [{"award": award["code"]} for award in files["regulation"]["awards"]] + [{"office": "head"}]
    units = draw(st.permutations(oracle.members(files, YEAR)))
    matter = draw(st.sampled_from(matters))
    files["ballots"]["decisions"].append(matter | {"chosen": units[:1], "over": units[1:2]} | DECIDER)


def _wrong_decision(draw: Draw, files: Plain) -> None:
    decision = draw(st.sampled_from(files["ballots"]["decisions"]))
    match draw(st.integers(0, 4)):
        case 0:
            decision.pop("clause", None)
        case 1:
            decision["over"] = [*decision["over"], *decision["over"][:1]]
        case 2 if len(decision["over"]) > 1:
            decision["over"] = decision["over"][1:]
        case 3:
            decision["chosen"] = [*decision["chosen"], decision["over"][0]]
        case _:
            files["ballots"]["decisions"].append(copy.deepcopy(decision))
