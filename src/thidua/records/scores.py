"""`scores.yaml`: what each member scored, its facts and status."""

from typing import Annotated, Literal

from thidua.records.shape import Code, Number, Points, Portion, Record, Text, Written, choice, described, short_form

Status = Literal["considered", "on_hold", "excluded", "withdrawn"]
STATUSES: tuple[Status, ...] = ("considered", "on_hold", "excluded", "withdrawn")


class Score(Record):
    """Điểm của một tiêu chí: which keys are used depends on the criterion's kind."""

    note: Annotated[Literal["not_applicable"], choice("not_applicable")] | None = described(
        "not_applicable: tiêu chí không phát sinh ở đơn vị này", default=None
    )
    self_score: Written | None = described("điểm tự chấm (hoặc số lượng, có/không tự khai)", default=None, alias="self")
    assessed: Written | None = described("điểm thẩm định (hoặc số lượng, có/không đã thẩm định)", default=None)
    target: Points | None = described("chỉ tiêu được giao (kind: target)", default=None)
    actual: Number | None = described("kết quả thực hiện (kind: target)", default=None)
    panel: dict[Code, Points] = described("chấm chéo: đơn vị chấm → điểm", default={})


class Adjustment(Record):
    """Điểm thưởng hoặc điểm trừ, với lý do và căn cứ."""

    points: Points = described("số điểm, luôn viết không âm")
    reason: Text = described("lý do")
    basis: Text | None = described("căn cứ", default=None)


class Standing(Record):
    """Tình trạng xét: what a unit or a collective brings to the review besides its scores."""

    status: Annotated[Status, choice(*STATUSES)] = described(
        "considered: được xét; on_hold: chưa xét; excluded: không xét; withdrawn: xin rút",
        default="considered",
    )
    reason: Text | None = described("lý do chưa xét, không xét, rút", default=None)
    basis: Text | None = described("căn cứ của tình trạng", default=None)
    facts: tuple[Code, ...] = described("các điều kiện có/không mà đơn vị đạt", default=())
    female_share: Portion | None = described("tỷ lệ nữ của tập thể", default=None)


class UnitScores(Standing):
    """Phiếu điểm của một đơn vị thành viên."""

    scores: dict[Code, Annotated[Score, short_form("note")]] = described(
        "điểm từng tiêu chí; bỏ trống một tiêu chí: chưa có điểm", default={}, empty=True
    )
    bonus: tuple[Adjustment, ...] = described("điểm thưởng", default=())
    penalty: tuple[Adjustment, ...] = described("điểm trừ", default=())
    total: Points | None = described("tổng điểm trên bảng đã ký; để đối chiếu", default=None)


class Collective(Standing):
    """Tập thể không phải thành viên: a sub-unit `of` a member, nominated under its own name."""

    name: Text = described("tên đầy đủ của tập thể")
    of: Code = described("mã đơn vị thành viên quản lý tập thể này")


class Scores(Record):
    """Kết quả chấm điểm của một năm."""

    format: Literal["1"] = described("phiên bản định dạng của tệp, luôn là 1")
    units: dict[Code, UnitScores] = described(
        "mã đơn vị → phiếu điểm; bỏ trống một đơn vị: chưa có phiếu điểm", default={}, empty=True
    )
    collectives: dict[Code, Collective] = described("tập thể không phải thành viên được giới thiệu", default={})

    @property
    def has_figures(self) -> bool:
        """Whether any unit has a score: a sheet that was only laid out says nothing of the year."""
        sheets = self.units.values()
        return any(sheet.total is not None or any(one != Score() for one in sheet.scores.values()) for sheet in sheets)
