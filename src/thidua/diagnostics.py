"""Problems in what users wrote, as values.

A rule names a place *symbolically*: a file, a route of keys and indices, and whether the key or
the value is meant. The line and the column are worked out last, by whoever prints it
(`records.source.locate`).
"""

from typing import Literal, NamedTuple

Route = tuple[str | int, ...]
"""The way from the top of a file to a value: keys of mappings, 0-based indices of lists."""


class Place(NamedTuple):
    """Vị trí: where in the users' files something stands.

    `file` is relative to the workspace, with `/`. `span` (start and end offset in the decoded
    text) is for problems of the text itself, which have no route; `cell` names a spot in a file
    that has no lines: `QLTT!C7`, `đoạn 12`.
    """

    file: str
    route: Route = ()
    on: Literal["key", "value"] = "value"
    span: tuple[int, int] | None = None
    cell: str = ""


class Related(NamedTuple):
    """A second place that explains the first: the limit, the earlier definition."""

    place: Place
    label: str


class Diagnostic(NamedTuple):
    """Lỗi: one thing that is wrong, where, and what to do about it (texts in Vietnamese)."""

    code: str
    place: Place
    message: str
    related: tuple[Related, ...] = ()
    hint: str = ""
    clause: str = ""

    @property
    def is_reminder(self) -> bool:
        """Nhắc: odd, but possible; nothing is held up by it. Which codes are reminders is fixed."""
        return self.code in REMINDERS


