"""Results in Vietnamese sentences: said once, read on the screen, by `why` and on paper."""

from __future__ import annotations

from fractions import Fraction

from thidua.records.bloc import Bloc
from thidua.records.regulation import Base, Regulation, Threshold
from thidua.records.scores import Status
from thidua.rules.awards import Candidate
from thidua.rules.contest import Seats
from thidua.rules.counting import ThresholdCheck
from thidua.rules.eligibility import Condition
from thidua.rules.judging import Outcome, Pending
from thidua.rules.rotation import Skip
from thidua.rules.scoring import CriterionScore
from thidua.rules.selection import Tie
from thidua.vietnamese import decimal, decimal_on_its_side, listed, padded, percent, percent_beside, share, words

BASES: dict[Base, str] = {
    "members": "tổng số thành viên",
    "present": "số đơn vị tham gia bỏ phiếu",
    "issued": "số phiếu phát ra",
    "returned": "số phiếu thu về",
    "valid": "số phiếu hợp lệ",
}
STATUSES: dict[Status, str] = {
    "considered": "được xét",
    "on_hold": "chưa xét",
    "excluded": "không xét",
    "withdrawn": "xin rút",
}
METHODS = {
    "secret_ballot": "bỏ phiếu kín",
    "show_of_hands": "biểu quyết giơ tay",
    "consensus": "thống nhất chung",
}
OFFICES = {"head": "trưởng khối", "deputy": "phó trưởng khối"}
ROUNDINGS = {"down": "làm tròn xuống", "up": "làm tròn lên", "nearest": "làm tròn đến số gần nhất"}
_ORDER = {
    "votes": "số phiếu",
    "score": "tổng điểm",
    "bonus": "điểm thưởng",
    "female_share": "tập thể có từ 70 % nữ",
    "fewer_earlier_awards": "số lần đã được khen thưởng (ít hơn)",
    "more_earlier_awards": "số lần đã được khen thưởng (nhiều hơn)",
}


def name(outcome: Outcome, code: str) -> str:
    """Tên đầy đủ của đơn vị hoặc tập thể."""
    nominee = outcome.nominee(code)
    return nominee.name if nominee is not None else unit_name(outcome.bloc, code)


def label(outcome: Outcome, code: str) -> str:
    """Tên gọi tắt, dùng trong bảng."""
    nominee = outcome.nominee(code)
    if nominee is not None:
        return nominee.label
    member = outcome.bloc.member(code)
    return member.label if member is not None else code


def unit_name(bloc: Bloc, code: str) -> str:
    """Tên đầy đủ của một thành viên, kể cả đã ra khỏi khối."""
    member = bloc.member(code)
    return member.name if member is not None else code


def award_name(regulation: Regulation, code: str) -> str:
    """Tên đầy đủ của hình thức khen thưởng."""
    award = regulation.award(code)
    return award.name if award is not None else code


def threshold(check: ThresholdCheck) -> str:
    """`9/11 = 81,82 % ≥ 80 % tổng số thành viên`; `<` or `≤` where it failed."""
    if check.base == 0:
        return f"{check.votes}/0: không có {BASES[check.of]} để tính tỷ lệ"
    sign = (">" if check.met else "≤") if check.strict else ("≥" if check.met else "<")
    reached = percent_beside(check.votes, check.base, check.share, sign)
    return f"{check.votes}/{check.base} = {reached} {sign} {share(check.share)} {BASES[check.of]}"


def threshold_rule(rule: Threshold) -> str:
    """`ít nhất 80 % tổng số thành viên`."""
    if rule.at_least is not None:
        return f"ít nhất {share(rule.at_least)} {BASES[rule.of]}"
    return f"trên {share(rule.more_than or Fraction(0))} {BASES[rule.of]}"


