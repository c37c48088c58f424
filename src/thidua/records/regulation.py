"""`regulation.yaml`: the rules of one year. They stay with that year."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from thidua.records.shape import (
    Code,
    Count,
    Points,
    Positive,
    Record,
    Share,
    Text,
    YesNo,
    choice,
    described,
    none_word,
    short_form,
)

CriterionKind = Annotated[Literal["points", "target", "yes_no", "count"], choice("points", "target", "yes_no", "count")]
TargetFormula = Literal["half_then_best", "reached", "proportional", "lower_is_better", "tiers"]
TARGET_FORMULAS: tuple[TargetFormula, ...] = (
    "half_then_best",
    "reached",
    "proportional",
    "lower_is_better",
    "tiers",
)
LeadFrom = Literal["considered", "all"]
FinalBy = Annotated[Literal["assessed", "self", "average", "panel"], choice("assessed", "self", "average", "panel")]
NotApplicable = Annotated[Literal["rescale", "full", "zero"], choice("rescale", "full", "zero")]
RoundMode = Annotated[Literal["half_up", "half_even", "down", "up"], choice("half_up", "half_even", "down", "up")]
MissedTurn = Literal["next", "end_of_cycle", "lost"]
Base = Literal["members", "present", "issued", "returned", "valid"]
BASES: tuple[Base, ...] = ("members", "present", "issued", "returned", "valid")


class Tier(Record):
    """Mức điểm: the points for reaching this share of the target."""

    lower: Share = described("từ bao nhiêu phần của chỉ tiêu (tính cả mức này): 95%", alias="from")
    points: Points = described("số điểm của mức này")


class Criterion(Record):
    """Tiêu chí: something that is scored, or a group of such."""

    code: Code = described("mã tiêu chí: I, I.1")
    name: Text = described("nội dung tiêu chí")
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)
    max: Positive | None = described("điểm tối đa; với nhóm: tổng của các tiêu chí bên trong", default=None)
    kind: CriterionKind = described(
        "points: cho điểm; target: theo mức đạt chỉ tiêu; yes_no: có hoặc không; count: số lượng × điểm",
        default="points",
    )
    each: Positive | None = described("điểm cho mỗi đơn vị đếm (kind: count)", default=None)
    formula: Annotated[TargetFormula, choice(*TARGET_FORMULAS)] | None = described(
        "công thức của tiêu chí có chỉ tiêu (A kết quả, T chỉ tiêu, M điểm tối đa):"
        " half_then_best: đúng chỉ tiêu được M/2, phần còn lại so với đơn vị vượt nhiều nhất;"
        " reached: đạt thì M, không đạt thì 0; proportional: M·A/T, nhiều nhất M;"
        " lower_is_better: A không quá T thì M, quá thì M·T/A; tiers: theo các mức ở tiers;"
        " T = 0: không chấm, trừ lower_is_better; không ghi: theo scoring.target_formula",
        default=None,
    )
    tiers: tuple[Tier, ...] = described(
        "các mức điểm, từ cao xuống thấp (formula: tiers); dưới mức cuối cùng: 0 điểm", default=()
    )
    criteria: tuple["Criterion", ...] = described("các tiêu chí bên trong, nếu là một nhóm", default=())

    @property
    def is_group(self) -> bool:
        return bool(self.criteria)

    def leaves(self) -> Iterator["Criterion"]:
        """The criteria that are scored, in the order of the sheet."""
        if not self.criteria:
            yield self
        for child in self.criteria:
            yield from child.leaves()

    @property
    def maximum(self) -> Decimal:
        """Điểm tối đa: its own, or the sum of what it groups (points)."""
        return sum((leaf.max or Decimal(0) for leaf in self.leaves()), Decimal(0))


class Final(Record):
    """Điểm cuối cùng lấy từ đâu."""

    by: FinalBy = described(
        "assessed: điểm thẩm định; self: tự chấm; average: trung bình hai điểm; panel: các đơn vị chấm chéo"
    )
    drop_extremes: YesNo = described("panel: bỏ một điểm cao nhất và một điểm thấp nhất", default=False)


class Rounding(Record):
    """Làm tròn: to which step, in which direction, where."""

    to: Positive = described("bước làm tròn: 0.01")
    mode: RoundMode = described("half_up: 5 thì tăng; half_even; down: cắt; up: tăng", default="half_up")
    at: Annotated[Literal["total", "criterion"], choice("total", "criterion")] = described(
        "total: một lần ở tổng điểm; criterion: từng tiêu chí", default="total"
    )


class Cap(Record):
    """Mức trần của điểm thưởng hoặc điểm trừ."""

    max: Points = described("tổng điểm nhiều nhất")
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)


class Band(Record):
    """Xếp loại: a name for a range of totals."""

    name: Text = described("tên mức xếp loại")
    lower: Points = described("từ bao nhiêu điểm (tính cả mức này)", alias="from")
    below: Points | None = described("dưới bao nhiêu điểm; không ghi: đến mức liền trên", default=None)


class Scoring(Record):
    """Bảng điểm: scale, criteria, and how the final score comes about."""

    scale: Positive = described("thang điểm; bằng tổng điểm tối đa của các tiêu chí")
    final: Annotated[Final, short_form("by")] = described(
        "điểm cuối cùng lấy từ đâu", default_factory=lambda: Final(by="assessed")
    )
    round: Rounding = described("làm tròn", default_factory=lambda: Rounding(to=Decimal("0.01")))
    not_applicable: NotApplicable = described(
        "tiêu chí không phát sinh: rescale: quy đổi theo phần còn lại; full: cho điểm tối đa; zero: không điểm",
        default="rescale",
    )
    target_formula: Annotated[TargetFormula, choice(*TARGET_FORMULAS)] | None = described(
        "công thức của mọi tiêu chí có chỉ tiêu không ghi formula riêng", default=None
    )
    lead_from: Annotated[LeadFrom, choice("considered", "all")] | None = described(
        "half_then_best: mức vượt cao nhất lấy trong các đơn vị nào: considered: chỉ các đơn vị được xét;"
        " all: mọi đơn vị có điểm; phải ghi khi hai cách cho kết quả khác nhau",
        default=None,
    )
    criteria: tuple["Criterion", ...] = described("các tiêu chí, có thể theo nhóm", min_length=1)
    bonus: Cap | None = described("trần điểm thưởng; không ghi: không có điểm thưởng", default=None)
    penalty: Cap | None = described("trần điểm trừ; không ghi: không có điểm trừ", default=None)
    bands: tuple[Band, ...] = described("các mức xếp loại, từ cao xuống thấp", default=())

    def leaves(self) -> tuple[Criterion, ...]:
        """Every criterion that is scored, in the order of the sheet."""
        return tuple(leaf for criterion in self.criteria for leaf in criterion.leaves())

    def formula_of(self, leaf: Criterion) -> TargetFormula | None:
        """The formula of a criterion with a target: its own, else that of the sheet; None where none is written."""
        return leaf.formula or self.target_formula


class Fact(Record):
    """Điều kiện có/không mà một đơn vị có thể đạt."""

    code: Code = described("mã điều kiện: vuot-chi-tieu")
    name: Text = described("nội dung điều kiện")
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)


class Threshold(Record):
    """Ngưỡng phiếu: a share of a named base, reached (`at_least`) or exceeded (`more_than`)."""

    at_least: Share | None = described("ít nhất: 80%, 2/3", default=None)
    more_than: Share | None = described("trên: 1/2, 50%", default=None)
    of: Annotated[Base, choice(*BASES)] = described(
        "của: members: tổng số thành viên; present: số dự họp; issued: phiếu phát ra;"
        " returned: phiếu thu về; valid: phiếu hợp lệ"
    )
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)


class Quota(Record):
    """Chỉ tiêu: a number of units, or a share of a base with its rounding."""

    count: Count | None = described("số đơn vị", default=None)
    share: Share | None = described("tỷ lệ: 50%", default=None)
    of: Annotated[Literal["members", "remaining"], choice("members", "remaining")] | None = described(
        "members: tổng số thành viên; remaining: số thành viên còn lại sau các khen thưởng trước",
        default=None,
    )
    round: Annotated[Literal["down", "up", "nearest"], choice("down", "up", "nearest")] | None = described(
        "làm tròn: down: xuống; up: lên; nearest: gần nhất (một nửa thì lên)", default=None
    )


class Streak(Record):
    """Nhiều năm liền: the same award or band in consecutive years."""

    award: Code | None = described("mã khen thưởng đã được tặng trong các năm liền trước", default=None)
    band: Text | None = described("mức xếp loại trở lên, tính cả năm xét", default=None)
    years: Count = described("số năm liền")


class NotAwarded(Record):
    """Không xét lại: no such award within the last years."""

    award: Code = described("mã khen thưởng")
    years: Count = described("trong bao nhiêu năm liền trước")


class Requirements(Record):
    """Điều kiện: what a unit must meet before it can be nominated."""

    min_score: Points | None = described("tổng điểm ít nhất", default=None)
    max_rank: Count | None = described("xếp hạng thấp nhất còn được xét", default=None)
    band: Text | None = described("xếp loại từ mức này trở lên", default=None)
    facts: tuple[Code, ...] = described("các điều kiện có/không phải đạt", default=())
    streak: Streak | None = described("nhiều năm liền", default=None)
    not_awarded: NotAwarded | None = described("chưa được khen thưởng này trong các năm gần đây", default=None)


class Marking(Record):
    """Cách ghi phiếu: how a ballot is marked."""

    mark: Annotated[Literal["approve", "choose"], choice("approve", "choose")] = described(
        "approve: đồng ý hay không với từng đơn vị; choose: chọn nhiều nhất n đơn vị", default="approve"
    )
    max_choices: Count | None = described("chọn nhiều nhất bao nhiêu đơn vị", default=None)
    over_marked: Annotated[Literal["error", "invalid"], choice("error", "invalid")] = described(
        "phiếu chọn quá số: error: báo lỗi; invalid: tính là phiếu không hợp lệ", default="error"
    )
    blank: Annotated[Literal["invalid", "valid"], choice("invalid", "valid")] = described(
        "phiếu trắng: invalid: không hợp lệ; valid: hợp lệ, không đồng ý đơn vị nào", default="invalid"
    )
    uncontested: Annotated[Literal["approve", "choose"], choice("approve", "choose")] = described(
        "khi số đơn vị đưa ra bầu không nhiều hơn số chỗ: approve: phiếu hỏi đồng ý hay không đồng ý; choose: vẫn"
        " chỉ chọn",
        default="approve",
    )


class Award(Record):
    """Hình thức khen thưởng: one award the bloc proposes units for."""

    code: Code = described("mã khen thưởng: co-chinh-phu")
    name: Text = described("tên đầy đủ")
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)
    own: YesNo = described(
        "yes: khen thưởng của chính khối, cụm (giải, giấy khen), khối, cụm tự tặng, không đưa vào tờ trình;"
        " Nhất, Nhì, Ba: ghi ba khen thưởng liền nhau, mỗi khen thưởng quota: 1;"
        " đơn vị được giải vẫn được đề nghị cấp trên khen thưởng",
        default=False,
    )
    authority: Code | None = described(
        "mã cơ quan nhận tờ trình, ghi ở authorities trong bloc.yaml; không ghi: authority trong bloc.yaml",
        default=None,
    )
    decided_by: Text | None = described(
        "cấp quyết định khen thưởng, khi cao hơn nơi nhận tờ trình: Thủ tướng Chính phủ; không ghi: tờ trình không nêu",
        default=None,
    )
    quota: Annotated[Quota, short_form("count")] = described("chỉ tiêu: một số, hoặc tỷ lệ")
    select_by: Annotated[Literal["vote", "score", "consensus"], choice("vote", "score", "consensus")] = described(
        "vote: bỏ phiếu; score: theo điểm; consensus: thống nhất chung", default="vote"
    )
    requires: Requirements = described("điều kiện", default_factory=Requirements)
    marking: Marking = described("cách ghi phiếu", default_factory=Marking, alias="ballot")
    passes: Annotated[Threshold | None, none_word()] = described(
        "ngưỡng phiếu để được đề nghị; none: quy chế không đặt ngưỡng, nhiều phiếu hơn thì được", default=None
    )
    order: tuple[Text, ...] | None = described(
        "thứ tự so sánh khi vượt chỉ tiêu: votes, score, criterion:MÃ, bonus, female_share,"
        " fewer_earlier_awards, more_earlier_awards; không ghi: votes (hoặc score)",
        default=None,
    )
    unscored: Annotated[Literal["out", "last"], choice("out", "last")] = described(
        "đơn vị, tập thể không có số liệu của một mục trong order: out: không so sánh được bằng mục ấy (chọn theo điểm"
        " thì không thuộc diện chọn); last: xếp sau đơn vị có số liệu",
        default="out",
    )
    outside_precedence: YesNo = described("yes: đơn vị đã có khen thưởng khác vẫn được đề nghị", default=False)

    @property
    def ordering(self) -> tuple[str, ...]:
        """The keys by which those who pass are ordered."""
        if self.order is not None:
            return self.order
        return ("score",) if self.select_by == "score" else ("votes",)


class Appointment(Record):
    """Chỉ định: in a bloc's first year the authority names the head."""

    head: Code = described("trưởng khối được chỉ định cho năm sau")
    deputies: tuple[Code, ...] = described("phó trưởng khối được chỉ định", default=())
    basis: Text = described("văn bản chỉ định")