CATALOGUE: dict[str, str] = {
    # TD0xx: files and encoding
    "TD001": "không đọc được tệp",
    "TD002": "tệp không phải UTF-8",
    "TD003": "phiên bản định dạng (format) lạ hoặc thiếu",
    "TD004": "thiếu tệp bắt buộc",
    "TD005": "tệp quá lớn",
    "TD006": "tên tệp hoặc thư mục gần giống, không được đọc",
    "TD007": "có phiếu mà không có bảng điểm",
    # TD1xx: YAML
    "TD101": "sai cú pháp YAML",
    "TD102": "dùng phím Tab để thụt dòng",
    "TD103": "thiếu dấu cách sau dấu hai chấm",
    "TD104": "dấu nháy mở mà không đóng",
    "TD105": "còn dấu xung đột khi ghép tệp",
    "TD106": "khóa viết hai lần",
    "TD107": "dấu phẩy cắt đôi một giá trị trong { }",
    "TD108": "dùng neo, bí danh, thẻ hoặc khóa gộp của YAML",
    "TD109": "lồng quá sâu",
    "TD110": "khóa không phải là văn bản",
    "TD111": "nhiều tài liệu YAML trong một tệp",
    "TD112": "có ký tự điều khiển",
    "TD113": "có ký tự ẩn",
    "TD114": "chữ ở bảng mã cũ (TCVN3, VNI) hoặc đọc sai bảng mã",
    "TD115": "dấu cách, gạch, nháy kiểu Word ở chỗ của dấu bàn phím",
    # TD2xx: shape
    "TD201": "thiếu mục bắt buộc",
    "TD202": "khóa lạ",
    "TD203": "giá trị sai kiểu",
    "TD204": "số viết mơ hồ",
    "TD205": "giá trị không có trong danh sách cho phép",
    "TD206": "giá trị ngoài khoảng cho phép",
    "TD207": "phải ghi đúng một trong các khóa",
    "TD208": "khóa để trống",
    "TD209": "dấu # cắt ngắn một giá trị",
    # TD3xx: members and references
    "TD301": "mã đơn vị không có trong danh sách",
    "TD302": "đơn vị không là thành viên trong năm đó",
    "TD303": "mã hoặc tên dùng hai lần",
    "TD304": "mã khen thưởng không có trong quy chế",
    "TD305": "mã tiêu chí không có trong bảng điểm",
    "TD306": "mã điều kiện (facts) không có trong quy chế",
    "TD307": "quan hệ kế thừa không hợp lý",
    "TD308": "năm ra khỏi khối trước năm vào khối",
    "TD309": "tình trạng thiếu hoặc thừa lý do, căn cứ",
    "TD310": "tiêu chí đứng ngoài nhóm mang mã của nó",
    "TD311": "mã khối khác tên thư mục",
    "TD312": "mã cơ quan nhận tờ trình không có trong bloc.yaml",
    # TD4xx: criteria and scores
    "TD401": "tổng điểm tối đa không khớp",
    "TD402": "điểm vượt mức tối đa",
    "TD403": "thiếu điểm",
    "TD404": "các mức xếp loại hở hoặc chồng nhau",
    "TD405": "tổng điểm đã ghi khác tổng điểm tính được",
    "TD406": "điểm không đúng kiểu của tiêu chí",
    "TD407": "tiêu chí khai báo chưa đủ hoặc thừa",
    "TD408": "điểm chấm chéo không hợp lệ",
    "TD409": "quy chế không có điểm thưởng hoặc điểm trừ",
    "TD410": "các mức điểm của tiêu chí có chỉ tiêu không hợp lệ",
    "TD411": "chưa rõ đơn vị không được xét có làm mốc so sánh không",
    "TD412": "mỗi đơn vị đếm được nhiều hơn điểm tối đa",
    "TD413": "bước làm tròn ít khi dùng",
    # TD5xx: ballots
    "TD501": "số phiếu không khớp",
    "TD502": "phiếu chọn quá số đơn vị cho phép",
    "TD503": "số phiếu đồng ý vượt số phiếu hợp lệ",
    "TD504": "tổng số lượt chọn vượt mức có thể",
    "TD505": "tổng hợp và từng phiếu không khớp nhau",
    "TD506": "đơn vị không có trong danh sách bầu",
    "TD507": "đơn vị không đủ điều kiện vào danh sách bầu",
    "TD508": "một phiếu ghi một đơn vị hai lần",
    "TD509": "thành phần dự hội nghị mâu thuẫn",
    "TD510": "cuộc bỏ phiếu thiếu hoặc thừa dữ liệu",
    "TD511": "vòng bỏ phiếu trùng, nhảy vòng hoặc thừa",
    "TD512": "phiếu không chọn ai khi số ứng cử không nhiều hơn số chỗ",
    "TD513": "vòng sau không đúng các đơn vị còn trong diện bầu",
    "TD514": "phiếu chọn mà không chọn đơn vị nào",
    "TD515": "bỏ phiếu khi không còn chỗ nào",
    "TD516": "biên bản hội nghị còn thiếu",
    "TD517": "đại biểu của đơn vị vắng mặt",
    "TD520": "hội nghị họp vào ngày, giờ không thể có",
    "TD521": "ngày họp lạ so với năm bình xét",
    "TD522": "số liệu chép nguyên từ năm trước",
    # TD6xx: awards and quotas
    "TD601": "chỉ tiêu khen thưởng không hợp lệ",
    "TD602": "ngưỡng phiếu không hợp lệ",
    "TD603": "khóa sắp xếp lạ",
    "TD604": "quyết định không ứng với chỗ nào chưa phân định",
    "TD605": "quyết định chọn thừa hoặc thiếu",
    "TD606": "điều kiện của khen thưởng không hợp lệ",
    "TD607": "thiếu số liệu năm trước cho điều kiện nhiều năm liền",
    "TD608": "cách chọn và quy định bỏ phiếu mâu thuẫn",
    "TD609": "chưa ghi ngưỡng phiếu",
    "TD610": "tỷ lệ làm tròn bằng tay",
    "TD611": "quyết định chọn đơn vị không đủ phiếu mà không nêu điều khoản",
    "TD612": "quyết định có lợi cho đơn vị của người quyết định",
    # TD7xx: head
    "TD701": "thứ tự luân phiên không khớp danh sách thành viên",
    "TD702": "lịch sử các năm mâu thuẫn",
    "TD703": "chưa biết trưởng khối, phó trưởng khối của năm",
    "TD704": "quy định về trưởng khối mâu thuẫn",
    "TD705": "đơn vị không thể được bầu làm trưởng khối, phó trưởng khối",
    "TD706": "không biết luân phiên đi tiếp từ đâu",
    "TD707": "vòng luân phiên có năm chưa ghi trưởng khối",
    "TD708": "lịch sử khác kết quả tính từ tệp của năm đó",
    "TD709": "lịch sử ghi điều lạ",
    "TD710": "lịch sử thiếu năm",
    # TD8xx: templates and papers
    "TD801": "không mở được mẫu văn bản",
    "TD802": "mẫu dùng biến không có",
    "TD803": "thẻ trong mẫu sai cú pháp",
    "TD804": "mẫu còn vết sửa (track changes)",
    "TD805": "không ghi được văn bản",
    # TD806 was retired: nothing raised it
    "TD807": "phông chữ, cỡ chữ hoặc lề ngoài thể thức",
    "TD808": "mẫu có nội dung không an toàn",
    "TD809": "mẫu còn ghi chú (comments)",
    "TD810": "không có LibreOffice",
    "TD811": "chuyển sang PDF không thành",
    "TD812": "ngày của văn bản không thể có",
    "TD813": "văn bản có thể còn của năm khác",
    "TD814": "thành tích của đơn vị không được đề nghị",
    "TD815": "mẫu không in điều văn bản phải có",
    "TD816": "mẫu gõ sẵn số liệu, ngày tháng, họ tên",
    # TD9xx: internal
    "TD901": "lỗi của chương trình",
}
"""Every code with its title; each has a page in `explain/`. A code is never reused."""

REMINDERS: frozenset[str] = frozenset(
    {
        "TD209",
        "TD311",
        "TD412",
        "TD413",
        "TD514",
        "TD515",
        "TD516",
        "TD517",
        "TD521",
        "TD609",
        "TD610",
        "TD612",
        "TD707",
        "TD709",
        "TD710",
        "TD813",
        "TD814",
        "TD815",
        "TD816",
    }
)
"""The codes that remind instead of refuse: they are shown, and the exit code stays what the result makes it."""
