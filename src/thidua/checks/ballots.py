"""The papers and their counts: TD501-TD508."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from thidua.checks.places import Files, Problems, at, condition_place, contest_place, contests, label, see
from thidua.checks.references import conference_units_known
from thidua.checks.unmet import unmet_words
from thidua.diagnostics import Diagnostic, Place
from thidua.records.ballots import BLANK, DEFACED, BallotCounts, Contest
from thidua.records.regulation import Marking
from thidua.rules.counting import attendance, ballot_rule, count_ballots, find_faults
from thidua.rules.eligibility import conditions, nominees
from thidua.rules.scoring import Scoreboard


def _rule(files: Files, contest: Contest) -> Marking | None:
    return ballot_rule(files.regulation, contest) if files.regulation is not None else None


def counts_add_up(files: Files) -> Problems:
    """TD501: issued ≤ entitled, returned ≤ issued, returned = valid + invalid."""
    entitled = _entitled(files)
    for index, contest in contests(files):
        papers = contest.counts
        if papers is None:
            if entitled is not None and contest.ballots is not None and len(contest.ballots) > entitled:
                place = at(files, "ballots", "contests", index, "ballots", on="key")
                message = f"có {len(contest.ballots)} lá phiếu, chỉ có {entitled} đơn vị được bỏ phiếu"
                yield Diagnostic("TD501", place, message)
            continue
        if entitled is not None and papers.issued > entitled:
            yield Diagnostic(
                "TD501",
                contest_place(files, index, "papers", "issued"),
                f"phát ra {papers.issued} phiếu, chỉ có {entitled} đơn vị được bỏ phiếu"
                " (có mặt và gửi phiếu bằng văn bản)",
                see(at(files, "ballots", "conference", on="key"), "thành phần dự họp ghi ở đây"),
            )
        if papers.returned > papers.issued:
            yield Diagnostic(
                "TD501",
                contest_place(files, index, "papers", "returned"),
                f"thu về {papers.returned} phiếu, chỉ phát ra {papers.issued}",
                see(contest_place(files, index, "papers", "issued"), "số phiếu phát ra"),
            )
        yield from _valid_and_invalid(files, index, papers)


def _entitled(files: Files) -> int | None:
    if files.bloc is None or files.regulation is None or files.ballots is None:
        return None
    if not conference_units_known(files):
        return None
    return attendance(files.bloc, files.regulation, files.ballots.conference, files.year).entitled


def _valid_and_invalid(files: Files, index: int, counts: BallotCounts) -> Problems:
    spoilt = counts.invalid.total if counts.invalid is not None else 0
    if counts.valid is None:
        if spoilt > counts.returned:
            place = contest_place(files, index, "papers", "invalid")
            yield Diagnostic("TD501", place, f"{spoilt} phiếu không hợp lệ, chỉ thu về {counts.returned}")
        return
    if counts.valid + spoilt != counts.returned:
        invalid = f"{spoilt} phiếu không hợp lệ" if counts.invalid is not None else "chưa ghi phiếu không hợp lệ"
        yield Diagnostic(
            "TD501",
            contest_place(files, index, "papers", "valid"),
            f"thu về {counts.returned} phiếu, nhưng ghi {counts.valid} phiếu hợp lệ và {invalid}",
            see(contest_place(files, index, "papers", "returned"), "số phiếu thu về"),
            hint="số phiếu thu về = hợp lệ + không hợp lệ (invalid: blank, too_many, defaced)",
        )


def papers_sound(files: Files) -> Problems:
    """TD502: a paper with too many choices; TD508: a paper that names a unit twice."""
    for index, contest in contests(files):
        rule = _rule(files, contest)
        if contest.ballots is None or rule is None:
            continue
        named = frozenset(unit for paper in contest.ballots for unit in paper)
        for fault in find_faults(contest.ballots, rule, named):
            paper = contest.ballots[fault.paper]
            if fault.kind == "too_many":
                yield Diagnostic(
                    "TD502",
                    contest_place(files, index, "ballots", fault.paper),
                    f"phiếu số {fault.paper + 1} chọn {len(paper)} đơn vị, tối đa là {rule.max_choices}",
                    see(_limit(files, contest), "mức tối đa ghi ở đây"),
                    hint="nếu phiếu giấy ghi như vậy và quy chế coi là không hợp lệ: over_marked: invalid",
                )
            elif fault.mark is not None:
                unit = paper[fault.mark]
                yield Diagnostic(
                    "TD508",
                    contest_place(files, index, "ballots", fault.paper, fault.mark),
                    f"phiếu số {fault.paper + 1} ghi {unit} hai lần",
                    see(contest_place(files, index, "ballots", fault.paper, paper.index(unit)), "lần đầu"),
                )


def _limit(files: Files, contest: Contest) -> Place:
    if contest.award is None or files.regulation is None:
        return at(files, "regulation", "head", "ballot", "max_choices")
    codes = [award.code for award in files.regulation.awards]
    if contest.award not in codes:
        return at(files, "regulation", "awards", on="key")
    return at(files, "regulation", "awards", codes.index(contest.award), "ballot", "max_choices")


def votes_within_papers(files: Files) -> Problems:
    """TD503: no unit above the valid papers; TD504: all marks ≤ valid × max choices."""
    for index, contest in contests(files):
        valid = _valid_papers(files, contest)
        if valid is None or contest.votes is None:
            continue
        over = False
        for unit, votes in contest.votes.items():
            if votes > valid:
                over = True
                what = "phiếu hợp lệ" if contest.counts is not None else "đơn vị biểu quyết"
                place = contest_place(files, index, "papers", "valid") if contest.counts is not None else None
                yield Diagnostic(
                    "TD503",
                    contest_place(files, index, "votes", unit),
                    f"{label(files, unit)} có {votes} phiếu, chỉ có {valid} {what}",
                    see(place, "số phiếu hợp lệ") if place is not None else (),
                )
        rule = _rule(files, contest)
        marks = sum(contest.votes.values())
        if rule is not None and rule.max_choices is not None and not over and marks > valid * rule.max_choices:
            yield Diagnostic(
                "TD504",
                at(files, "ballots", "contests", index, "votes", on="key"),
                f"cộng lại được {marks} lượt chọn, nhưng {valid} phiếu hợp lệ × {rule.max_choices}"
                f" chỉ cho nhiều nhất {valid * rule.max_choices}",
                see(_limit(files, contest), "mức tối đa mỗi phiếu"),
            )


def _valid_papers(files: Files, contest: Contest) -> int | None:
    """The most votes a unit can have: valid papers, or voters where hands are counted."""
    papers = contest.counts
    if papers is None:
        return _entitled(files) if contest.ballots is None else None
    if papers.valid is not None:
        return papers.valid
    return papers.returned - (papers.invalid.total if papers.invalid is not None else 0)


def papers_and_totals_agree(files: Files) -> Problems:
    """TD505: where papers are listed, the totals beside them must say the same."""
    for index, contest in contests(files):
        rule = _rule(files, contest)
        if contest.ballots is None or rule is None:
            continue
        valid, invalid, votes = count_ballots(contest.ballots, rule)
        stated = contest.counts
        if stated is not None:
            pairs = [("returned", stated.returned, len(contest.ballots)), ("valid", stated.valid, valid)]
            kinds = ("blank", "too_many", "defaced")
            if stated.invalid is not None:
                pairs += [(kind, getattr(stated.invalid, kind), getattr(invalid, kind)) for kind in kinds]
            for key, written, counted in pairs:
                if written is not None and written != counted:
                    route = ("papers", "invalid", key) if key in kinds else ("papers", key)
                    message = f"ghi {written}, đếm từng phiếu được {counted}"
                    listed = see(at(files, "ballots", "contests", index, "ballots", on="key"), "các lá phiếu")
                    yield Diagnostic("TD505", contest_place(files, index, *route), message, listed)
        yield from _totals_differ(files, index, contest, votes)


def _totals_differ(files: Files, index: int, contest: Contest, votes: Counter[str]) -> Problems:
    for unit in sorted(set(votes) - set(contest.votes or votes)):
        place = at(files, "ballots", "contests", index, "votes", on="key")
        yield Diagnostic("TD505", place, f"thiếu {unit}: đếm từng phiếu được {votes[unit]}")
    for unit, written in (contest.votes or {}).items():
        if written != votes.get(unit, 0):
            yield Diagnostic(
                "TD505",
                contest_place(files, index, "votes", unit),
                f"{unit}: ghi {written} phiếu, đếm từng phiếu được {votes.get(unit, 0)}",
                see(at(files, "ballots", "contests", index, "ballots", on="key"), "các lá phiếu"),
            )


def stands(files: Files, running: Mapping[int, tuple[str, ...]], board: Scoreboard | None) -> Problems:
    """TD506: votes, papers and agreed lists name nominees only, and totals name every nominee."""
    for index, contest in contests(files):
        standing = frozenset(running[index])
        known = _known(files)
        for unit, place in _named(files, index, contest):
            if unit in known and unit not in standing:
                hint = _why_not(files, contest, unit, board)
                message = f"{label(files, unit)} không có trong danh sách bầu của cuộc bỏ phiếu này"
                yield Diagnostic("TD506", place, message, hint=hint)
        missing = [unit for unit in running[index] if contest.votes is not None and unit not in contest.votes]
        if missing and contest.ballots is None:
            yield Diagnostic(
                "TD510",
                at(files, "ballots", "contests", index, "votes", on="key"),
                f"thiếu số phiếu của {', '.join(missing)}",
                hint="đơn vị không có phiếu nào thì ghi 0; đơn vị không đưa ra bầu thì ghi rõ nominees",
            )


def _why_not(files: Files, contest: Contest, unit: str, board: Scoreboard | None) -> str:
    """Why a unit does not stand where nobody was listed; where a list was made, that it is not in it."""
    if contest.nominees is not None:
        return f"nếu {unit} được đưa ra bầu thì thêm vào nominees; nếu ghi nhầm thì sửa mã"
    award = files.regulation.award(contest.award) if files.regulation is not None and contest.award else None
    if files.bloc is None or files.regulation is None or award is None:
        return "chỉ ghi đơn vị được bầu theo quy định về luân phiên"
    found = next((n for n in nominees(files.bloc, files.scores, files.year) if n.code == unit), None)
    if found is None or found.of is not None:
        return f"tập thể chỉ có trong danh sách bầu khi ghi rõ nominees, kể cả {unit}"
    unmet = unmet_words(conditions(found, award, files.regulation, board, files.bloc, files.year))
    return f"{unmet}; nếu thật ra đạt thì bổ sung số liệu, nếu không thì bỏ phiếu của đơn vị này"


def _known(files: Files) -> frozenset[str]:
    if files.bloc is None:
        return frozenset()
    collectives = files.scores.collectives if files.scores is not None else {}
    return frozenset(m.code for m in files.bloc.members_of(files.year)) | frozenset(collectives)


def _named(files: Files, index: int, contest: Contest) -> Iterator[tuple[str, Place]]:
    for unit in contest.votes or {}:
        yield unit, at(files, "ballots", "contests", index, "votes", unit, on="key")
    for paper, marks in enumerate(contest.ballots or ()):
        if marks not in ((DEFACED,), (BLANK,)):
            for mark, unit in enumerate(marks):
                yield unit, contest_place(files, index, "ballots", paper, mark)
    if contest.nominees is not None:
        for item, unit in enumerate(contest.agreed or ()):
            yield unit, contest_place(files, index, "agreed", item)


def may_stand(files: Files, board: Scoreboard | None) -> Problems:
    """TD507: a listed nominee that does not meet the award's conditions."""
    if files.bloc is None or files.regulation is None:
        return
    standing = {n.code: n for n in nominees(files.bloc, files.scores, files.year)}
    for index, contest in contests(files):
        award = files.regulation.award(contest.award) if contest.award is not None else None
        listed = [("nominees", i, unit) for i, unit in enumerate(contest.nominees or ())]
        listed += [("agreed", i, unit) for i, unit in enumerate(contest.agreed or ())]
        for key, item, unit in listed:
            nominee = standing.get(unit)
            if award is None or nominee is None:
                continue
            found = conditions(nominee, award, files.regulation, board, files.bloc, files.year)
            unmet = [condition for condition in found if not condition.met]
            if unmet:
                yield Diagnostic(
                    "TD507",
                    contest_place(files, index, key, item),
                    f"{label(files, unit)} không đủ điều kiện xét {award.name}",
                    see(condition_place(files, unit, award.code, unmet[0].kind), _reason(unmet[0].kind)),
                    hint=f"{unmet_words(unmet)}; nếu thật ra đạt thì bổ sung số liệu, nếu không thì bỏ khỏi danh sách",
                    clause=unmet[0].clause or "",
                )


def _reason(kind: str) -> str:
    reasons = {
        "status": "tình trạng ghi ở đây",
        "min_score": "điểm tối thiểu ghi ở đây",
        "max_rank": "thứ hạng yêu cầu ghi ở đây",
        "band": "mức xếp loại yêu cầu ghi ở đây",
        "fact": "điều kiện ghi ở đây",
    }
    return reasons.get(kind, "điều kiện nhiều năm ghi ở đây")


CHECKS = (counts_add_up, papers_sound, votes_within_papers, papers_and_totals_agree)