class Head(Record):
    """Trưởng khối: how next year's head and deputies are found."""

    method: Annotated[Literal["election", "rotation", "appointed"], choice("election", "rotation", "appointed")] = (
        described("election: bầu; rotation: luân phiên theo thứ tự; appointed: cấp trên chỉ định")
    )
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)
    one_turn_per_cycle: YesNo = described("mỗi đơn vị làm trưởng khối một lần trong một vòng", default=True)
    exclude_not_considered: YesNo = described(
        "không chọn đơn vị bị chưa xét hoặc không xét trong năm vừa qua", default=False
    )
    immediate_reelection: YesNo | None = described(
        "hết vòng, trưởng khối đương nhiệm có được làm liền năm sau không, khi còn đơn vị khác có thể nhận; không ghi:"
        " no nếu mỗi đơn vị chỉ làm một lần trong một vòng (one_turn_per_cycle), yes nếu không",
        default=None,
    )
    missed_turn: Annotated[MissedTurn, choice("next", "end_of_cycle", "lost")] | None = described(
        "luân phiên: đơn vị bị bỏ qua trong vòng này (xin không nhận, không được xét, vào sau): next: đến lượt ngay năm"
        " sau; end_of_cycle: khi đi hết thứ tự thì quay lại; lost: chờ vòng sau; không ghi: end_of_cycle",
        default=None,
    )
    successors_inherit: YesNo = described("đơn vị kế thừa coi như đã đến lượt nếu đơn vị cũ đã làm", default=True)
    deputy_first: YesNo = described(
        "luân phiên: ưu tiên phó trưởng khối của năm nay làm trưởng khối năm sau", default=False
    )
    deputies: Count | None = described("số phó trưởng khối (0-2)", default=None)
    deputy_from: Annotated[Literal["next_in_order", "election"], choice("next_in_order", "election")] = described(
        "phó trưởng khối: next_in_order: đơn vị kế tiếp theo thứ tự; election: bầu",
        default="next_in_order",
    )
    marking: Marking = described(
        "cách ghi phiếu", default_factory=lambda: Marking(mark="choose", max_choices=1), alias="ballot"
    )
    passes: Annotated[Threshold | None, none_word()] = described(
        "ngưỡng phiếu để trúng cử; none: quy chế không đặt ngưỡng, nhiều phiếu hơn thì được", default=None
    )
    deputy_marking: Marking | None = described(
        "cách ghi phiếu bầu phó trưởng khối; không ghi: chọn đủ số phó trưởng khối", default=None, alias="deputy_ballot"
    )
    deputy_passes: Annotated[Threshold | None, none_word()] = described(
        "ngưỡng phiếu để trúng cử phó trưởng khối; không ghi: như trưởng khối", default=None
    )
    appointment: Appointment | None = described("quyết định chỉ định (method: appointed)", default=None)

    @property
    def reelects(self) -> bool:
        """Whether the outgoing head may lead again at once, though another may."""
        return not self.one_turn_per_cycle if self.immediate_reelection is None else self.immediate_reelection

    @property
    def prefers_deputies(self) -> bool:
        """Whether a deputy of this year is the first in turn; only where the head comes by rotation."""
        return self.method == "rotation" and self.deputy_first

    @property
    def misses(self) -> MissedTurn:
        """What becomes of a turn that passed; only where the head comes by rotation, once a cycle."""
        if self.method != "rotation" or not self.one_turn_per_cycle or self.missed_turn is None:
            return "end_of_cycle"
        return self.missed_turn


