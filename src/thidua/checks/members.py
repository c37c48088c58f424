"""The roster itself: codes used twice (TD303), succession, years, status (TD307-TD309), TD310, TD311."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from thidua.checks.places import Files, Problems, at, body, see
from thidua.diagnostics import Diagnostic, Place
from thidua.records.bloc import Bloc
from thidua.records.characters import look
from thidua.records.regulation import Criterion
from thidua.records.scores import Standing
from thidua.records.shape import is_code
from thidua.vietnamese import nfc


def used_twice(files: Files) -> Problems:
    """TD303: two members, criteria, awards, facts or bands with one code or name."""
    groups = (_member_codes(files), _member_names(files), _regulation_codes(files))
    for pairs in groups:
        first: dict[str, tuple[str, Place]] = {}
        for code, place, what in pairs:
            key = f"{what}:{look(code)}"
            if key not in first:
                first[key] = code, place
                continue
            other, where = first[key]
            message, hint = f"{what} «{code}» đã dùng rồi", "đặt mã hoặc tên khác cho một trong hai"
            if code != other:
                from thidua.records.spelling import difference  # noqa: PLC0415 - only when something is wrong

                message = f"{what} «{code}» trông như «{other}» đã dùng rồi: {difference(code, other)}"
            yield Diagnostic("TD303", place, message, see(where, "lần đầu ở đây"), hint)


Pairs = Iterator[tuple[str, Place, str]]


def _member_codes(files: Files) -> Pairs:
    if files.bloc is not None:
        for index, member in enumerate(files.bloc.members):
            yield member.code, at(files, "bloc", "members", index, "code"), "mã đơn vị"
    if files.scores is not None:
        for code in files.scores.collectives:
            yield code, at(files, "scores", "collectives", code, on="key"), "mã đơn vị"


def _member_names(files: Files) -> Pairs:
    """Names, short names and aliases share one space, but a unit may repeat its own."""
    if files.bloc is None:
        return
    owner: dict[str, str] = {}
    for index, member in enumerate(files.bloc.members):
        names = [(member.name, "name"), (member.short, "short")]
        for name, key in names:
            if name is None or owner.get(look(name)) == member.code:
                continue
            owner[look(name)] = member.code
            yield name, at(files, "bloc", "members", index, key), "tên"
        for item, alias in enumerate(member.aliases):
            if owner.get(look(alias)) != member.code:
                owner[look(alias)] = member.code
                yield alias, at(files, "bloc", "members", index, "aliases", item), "tên"


def _regulation_codes(files: Files) -> Pairs:
    regulation = files.regulation
    if regulation is None:
        return
    for index, award in enumerate(regulation.awards):
        yield award.code, at(files, "regulation", "awards", index, "code"), "mã khen thưởng"
    for index, fact in enumerate(regulation.facts):
        yield fact.code, at(files, "regulation", "facts", index, "code"), "mã điều kiện"
    if regulation.scoring is not None:
        for criterion, route in _criteria_places(regulation.scoring.criteria, ("scoring", "criteria")):
            yield criterion.code, at(files, "regulation", *route, "code"), "mã tiêu chí"
        for index, band in enumerate(regulation.scoring.bands):
            yield band.name, at(files, "regulation", "scoring", "bands", index, "name"), "mức xếp loại"


def criteria_in_their_group(files: Files) -> Problems:
    """TD310: `I.2` beside the group `I`, all of whose criteria are `I.…`: it stands a level too shallow or deep."""
    scoring = files.regulation.scoring if files.regulation is not None else None
    if scoring is None:
        return
    placed = tuple(_criteria_places(scoring.criteria, ("scoring", "criteria")))
    uses = Counter(criterion.code for criterion, _ in placed)  # what is used twice is said by TD303
    groups = {
        criterion.code: route
        for criterion, route in placed
        if criterion.criteria and all(_belongs(inner.code, criterion.code) for inner in criterion.criteria)
    }
    for criterion, route in placed:
        group = next((code for code in _outer_codes(criterion.code) if code in groups), None)
        if group is not None and uses[criterion.code] == 1 and route[: len(groups[group])] != groups[group]:
            place = at(files, "regulation", *route, "code")
            message = f"tiêu chí «{criterion.code}» đứng ngoài nhóm «{group}»"
            hint = f"thụt dòng này thẳng cột với các tiêu chí của nhóm «{group}», hoặc đặt mã khác"
            related = see(at(files, "regulation", *groups[group], "code"), f"nhóm {group} ở đây")
            yield Diagnostic("TD310", place, message, related, hint)


def _outer_codes(code: str) -> Iterator[str]:
    """`I.2.1` → `I.2`, `I`."""
    while "." in code:
        code = code.rpartition(".")[0]
        yield code


def _belongs(code: str, group: str) -> bool:
    return code.startswith(f"{group}.")


def _criteria_places(
    criteria: tuple[Criterion, ...], route: tuple[str | int, ...]
) -> Iterator[tuple[Criterion, tuple[str | int, ...]]]:
    for index, criterion in enumerate(criteria):
        yield criterion, (*route, index)
        yield from _criteria_places(criterion.criteria, (*route, index, "criteria"))


def succession(files: Files) -> Problems:
    """TD307: a unit that succeeds an unknown one, itself, or runs in a circle."""
    if files.bloc is None:
        return
    circled: set[str] = set()
    for index, member in enumerate(files.bloc.members):
        for item, code in enumerate(member.succeeds):
            place = at(files, "bloc", "members", index, "succeeds", item)
            if files.bloc.member(code) is None:
                hint = "ghi cả đơn vị cũ vào danh sách members, kèm năm cuối cùng (left)"
                yield Diagnostic("TD307", place, f"đơn vị cũ «{code}» không có trong danh sách", hint=hint)
            elif member.code not in circled and (circle := _circle(files.bloc, code, member.code)):
                circled |= {*circle}
                yield Diagnostic("TD307", place, _round_about(circle))


def _circle(bloc: Bloc, start: str, goal: str) -> tuple[str, ...]:
    """The shortest way from a predecessor back to the unit itself: goal, start, …, goal; empty where there is none."""
    seen: set[str] = set()
    waiting: list[tuple[str, ...]] = [(goal, start)]
    for way in waiting:
        if way[-1] == goal:
            return way
        member = bloc.member(way[-1])
        if member is not None and way[-1] not in seen:
            seen.add(way[-1])
            waiting += [(*way, code) for code in member.succeeds]
    return ()


def _round_about(circle: tuple[str, ...]) -> str:
    """How a unit comes to succeed itself."""
    unit, *between, _ = circle
    if not between:
        return f"{unit} kế thừa chính mình"
    return f"{unit} kế thừa {', '.join(between)} rồi lại chính mình, thành vòng tròn"


def membership_years(files: Files) -> Problems:
    """TD308: a member that left before it joined."""
    for index, member in enumerate(files.bloc.members if files.bloc is not None else ()):
        if member.joined is not None and member.left is not None and member.left < member.joined:
            yield Diagnostic(
                "TD308",
                at(files, "bloc", "members", index, "left"),
                f"ra khỏi {body(files)} năm {member.left}, trước năm vào là {member.joined}",
                see(at(files, "bloc", "members", index, "joined"), "năm vào ghi ở đây"),
            )


def status_reasons(files: Files) -> Problems:
    """TD309: on hold, excluded and withdrawn need a reason and a basis; considered must not have them."""
    if files.scores is None:
        return
    standings: list[tuple[str, str, Standing]] = [("units", c, u) for c, u in files.scores.units.items()]
    standings += [("collectives", c, u) for c, u in files.scores.collectives.items()]
    names = {"on_hold": "chưa xét", "excluded": "không xét", "withdrawn": "xin rút"}
    for group, code, standing in standings:
        if standing.status == "considered":
            yield from _reasons_for_nothing(files, group, code, standing)
            continue
        names_of = {"reason": "lý do (reason)", "basis": "căn cứ (basis)"}
        missing = [name for key, name in names_of.items() if getattr(standing, key) is None]
        if missing:
            yield Diagnostic(
                "TD309",
                at(files, "scores", group, code, "status"),
                f"{code} ở tình trạng {names[standing.status]} nhưng thiếu {' và '.join(missing)}",
                hint="ghi reason: lý do; basis: văn bản hoặc điều khoản làm căn cứ",
            )


def _reasons_for_nothing(files: Files, group: str, code: str, standing: Standing) -> Problems:
    """A reason or a basis without the status that they are for: it was forgotten, or it was lifted."""
    written = [key for key in ("reason", "basis") if getattr(standing, key) is not None]
    if written:
        names_of = {"reason": "lý do (reason)", "basis": "căn cứ (basis)"}
        yield Diagnostic(
            "TD309",
            at(files, "scores", group, code, written[0], on="key"),
            f"{code} được xét (considered) mà ghi {' và '.join(names_of[key] for key in written)}",
            hint="nếu đơn vị chưa xét, không xét hoặc xin rút thì ghi status; nếu được xét thì xóa lý do, căn cứ",
        )


def folder_named_like_the_bloc(files: Files) -> Problems:
    """TD311: the code of the bloc and the name of its folder are one and the same, unless somebody copied it."""
    name = files.folder.name
    if files.bloc is not None and nfc(files.bloc.code).casefold() != nfc(name).casefold():
        yield Diagnostic(
            "TD311",
            at(files, "bloc", "code"),
            f"mã {body(files)} «{files.bloc.code}» khác tên thư mục «{name}»",
            hint=f"viết code: {name}, hoặc đổi tên thư mục" if is_code(name) else "đổi tên thư mục",
        )


CHECKS = (
    used_twice,
    criteria_in_their_group,
    succession,
    membership_years,
    status_reasons,
    folder_named_like_the_bloc,
)
