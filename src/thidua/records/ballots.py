"""`ballots.yaml`: the conference: attendance, contests, votes or papers, decisions on ties."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from thidua.records.shape import Clock, Code, Count, Day, Record, Text, choice, described, short_form

Method = Literal["secret_ballot", "show_of_hands", "consensus"]
METHODS: tuple[Method, ...] = ("secret_ballot", "show_of_hands", "consensus")

DEFACED = "defaced"
"""In a list of ballots: one that is torn, signed or scribbled on."""


BLANK = "blank"
"""In a list of ballots: one without any mark. `[]` is no blank ballot: it disagrees with everybody."""


def _ballot(value: Any) -> Any:
    return (value,) if value in (DEFACED, BLANK) else value


Ballot = Annotated[tuple[Code, ...], BeforeValidator(_ballot)]
"""Một lá phiếu: the units it marks; `blank` and `defaced` are papers of their own. Never a voter's name."""


class Delegate(Record):
    """Đại biểu của một đơn vị thành viên."""

    name: Text = described("họ và tên")
    office: Text | None = described("chức vụ", default=None)
    unit: Code = described("mã đơn vị")


class Guest(Record):
    """Đại biểu mời; a text instead of a group is all that is on file about one."""

    name: Text = described("họ và tên; hoặc cả lời giới thiệu, khi viết khách mời thành một dòng văn bản")
    office: Text | None = described("chức vụ", default=None)
    organization: Text | None = described("cơ quan, đơn vị công tác", default=None)


class CoChair(Record):
    """Người đồng chủ trì: who presides beside the chair."""

    name: Text = described("họ và tên")
    office: Text | None = described("chức vụ", default=None)


class Meeting(Record):
    """Hội nghị: when, where, and who took part."""

    held_on: Day | None = described("ngày họp", default=None)
    starts_at: Clock | None = described("giờ khai mạc", default=None)
    ends_at: Clock | None = described("giờ bế mạc", default=None)
    venue: Text | None = described("địa điểm", default=None)
    chair: Text | None = described("người chủ trì", default=None)
    chair_office: Text | None = described("chức vụ của người chủ trì", default=None)
    co_chairs: tuple[CoChair, ...] = described(
        "người đồng chủ trì; biên bản vẫn do người chủ trì (chair) ký ở ô chủ tọa", default=()
    )
    secretary: Text | None = described("thư ký", default=None)
    guests: tuple[Annotated[Guest, short_form("name")], ...] = described(
        "đại biểu mời: mỗi người một dòng văn bản, hoặc một nhóm khóa name, office, organization", default=()
    )
    delegates: tuple[Delegate, ...] = described(
        "đại biểu của các đơn vị thành viên, để lập danh sách đại biểu ký tên", default=()
    )
    present: tuple[Code, ...] | None = described("các đơn vị có mặt", default=None)
    absent: tuple[Code, ...] | None = described("các đơn vị vắng mặt; những đơn vị còn lại là có mặt", default=None)
    written_opinions: tuple[Code, ...] = described("đơn vị vắng mặt gửi phiếu, ý kiến bằng văn bản", default=())


class Teller(Record):
    """Thành viên tổ kiểm phiếu."""

    name: Text = described("họ và tên")
    role: Text = described("tổ trưởng, thành viên")
    unit: Code | None = described("mã đơn vị", default=None)


class Invalid(Record):
    """Phiếu không hợp lệ theo loại."""

    blank: Count = described("phiếu trắng", default=0)
    too_many: Count = described("phiếu chọn quá số", default=0)
    defaced: Count = described("phiếu hỏng, có dấu hiệu", default=0)

    @property
    def total(self) -> int:
        return self.blank + self.too_many + self.defaced


class BallotCounts(Record):
    """Số phiếu: issued, returned, valid, invalid."""

    issued: Count = described("phiếu phát ra")
    returned: Count = described("phiếu thu về")
    valid: Count | None = described("phiếu hợp lệ", default=None)
    invalid: Invalid | None = described("phiếu không hợp lệ", default=None)


class LeftOut(Record):
    """Đơn vị của vòng trước không đưa ra bầu lại ở vòng này."""

    unit: Code = described("mã đơn vị")
    reason: Text = described("lý do: xin rút, hội nghị quyết định …")


class Contest(Record):
    """Cuộc bỏ phiếu: one award or one office put to the vote, in one round."""

    award: Code | None = described("mã khen thưởng", default=None)
    office: Annotated[Literal["head", "deputy"], choice("head", "deputy")] | None = described(
        "head: trưởng khối; deputy: phó trưởng khối", default=None
    )
    method: Annotated[Method, choice(*METHODS)] = described(
        "secret_ballot: phiếu kín; show_of_hands: giơ tay; consensus: thống nhất chung",
        default="secret_ballot",
    )
    round: Count = described("vòng bỏ phiếu", default=1)
    nominees: tuple[Code, ...] | None = described(
        "danh sách đưa ra bầu; không ghi: mọi đơn vị đủ điều kiện", default=None
    )
    left_out: tuple[LeftOut, ...] = described(
        "từ vòng 2: đơn vị còn trong diện bầu lại mà không đưa ra bầu, kèm lý do", default=()
    )
    counts: BallotCounts | None = described("số phiếu", default=None, alias="papers")
    votes: dict[Code, Count] | None = described("tổng hợp: đơn vị → số phiếu đồng ý", default=None)
    ballots: tuple[Ballot, ...] | None = described("từng lá phiếu: các đơn vị được chọn", default=None)
    agreed: tuple[Code, ...] | None = described("các đơn vị được thống nhất (consensus)", default=None)


class Decision(Record):
    """Quyết định của người có trách nhiệm ở chỗ quy chế không phân định được."""

    award: Code | None = described("mã khen thưởng", default=None)
    office: Annotated[Literal["head", "deputy"], choice("head", "deputy")] | None = described(
        "head: trưởng khối; deputy: phó trưởng khối", default=None
    )
    chosen: tuple[Code, ...] = described("các đơn vị được chọn; [] là để trống các chỗ còn lại")
    over: tuple[Code, ...] = described("các đơn vị ngang bằng không được chọn", default=())
    by: Text = described("ai quyết định")
    reason: Text = described("lý do")
    clause: Text | None = described("điều, khoản, điểm của quy chế", default=None)
    chair: Text | None = described(
        "người điều hành khi quyết định, nếu đơn vị được chọn là đơn vị chủ trì hội nghị", default=None
    )


class Declined(Record):
    """Đơn vị xin không làm trưởng khối, phó trưởng khối."""

    unit: Code = described("mã đơn vị")
    reason: Text = described("lý do")


class Ballots(Record):
    """Kết quả hội nghị bình xét của một năm."""

    format: Literal["1"] = described("phiên bản định dạng của tệp, luôn là 1")
    conference: Meeting = described("hội nghị", default_factory=Meeting)
    counting_board: tuple[Teller, ...] = described("tổ kiểm phiếu", default=())
    contests: tuple[Contest, ...] = described("các cuộc bỏ phiếu", default=())
    decisions: tuple[Decision, ...] = described("quyết định ở chỗ chưa phân định", default=())
    declined: tuple[Declined, ...] = described("đơn vị xin không nhận nhiệm vụ trưởng khối", default=())