class Conference(Record):
    """Hội nghị: rules of the meeting itself."""

    quorum: Threshold | None = described("số đơn vị dự họp tối thiểu", default=None)
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)


class Regulation(Record):
    """Quy chế của một năm: score sheet, awards, quotas, thresholds, head."""

    format: Literal["1"] = described("phiên bản định dạng của tệp, luôn là 1")
    title: Text = described("tên quy chế, kèm số và ngày ban hành")
    legal_bases: tuple[Text, ...] = described("các căn cứ, mỗi căn cứ một dòng", default=())
    scoring: Scoring | None = described("bảng điểm; không ghi: khối không chấm điểm", default=None)
    facts: tuple[Fact, ...] = described("các điều kiện có/không", default=())
    conference: Conference = described("quy định về hội nghị", default_factory=Conference)
    awards: tuple[Award, ...] = described("các hình thức khen thưởng, theo thứ tự từ cao xuống thấp", default=())
    one_award_per_unit: YesNo = described(
        "mỗi đơn vị nhiều nhất một hình thức khen thưởng; khen thưởng của chính khối (own) tính riêng", default=True
    )
    head: Head | None = described("cách chọn trưởng khối năm sau", default=None)

    @property
    def proposes(self) -> bool:
        """Whether any award is proposed to an authority, and not given by the bloc itself."""
        return any(not award.own for award in self.awards)

    def award(self, code: str) -> Award | None:
        """The award with this code."""
        return next((award for award in self.awards if award.code == code), None)
