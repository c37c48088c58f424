"""`bloc.yaml`: who the bloc is, its members, the order of rotation, the memory of past years."""

from typing import Annotated, Literal

from thidua.records.shape import Code, Count, Points, Record, Text, Year, YesNo, choice, described


class Member(Record):
    """Đơn vị thành viên: one agency, with its first and last year in the bloc."""

    code: Code = described("mã đơn vị, viết liền, do khối tự đặt: QLTT")
    name: Text = described("tên đầy đủ, như in trên văn bản")
    short: Text | None = described("tên gọi tắt, dùng trong bảng", default=None)
    aliases: tuple[Text, ...] = described("các cách gọi khác, để nhận ra đơn vị khi nhập liệu", default=())
    joined: Year | None = described("năm đầu tiên là thành viên; không ghi: từ đầu", default=None)
    left: Year | None = described("năm cuối cùng còn là thành viên; không ghi: vẫn còn", default=None)
    succeeds: tuple[Code, ...] = described("mã các đơn vị cũ mà đơn vị này kế thừa (sáp nhập, đổi tên)", default=())

    @property
    def label(self) -> str:
        """Tên trong bảng: the short name, or the full one."""
        return self.short or self.name

    def is_member(self, year: int) -> bool:
        """Whether the unit belongs to the bloc in `year` (both ends count)."""
        return (self.joined is None or self.joined <= year) and (self.left is None or year <= self.left)


class Authority(Record):
    """Cơ quan có thẩm quyền: to whom the bloc's submission goes."""

    name: Text = described("người hoặc cơ quan quyết định khen thưởng")
    department: Text | None = described("cơ quan nhận hồ sơ (Sở Nội vụ …)", default=None)


class Titles(Record):
    """Chức danh: what the bloc really calls its head and its deputies."""

    head: Text | None = described(
        "đơn vị đứng đầu: Khối trưởng, Cụm trưởng, Thường trực Khối …; không ghi: Trưởng khối, Trưởng cụm", default=None
    )
    deputy: Text | None = described(
        "đơn vị phó: Khối phó, Cụm phó …; không ghi: Phó Trưởng khối, Phó Trưởng cụm", default=None
    )


class Rotation(Record):
    """Luân phiên: the order in which members take the headship."""

    order: tuple[Code, ...] | None = described(
        "thứ tự luân phiên; không ghi: theo thứ tự danh sách thành viên", default=None
    )
    after: dict[Code, Code] = described(
        "trưởng khối cũ không còn trong thứ tự → đi tiếp sau đơn vị nào trong thứ tự; không ghi: sau đơn vị kế thừa",
        default={},
    )
    deputies: Count | None = described("số phó trưởng khối, nếu quy chế của năm không nói khác", default=None)


class PastYear(Record):
    """Lịch sử một năm: who led, what was finally granted, who was not considered.

    A key that is left out was not recorded (None): it says nothing. Nobody at all is written `[]` or `{}`.
    """

    year: Year = described("năm")
    head: Code | None = described("trưởng khối của năm đó", default=None)
    deputies: tuple[Code, ...] | None = described("phó trưởng khối của năm đó", default=None)
    appointed: Text | None = described("căn cứ, nếu trưởng khối do cấp trên chỉ định", default=None)
    proposed: dict[Code, tuple[Code, ...]] | None = described(
        "đã đề nghị khen thưởng: mã khen thưởng → đơn vị", default=None
    )
    granted: dict[Code, tuple[Code, ...]] | None = described(
        "đã được khen thưởng: mã khen thưởng → đơn vị; không ghi: chưa rõ; {}: không đơn vị nào;"
        " hình thức đã đề nghị (proposed) mà không ghi ở đây: chưa rõ",
        default=None,
    )
    excluded: tuple[Code, ...] | None = described("đơn vị không được xét trong năm đó", default=None)
    bands: dict[Code, Text] | None = described(
        "xếp loại của từng đơn vị; đơn vị không ghi: chưa rõ, trừ khi ghi ở excluded, hoặc năm đó có thư mục để tính",
        default=None,
    )
    collectives: dict[Code, Text] = described("tập thể không phải thành viên đã được khen thưởng: mã → tên", default={})
    totals: dict[Code, Points] | None = described("tổng điểm của từng đơn vị", default=None)
    ranks: dict[Code, Count] | None = described("xếp hạng của từng đơn vị", default=None)


class Bloc(Record):
    """Khối thi đua: its identity, members and memory; one folder in `bloc_configs/`."""

    format: Literal["1"] = described("phiên bản định dạng của tệp, luôn là 1")
    code: Code = described("mã của khối, thường là tên thư mục")
    name: Text = described("tên đầy đủ của khối hoặc cụm")
    kind: Annotated[Literal["bloc", "cluster"], choice("bloc", "cluster")] = described(
        "bloc: khối thi đua; cluster: cụm thi đua", default="bloc"
    )
    titles: Titles = described("chức danh khối, cụm thật sự dùng", default_factory=Titles)
    form: Annotated[Literal["state", "party"], choice("state", "party")] = described(
        "thể thức văn bản; state: Nghị định 30/2020/NĐ-CP; party: văn bản của Đảng (Hướng dẫn 36-HD/VPTW)",
        default="state",
    )
    place: Text = described("địa danh ghi trên văn bản")
    authority: Authority = described("nơi gửi tờ trình")
    authorities: dict[Code, Authority] = described(
        "cơ quan khác nhận tờ trình riêng (bộ, ngành): mã → tên, cơ quan nhận hồ sơ; khen thưởng nào gửi nơi nào ghi ở"
        " authority trong regulation.yaml",
        default={},
    )
    illustrative: YesNo = described("yes nếu số liệu chỉ để minh họa", default=False)
    members: tuple[Member, ...] = described("các đơn vị thành viên", min_length=1, max_length=500)
    rotation: Rotation = described("thứ tự luân phiên trưởng khối", default_factory=Rotation)
    history: tuple[PastYear, ...] = described("các năm đã qua, và trưởng khối của năm nay", default=())

    @property
    def is_party(self) -> bool:
        """Khối của Đảng: its papers have the Party's head, not the state's."""
        return self.form == "party"

    def members_of(self, year: int) -> tuple[Member, ...]:
        """The members in `year`, in the order of the roster."""
        return tuple(member for member in self.members if member.is_member(year))

    def member(self, code: str) -> Member | None:
        """The member with this code, in whatever year."""
        return next((member for member in self.members if member.code == code), None)

    def past(self, year: int) -> PastYear | None:
        """What is on file about `year`."""
        return next((past for past in self.history if past.year == year), None)
