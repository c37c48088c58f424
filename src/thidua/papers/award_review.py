"""Kết quả bình xét khen thưởng: each award by its own method, who is proposed, what was tied or stays empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from thidua import wording
from thidua.papers.contests import count_words, points_text
from thidua.papers.views import AwardPart, AwardRow, Awards, line, sentence
from thidua.rules.contest import Matter
from thidua.vietnamese import capital, letter, listed, percent

if TYPE_CHECKING:
    from thidua.records.ballots import Method
    from thidua.records.regulation import Award
    from thidua.rules.awards import AwardResult, Candidate
    from thidua.rules.counting import Count
    from thidua.rules.judging import Outcome

NO_AWARDS = Awards(shown=False, heading="", lead="", awards=())


def awards_passage(outcome: Outcome, numbered: Callable[[str], str]) -> Awards:
    """Every award of the year, in order of precedence."""
    if not outcome.awards:
        return NO_AWARDS
    alone = len(outcome.awards) == 1
    parts = tuple(_award("" if alone else f"{letter(at)}) ", found, outcome) for at, found in enumerate(outcome.awards))
    return Awards(
        shown=True, heading=numbered("Kết quả bình xét khen thưởng"), lead=_awards_lead(outcome), awards=parts
    )


def _awards_lead(outcome: Outcome) -> str:
    """How many are proposed and by what: agreed on, by the scores, or by a vote, which is no agreement of all."""
    if any(award.is_open for award in outcome.awards):
        each = " từng hình thức khen thưởng" if len(outcome.awards) > 1 else ""
        return f"Kết quả bình xét{each} như sau:"
    chosen = [award for award in outcome.awards if award.proposed]
    if not chosen:
        own = all(wording.is_own(outcome, award.award) for award in outcome.awards)
        return f"Năm {outcome.year} không có đơn vị được {'' if own else 'đề nghị '}khen thưởng, cụ thể như sau:"
    if all(_agreed(award, outcome) for award in chosen):
        return f"Hội nghị thống nhất {_done(outcome, chosen)}, cụ thể như sau:"
    by_score = all(_rule(award, outcome).select_by == "score" for award in chosen)
    basis = "Căn cứ kết quả chấm điểm" if by_score else "Qua bình xét"
    return f"{basis}, {_done(outcome, chosen, passive=True)}, cụ thể như sau:"


def _done(outcome: Outcome, chosen: list[AwardResult], *, passive: bool = False) -> str:
    """How many are proposed to others, and how many the bloc itself rewards."""
    own = _units_of(award for award in chosen if wording.is_own(outcome, award.award))
    others = _units_of(award for award in chosen if not wording.is_own(outcome, award.award))
    body, told = wording.body(outcome.bloc.kind), []
    if others:
        number = wording.units_count(others)
        told.append(f"có {number} được đề nghị khen thưởng" if passive else f"đề nghị khen thưởng {number}")
    if own:
        number = wording.units_count(own)
        told.append(f"có {number} được {body} tặng thưởng" if passive else f"{body} tặng thưởng {number}")
    return listed(told)


def _units_of(awards: Iterator[AwardResult]) -> int:
    return len({unit for award in awards for unit in award.proposed})


def _agreed(found: AwardResult, outcome: Outcome) -> bool:
    """Whether the conference agreed on all who are proposed, without a vote and without anybody's decision."""
    methods = {item.method for item in outcome.counts if item.award == found.award}
    return methods == {"consensus"} and found.decision is None


def _rule(found: AwardResult, outcome: Outcome) -> Award:
    return next(award for award in outcome.regulation.awards if award.code == found.award)


def _award(mark: str, found: AwardResult, outcome: Outcome) -> AwardPart:
    award = _rule(found, outcome)
    if found.proposed:
        own = f"{wording.act(outcome, found.award)} " if award.own else ""
        number = f"{own}{wording.units_count(len(found.proposed))}"
    else:
        nobody = f"không có đơn vị {wording.acted(outcome, found.award)}"
        number = wording.UNDECIDED if found.is_open else nobody
    rows = tuple(_award_row(at, code, found, outcome) for at, code in enumerate(found.proposed, 1))
    voted = bool(rows) and all(row.votes for row in rows)
    checks = [candidate.check for candidate in found.candidates if candidate.check is not None]
    method = last_method(found, outcome)
    return AwardPart(
        heading=line(f"{mark}{award.name}: {number}"),
        lines=tuple(f"- {sentence(text)}" for text in _award_lines(award, found, outcome)),
        as_table=voted,
        as_list=bool(rows) and not voted,
        votes_title=capital(wording.votes_title(method)),
        share_title=f"Tỷ lệ trên {wording.base(checks[0].of if checks else 'valid', method)}",
        rows=rows,
        remarks=tuple(f"- {sentence(capital(text))}" for text in award_remarks(found, outcome)),
    )