def seats(found: Seats) -> str:
    """`02`, or how a share came to that number."""
    if found.share is None or found.exact is None or found.base is None:
        return padded(found.number)
    base = "đơn vị thành viên" if found.of == "members" else "đơn vị còn lại"
    how = ""
    if found.exact.denominator != 1:
        how = f", {ROUNDINGS[found.round or 'down']} còn {padded(found.number)}"
        how = how.replace("lên còn", "lên thành").replace("gần nhất còn", "gần nhất là")
    return f"{share(found.share)} của {found.base} {base} = {decimal_on_its_side(found.exact)}{how}"


def order_key(key: str) -> str:
    """Tên của một khóa so sánh."""
    head, colon, code = key.partition(":")
    return f"điểm tiêu chí {code}" if colon and head == "criterion" else _ORDER.get(key, key)


def condition(found: Condition, outcome: Outcome) -> str:
    """One precondition as a statement with its numbers: what the unit has, what is asked."""
    match found.kind:
        case "status":
            return _status(found)
        case "min_score":
            return f"tổng điểm {_value(found.actual)}, yêu cầu từ {_value(found.limit)}"
        case "max_rank":
            return f"xếp hạng {_value(found.actual)}, yêu cầu từ hạng {_value(found.limit)} trở lên"
        case "band":
            return f"xếp loại «{_value(found.actual)}», yêu cầu từ «{_value(found.limit)}» trở lên"
        case "fact":
            return f"điều kiện «{found.subject}»"
        case "streak_band":
            return f"xếp loại từ «{found.subject}» trở lên {_years(found)}"
        case "streak_award":
            return f"được tặng {award_name(outcome.regulation, found.subject)} {_years(found)}"
        case "not_awarded":
            years = found.actual if isinstance(found.actual, tuple) else ()
            had = f"đã được tặng năm {listed([str(y) for y in years])}" if years else "chưa được tặng"
            wanted = found.limit if isinstance(found.limit, tuple) else ()
            span = f"{len(wanted)} năm liền trước"
            return f"{award_name(outcome.regulation, found.subject)}: {had}; yêu cầu chưa được tặng trong {span}"


def _status(found: Condition) -> str:
    if found.met:
        return "được xét trong năm"
    names = {"on_hold": "chưa xét", "excluded": "không xét", "withdrawn": "đã xin rút"}
    return f"tình trạng: {names.get(str(found.actual), str(found.actual))}"


def _years(found: Condition) -> str:
    wanted = found.limit if isinstance(found.limit, tuple) else ()
    reached = found.actual if isinstance(found.actual, tuple) else ()
    asked = f"{padded(len(wanted))} năm liền ({', '.join(map(str, wanted))})"
    if found.met:
        return f"trong {asked}"
    lacking = [str(year) for year in wanted if year not in reached]
    return f"trong {asked}: chưa đạt năm {', '.join(lacking)}"


def _value(value: Fraction | int | str | tuple[int, ...] | None) -> str:
    if value is None:
        return "chưa có"
    if isinstance(value, Fraction | int):
        return decimal(value, None)
    return str(value)


def fate(candidate: Candidate, outcome: Outcome) -> str:
    """Kết quả của một ứng viên ở một hình thức khen thưởng, in a few words."""
    match candidate.outcome:
        case "proposed":
            return "đề nghị"
        case "tied":
            return "chưa phân định"
        case "possible":
            return "còn tùy kết quả phía trên"
        case "below_cut":
            return "hết chỉ tiêu"
        case "not_passed":
            if candidate.last is None:
                return "không được thống nhất"
            again = f" (vòng {candidate.last.round})" if candidate.last.round > 1 else ""
            return f"không đủ phiếu{again}"
        case "not_chosen":
            return "không được chọn khi chưa phân định"
        case "left_out":
            return "không đưa ra bầu lại"
        case "not_scored":
            return "không có điểm để xét"
        case "already_awarded":
            higher = award_name(outcome.regulation, candidate.higher_award or "")
            return f"đã đề nghị {higher}" if candidate.higher_award else "đã có đề nghị khác"
        case "ineligible":
            return "không đủ điều kiện"
        case "not_nominated":
            return "không đưa ra bầu"
        case "no_votes":
            return "chưa bỏ phiếu"


def tie(found: Tie, order: tuple[str, ...], outcome: Outcome) -> str:
    """Who is equal, for how many seats, and what was compared."""
    units = listed([name(outcome, code) for code in found.units])
    if found.failed_round is not None:
        seats_open = f"còn {padded(found.seats)} chỗ chưa quyết định"
        return f"{units} bầu lại ở vòng {found.failed_round} không đủ phiếu; {seats_open}"
    compared = [order_key(key) for key in order[: found.compared]]
    text = f"{units} ngang nhau, chỉ còn {padded(found.seats)} chỗ"
    if compared:
        text += f"; đã so sánh: {listed(compared)}"
    if found.unknown is not None:
        text += f"; thiếu số liệu để so sánh {order_key(order[found.unknown])}"
    return text


def skip(found: Skip, bloc: Bloc) -> str:
    """Vì sao một đơn vị không đến lượt."""
    match found.reason:
        case "not_joined":
            why = f"đến năm {found.year} mới vào khối"
        case "left":
            why = f"chỉ là thành viên đến hết năm {found.year}"
        case "not_considered":
            why = "chưa được xét trong năm" if found.detail == "on_hold" else "không được xét trong năm"
        case "declined":
            why = f"xin không nhận: {found.detail}"
        case "had_turn":
            why = f"đã làm trưởng khối năm {found.year} trong vòng luân phiên này"
        case "lost_turn":
            why = f"đã qua lượt năm {found.year} trong vòng luân phiên này"
        case "just_led":
            why = f"đang làm trưởng khối năm {found.year}, không làm liền năm sau"
    return f"{unit_name(bloc, found.unit)}: {why}"


def pending(item: Pending, outcome: Outcome) -> str:
    """Việc còn phải quyết định."""
    if item.kind == "no_quorum":
        check = outcome.attendance.quorum
        return f"hội nghị không đủ số đơn vị dự họp: {threshold(check) if check is not None else ''}"
    what = award_name(outcome.regulation, item.award) if item.award is not None else OFFICES[item.office or "head"]
    match item.kind:
        case "no_vote":
            return f"{what}: chưa có kết quả {_source_of(item, outcome)}"
        case "tie" | "revote_failed":
            return f"{what}: {_pending_tie(item, outcome)}"
        case "waits":
            return f"{what}: danh sách còn tùy vào khen thưởng cao hơn chưa phân định"
        case "no_head":
            return f"{what}: chưa đơn vị nào trúng cử hoặc đến lượt"
        case "no_deputy":
            return f"{what}: chưa đủ số lượng"


def _source_of(item: Pending, outcome: Outcome) -> str:
    award = outcome.regulation.award(item.award) if item.award is not None else None
    return "chấm điểm" if award is not None and award.select_by == "score" else "bỏ phiếu"


def _pending_tie(item: Pending, outcome: Outcome) -> str:
    if item.award is not None:
        award = outcome.award(item.award)
        return tie(award.tie, award.order, outcome) if award is not None and award.tie is not None else ""
    head = outcome.head
    found = None if head is None else head.tie if item.office == "head" else head.deputy_tie
    return tie(found, ("votes",), outcome) if found is not None else ""


def units_count(number: int) -> str:
    """`08 (tám) đơn vị`."""
    return f"{padded(number)} ({words(number)}) đơn vị"


def people_count(number: int) -> str:
    """`03 (ba) thành viên`."""
    return f"{padded(number)} ({words(number)}) thành viên"