def last_method(found: AwardResult, outcome: Outcome) -> Method:
    """How the last round with votes was held."""
    held = [item for item in outcome.counts if item.award == found.award and item.method != "consensus"]
    return max(held, key=lambda item: item.round).method if held else "secret_ballot"


def _award_lines(award: Award, found: AwardResult, outcome: Outcome) -> Iterator[str]:
    yield f"Chỉ tiêu: {wording.quota(found.seats, award.clause)}"
    if found.seats.number == 0 and not found.is_open:
        return
    held = sorted((item for item in outcome.counts if item.award == award.code), key=lambda item: item.round)
    if award.select_by == "score":
        yield "Hình thức: xét theo tổng điểm, từ cao xuống thấp"
    elif award.passes is not None and any(item.method != "consensus" for item in held):
        rule = wording.threshold_rule(award.passes)
        asked = f"Tỷ lệ phải đạt để {wording.acted(outcome, award.code)}"
        yield f"{asked}: {rule}{wording.clause_words(award.passes.clause)}"
    for item in held:
        prefix = f"Vòng {item.round}: " if len(held) > 1 else "Hình thức: "
        yield f"{prefix}{_held(item)}"


def _held(item: Count) -> str:
    """How a round was held, with its papers; hands that are raised are no papers."""
    if item.method != "show_of_hands" or item.returned is None:
        return count_words(item)
    return f"{wording.held(item)}; {wording.units_count(item.returned)} tham gia biểu quyết"


def _award_row(at: int, code: str, found: AwardResult, outcome: Outcome) -> AwardRow:
    candidate = found.candidate(code)
    name = line(wording.name(outcome, code))
    votes, share = unit_votes(candidate, found.award, outcome)
    note = _award_note(code, candidate, found, outcome)
    counted = f"{votes} {wording.voice(last_method(found, outcome))}" if votes else ""
    told = [text for text in (f"{counted}, đạt {share}" if share else counted, note) if text]
    text = sentence(": ".join(part for part in (f"- {name}", "; ".join(told)) if part))
    return AwardRow(str(at), name, votes, share, note, text)


def unit_votes(candidate: Candidate | None, award: str, outcome: Outcome) -> tuple[str, str]:
    """`9/11` and `81,82 %`; without a threshold the share of valid papers, without papers only votes."""
    if candidate is None or candidate.votes is None:
        return "", ""
    base = candidate.check.base if candidate.check is not None else None
    if base is None:
        number = candidate.checks[-1].round
        base = next((c.valid for c in outcome.counts if c.award == award and c.round == number), None)
    if not base:
        return str(candidate.votes), ""
    return f"{candidate.votes}/{base}", line(percent(candidate.votes, base))


def _award_note(code: str, candidate: Candidate | None, found: AwardResult, outcome: Outcome) -> str:
    notes = []
    if candidate is not None and candidate.checks and len(found.rounds) > 1:
        notes.append(f"Vòng {candidate.checks[-1].round}")
    decision = wording.decision_at(found.decision, outcome)
    if decision is not None and code in decision.chosen:
        notes.append(f"Theo quyết định của {decision.by}")
    scoring, board = outcome.regulation.scoring, outcome.board
    scored = board.unit(code) if board is not None else None
    if not notes and scored is not None and scored.total is not None and scored.rank is not None and scoring:
        notes.append(f"{points_text(scored.total, scoring)} điểm, hạng {scored.rank}")
    return line("; ".join(notes))


def award_remarks(found: AwardResult, outcome: Outcome) -> Iterator[str]:
    """What was tied and who decided it, what is still open, what stays empty."""
    yield from wording.ties(found, Matter(award=found.award), outcome)
    if found.tie is None and found.missing_vote:
        yield f"{capital(wording.UNDECIDED)}: {wording.no_result(found, outcome)}"
    elif found.tie is None and found.waits_for:
        yield f"{capital(wording.UNDECIDED)}: {wording.waiting(found, outcome)}"
    if found.empty and not found.missing_vote and not _left_empty(found, outcome):
        yield wording.empty_seats(found, outcome)


def _left_empty(found: AwardResult, outcome: Outcome) -> bool:
    """Whether a decision left all the empty seats empty, which its own sentence has said."""
    decision, settled = wording.decision_at(found.decision, outcome), found.settled
    return decision is not None and settled is not None and not decision.chosen and settled.seats == found.empty