def lacking(found: Condition) -> str:
    """What an unmet condition lacks, as short as it can be said."""
    if found.kind == "min_score" and isinstance(found.limit, Fraction):
        actual = found.actual if isinstance(found.actual, Fraction) else None
        return f"thiếu {decimal(found.limit - actual, None)} điểm" if actual is not None else "chưa có điểm"
    if found.kind == "max_rank" and isinstance(found.actual, int) and isinstance(found.limit, int):
        return f"kém {padded(found.actual - found.limit)} bậc xếp hạng"
    match found.kind:
        case "status":
            return "chưa được xét"
        case "band":
            return f"chưa đạt xếp loại «{_value(found.limit)}»"
        case "fact":
            return f"chưa đạt điều kiện «{found.subject}»"
        case "not_awarded":
            return "đã được tặng trong những năm gần đây"
        case _:
            return "chưa đủ số năm liền"


_FORMULAS = {
    "given": "điểm cho trực tiếp",
    "average": "trung bình tự chấm và thẩm định",
    "yes_no": "có: điểm tối đa; không: 0 điểm",
    "no_target": "không giao chỉ tiêu, không chấm",
    "not_applicable_full": "không phát sinh, cho điểm tối đa",
    "not_applicable_zero": "không phát sinh, không có điểm",
    "not_applicable_rescale": "không phát sinh, quy đổi",
    "missing": "thiếu điểm",
}


def formula(score: CriterionScore) -> str:
    """Cách tính điểm một tiêu chí, with its numbers."""
    given = dict(score.inputs)
    match score.formula:
        case "count" | "count_capped":
            text = f"{decimal(given['count'])} × {decimal(given['each'])}"
            return f"{text}, tối đa {decimal(score.maximum)}" if score.formula == "count_capped" else text
        case "panel":
            return f"trung bình {decimal(given['scores'])} điểm chấm chéo"
        case "panel_trimmed":
            cut = f"bỏ {decimal(given['highest'])} và {decimal(given['lowest'])}"
            return f"trung bình {decimal(given['scores'] - 2)} điểm chấm chéo, {cut}"
    if "target" in given and score.formula not in _FORMULAS:
        return _target(score.formula, given, score.maximum)
    return _FORMULAS.get(score.formula, score.formula)


def _target(line: str, given: dict[str, Fraction], maximum: Fraction) -> str:
    """A line of a target's formula with its numbers (`rules.targets.TargetLine`)."""
    actual, target = decimal(given["actual"], None), decimal(given["target"], None)
    most, half = decimal(maximum, None), decimal(maximum / 2, None)
    match line:
        case "within_limit":
            return f"thực hiện {actual}, không quá chỉ tiêu {target}: {most}"
        case "over_limit":
            return f"thực hiện {actual}, quá chỉ tiêu {target}: {most} × {target}/{actual}"
        case "below_target" | "proportional" if given["actual"] < 0:
            told = "kết quả âm: 0"
        case "below_target" | "proportional":
            return f"đạt {actual}/{target}: {half if line == 'below_target' else most} × {actual}/{target}"
        case "at_target":
            told = f"đúng chỉ tiêu: {half}"
        case "lead":
            told = f"vượt nhiều nhất khối: {most}"
        case "lead_considered":
            told = f"bằng mức vượt cao nhất của các đơn vị được xét: {most}"
        case "beyond_lead":
            told = f"vượt hơn mọi đơn vị được xét: {most}"
        case "reached":
            told = f"đủ chỉ tiêu: {most}"
        case "not_reached":
            told = "chưa đủ chỉ tiêu: 0"
        case "tier":
            told = f"mức từ {share(given['from'])} chỉ tiêu: {decimal(given['points'], None)}"
        case "below_tiers":
            told = f"dưới mức thấp nhất ({share(given['from'])} chỉ tiêu): 0"
        case _:
            excess = (given["actual"] - given["target"]) / given["target"]
            return f"đạt {actual}/{target}: {half} + {half} × {percent(excess)} / {percent(given['lead'])}"
    return f"đạt {actual}/{target}, {told}"
