"""`report.yaml`: the words of the papers: narrative, signer, recipients, number, date."""

from typing import Annotated, Literal, get_args

from thidua.records.shape import Clock, Code, Count, Day, Record, Text, YesNo, choice, described

StepCode = Literal[
    "delegates", "opening", "report", "discussion", "adoption", "scores", "by_score", "consensus", "board", "vote",
    "remarks", "results", "head", "flag", "pledge", "minutes", "closing",
]  # fmt: skip
"""Một việc trong chương trình hội nghị."""
STEPS: tuple[StepCode, ...] = get_args(StepCode)


class Issuer(Record):
    """Cơ quan ban hành: the top left block of a paper."""

    parent: Text | None = described("tên cơ quan chủ quản trực tiếp, nếu có", default=None)
    name: Text = described("tên cơ quan, tổ chức ban hành: KHỐI THI ĐUA …")
    abbreviation: Text = described("chữ viết tắt trong ký hiệu văn bản: KTĐ")


class Signer(Record):
    """Người ký."""

    authority: Text | None = described("quyền hạn: TM. KHỐI THI ĐUA", default=None)
    office: tuple[Text, ...] = described("chức vụ, mỗi dòng một mục: TRƯỞNG KHỐI; GIÁM ĐỐC …")
    name: Text = described("họ và tên, không ghi học hàm, học vị")


class Paper(Record):
    """Số, ngày, nơi nhận của một văn bản."""

    number: Count | None = described("số văn bản; bỏ trống: để trống chờ văn thư", default=None, empty=True)
    date: Day | None = described("ngày ban hành; bỏ trống: để trống", default=None, empty=True)
    addressees: tuple[Text, ...] = described("kính gửi", default=())
    recipients: tuple[Text, ...] = described("nơi nhận, mỗi nơi một dòng", default=())
    archive: Text = described("dòng lưu", default="VT")
    signer: Signer | None = described("người ký riêng của văn bản này; không ghi: như signer", default=None)


class Minutes(Paper):
    """Biên bản hội nghị: what the program cannot know of its course."""

    archive: Text = described("dòng lưu", default="VT, Hồ sơ")
    proceedings: Text | None = described(
        "diễn biến hội nghị trước phần bình xét; không ghi: câu thường dùng", default=None
    )


class CountMinutes(Paper):
    """Biên bản kiểm phiếu, one a contest and round."""

    number: Count | None = described(
        "số của biên bản đầu tiên, các biên bản sau tăng dần; bỏ trống: để trống", default=None, empty=True
    )
    archive: Text = described("dòng lưu", default="VT, Hồ sơ")


class SubmissionTo(Record):
    """Tờ trình gửi một cơ quan trong authorities: what is its own; the rest is as in `submission`."""

    number: Count | None = described("số văn bản; bỏ trống: để trống chờ văn thư", default=None, empty=True)
    date: Day | None = described("ngày ban hành; không ghi: như submission", default=None)
    addressees: tuple[Text, ...] = described("kính gửi; không ghi: theo authorities trong bloc.yaml", default=())
    recipients: tuple[Text, ...] = described("nơi nhận; không ghi: như submission", default=())
    signer: Signer | None = described("người ký riêng; không ghi: như submission", default=None)
    opinions: Text | None = described("ý kiến của hội nghị; không ghi: như submission", default=None)


class Submission(Paper):
    """Tờ trình đề nghị khen thưởng."""

    addressees: tuple[Text, ...] = described("kính gửi; không ghi: authority trong bloc.yaml", default=())
    opinions: Text | None = described("ý kiến của hội nghị về danh sách đề nghị", default=None)
    to: dict[Code, SubmissionTo] = described(
        "khi có nhiều nơi nhận tờ trình: mã trong authorities của bloc.yaml → số, ngày, nơi nhận riêng",
        default={},
    )


class ScoreSheet(Paper):
    """Bảng điểm, phụ lục của báo cáo."""

    annex: Text | None = described("số thứ tự phụ lục (I, II) khi báo cáo có nhiều phụ lục", default=None)


class BallotPaper(Paper):
    """Phiếu bầu để trống."""

    copies: Count | None = described(
        "số phiếu in cho mỗi cuộc bỏ phiếu; không ghi: bằng số đơn vị được bỏ phiếu", default=None
    )
    instructions: Text | None = described(
        "lời hướng dẫn ghi phiếu; không ghi: theo cách ghi phiếu của quy chế", default=None
    )


class WrittenOpinion(Paper):
    """Phiếu lấy ý kiến bằng văn bản: how what absent members send comes back; what is left out stays dotted."""

    addressees: tuple[Text, ...] = described(
        "kính gửi; không ghi: các đơn vị vắng mặt theo ballots.yaml, chưa có thì để trống", default=()
    )
    return_by: Day | None = described("hạn gửi phiếu về; không ghi: để trống", default=None)
    return_to: Text | None = described("nơi nhận phiếu, người nhận; không ghi: để trống", default=None)


class Sealing(Paper):
    """Biên bản niêm phong phiếu của các cuộc bỏ phiếu kín."""

    archive: Text = described("dòng lưu", default="VT, Hồ sơ")
    kept_at: Text | None = described("nơi giữ phiếu đã niêm phong; không ghi: để trống", default=None)
    kept_until: Day | None = described("ngày hết hạn giữ phiếu; không ghi: để trống", default=None)


class Pledge(Paper):
    """Giao ước thi đua của năm."""

    targets: tuple[Text, ...] = described("các chỉ tiêu thi đua; không ghi: chỉ tiêu chung", default=())
    commitments: tuple[Text, ...] = described("các nội dung cam kết; không ghi: cam kết chung", default=())


class Invitation(Paper):
    """Giấy mời dự hội nghị; what is left out comes from the conference in ballots.yaml, else stays dotted."""

    addressees: tuple[Text, ...] = described("kính mời; không ghi: các đơn vị thành viên và nơi nhận hồ sơ", default=())
    event: Text | None = described("tên hội nghị; không ghi: hội nghị tổng kết năm", default=None)
    chair: Text | None = described("chủ trì; không ghi: theo ballots.yaml", default=None)
    held_on: Day | None = described("ngày họp; không ghi: theo ballots.yaml", default=None)
    starts_at: Clock | None = described("giờ họp; không ghi: theo ballots.yaml", default=None)
    venue: Text | None = described("địa điểm; không ghi: theo ballots.yaml", default=None)
    contents: tuple[Text, ...] = described("nội dung hội nghị; không ghi: các nội dung thường lệ", default=())
    documents: tuple[Text, ...] = described("tài liệu gửi kèm", default=())
    note: Text | None = described("điều cần lưu ý, câu cuối của giấy mời", default=None)


class Handover(Paper):
    """Biên bản bàn giao nhiệm vụ trưởng khối."""

    archive: Text = described("dòng lưu", default="VT, Hồ sơ")
    venue: Text | None = described("địa điểm bàn giao", default=None)
    receiver: Signer | None = described("người ký bên nhận; không ghi: để trống", default=None)
    documents: tuple[Text, ...] = described(
        "hồ sơ, hiện vật bàn giao thêm, ngoài các văn bản và dữ liệu của năm: cờ luân lưu, sổ ghi chép …", default=()
    )
    unfinished: tuple[Text, ...] | None = described(
        "việc còn dở dang, cần làm tiếp; []: không có; không ghi: để trống để ghi tay nếu không còn việc nào khác",
        default=None,
    )
    calendar: dict[Text, Text] = described(
        "lịch công việc của năm sau: thời gian → việc; không ghi: lịch thường lệ", default={}
    )


class DelegateList(Paper):
    """Danh sách đại biểu ký tên; the delegates themselves stand in ballots.yaml."""


class Times(Record):
    """Giờ bắt đầu từng việc của chương trình hội nghị."""

    delegates: Clock | None = described("giới thiệu đại biểu", default=None)
    opening: Clock | None = described("khai mạc", default=None)
    report: Clock | None = described("trình bày dự thảo báo cáo", default=None)
    discussion: Clock | None = described("thảo luận", default=None)
    adoption: Clock | None = described("thông qua báo cáo", default=None)
    scores: Clock | None = described("thông qua kết quả chấm điểm", default=None)
    by_score: Clock | None = described("thông qua danh sách đề nghị theo điểm", default=None)
    consensus: Clock | None = described("thống nhất đề nghị khen thưởng", default=None)
    board: Clock | None = described("cử tổ kiểm phiếu", default=None)
    vote: Clock | None = described("bỏ phiếu, biểu quyết khen thưởng", default=None)
    remarks: Clock | None = described("phát biểu của cấp trên, khách mời", default=None)
    results: Clock | None = described("công bố kết quả", default=None)
    head: Clock | None = described("chọn trưởng khối năm sau", default=None)
    flag: Clock | None = described("bàn giao cờ luân lưu", default=None)
    pledge: Clock | None = described("ký giao ước thi đua", default=None)
    minutes: Clock | None = described("thông qua biên bản", default=None)
    closing: Clock | None = described("bế mạc", default=None)


class AgendaItem(Record):
    """Một việc trong chương trình do khối tự ghi."""

    starts_at: Clock | None = described("giờ bắt đầu", default=None)
    content: Text = described("nội dung")
    who: Text | None = described("người thực hiện", default=None)
    step: Annotated[StepCode, choice(*STEPS)] | None = described(
        "việc thường lệ nào, để kịch bản điều hành có lời và số liệu của việc ấy", default=None
    )
    says: tuple[Text, ...] = described(
        "lời người chủ trì trong kịch bản, mỗi đoạn một mục; không ghi: lời thường dùng", default=()
    )


class Agenda(Paper):
    """Chương trình hội nghị; the script follows the same order."""

    items: tuple[AgendaItem, ...] = described(
        "các việc theo thứ tự; không ghi: theo quy chế và hồ sơ của năm", default=()
    )
    times: Times = described("giờ bắt đầu từng việc, khi không ghi items", default_factory=Times)
    pledge: YesNo = described("có ký giao ước thi đua năm sau ngay tại hội nghị", default=False)


class Script(Paper):
    """Kịch bản điều hành hội nghị: what the chair says at each step of the agenda."""

    opening: Text | None = described("lời khai mạc; không ghi: lời thường dùng", default=None)
    closing: Text | None = described("lời kết luận, bế mạc; không ghi: lời thường dùng", default=None)


class Task(Record):
    """Việc giao sau hội nghị: who does what by when."""

    what: Text = described("việc")
    who: Text | None = described("ai làm: mã đơn vị, hoặc lời văn", default=None)
    by: Text | None = described("thời hạn: trước ngày 10/12/2023", default=None)


class Conclusions(Paper):
    """Thông báo kết luận hội nghị."""

    adopted: Text | None = described("kết luận về báo cáo tổng kết; không ghi: câu thường dùng", default=None)
    tasks: tuple[Task, ...] = described("ai làm việc gì, đến khi nào", default=())


class ScoreForm(Paper):
    """Phiếu chấm điểm của từng đơn vị: blank before there are scores, filled afterwards."""

    assessor: Signer | None = described("người ký bên thẩm định; không ghi: để trống chờ ký", default=None)


class ScoreReview(Paper):
    """Bảng đối chiếu điểm tự chấm và điểm thẩm định."""


class ScoreRequest(Paper):
    """Công văn đề nghị các đơn vị tự chấm điểm."""

    addressees: tuple[Text, ...] = described("kính gửi; không ghi: các đơn vị thành viên", default=())
    period: Text | None = described(
        "thời gian tính thành tích: từ ngày … đến ngày …; không ghi: không nêu", default=None
    )
    due: Day | None = described("hạn gửi hồ sơ tự chấm; không ghi: để trống", default=None)
    send_to: Text | None = described("nơi nhận hồ sơ tự chấm; không ghi: để trống", default=None)
    documents: tuple[Text, ...] = described("hồ sơ phải gửi; không ghi: hồ sơ thường lệ", default=())
    contact: Text | None = described("đầu mối liên hệ: họ tên, điện thoại; không ghi: không nêu", default=None)


class ScoringMinutes(Paper):
    """Biên bản họp thẩm định, chấm điểm; what is left out stays dotted."""

    archive: Text = described("dòng lưu", default="VT, Hồ sơ")
    held_on: Day | None = described("ngày họp", default=None)
    starts_at: Clock | None = described("giờ bắt đầu", default=None)
    ends_at: Clock | None = described("giờ kết thúc", default=None)
    venue: Text | None = described("địa điểm", default=None)
    attendees: tuple[Text, ...] = described("thành phần dự họp: họ tên, chức vụ, đơn vị", default=())
    chair: Text | None = described("chủ trì: họ và tên", default=None)
    chair_office: Text | None = described("chức vụ người chủ trì", default=None)
    secretary: Text | None = described("thư ký: họ và tên", default=None)
    opinions: Text | None = described("ý kiến tại cuộc họp; không ghi: để trống", default=None)


class ScoreNotice(Paper):
    """Thông báo kết quả chấm điểm."""

    objections_due: Day | None = described("hạn gửi ý kiến về kết quả; không ghi: để trống", default=None)
    objections_to: Text | None = described("nơi nhận ý kiến về kết quả; không ghi: để trống", default=None)


class Plan(Paper):
    """Kế hoạch hoạt động của năm."""

    purpose: Text | None = described("mục đích, yêu cầu; không ghi: lời thường dùng", default=None)
    contents: Text | None = described("nội dung hoạt động; không ghi: lời thường dùng", default=None)
    calendar: dict[Text, Text] = described(
        "lịch công việc của năm: thời gian → việc; không ghi: lịch thường lệ", default={}
    )
    organization: Text | None = described("tổ chức thực hiện; không ghi: lời thường dùng", default=None)


class Registration(Paper):
    """Bảng đăng ký danh hiệu thi đua, hình thức khen thưởng."""

    titles: dict[Code, tuple[Text, ...]] = described(
        "đơn vị → các danh hiệu, hình thức đã đăng ký (mã khen thưởng trong quy chế, hoặc tên);"
        " đơn vị không ghi: để trống chờ đăng ký",
        default={},
    )


class Midyear(Paper):
    """Báo cáo sơ kết 6 tháng: the user's words; what is left out stays dotted."""

    results: Text | None = described("I. Kết quả 6 tháng đầu năm", default=None)
    shortcomings: Text | None = described("II. Hạn chế, nguyên nhân", default=None)
    directions: Text | None = described("III. Nhiệm vụ 6 tháng cuối năm", default=None)
    proposals: Text | None = described("IV. Đề xuất, kiến nghị; không ghi: không có phần này", default=None)


class Outline(Paper):
    """Đề cương báo cáo thành tích, one for each unit proposed."""

    period: Text | None = described("thời gian tính thành tích; không ghi: cả năm", default=None)


class Sections(Record):
    """Lời văn các phần của báo cáo. `## ` mở tiểu mục, `- ` mở gạch đầu dòng, dòng trống ngăn đoạn."""

    situation: Text = described("I. Đặc điểm, tình hình")
    results: Text = described("II. Kết quả thực hiện")
    shortcomings: Text = described("III. Hạn chế, nguyên nhân, bài học kinh nghiệm")
    review: Text | None = described("IV. Kết quả bình xét: lời dẫn trước bảng điểm và danh sách", default=None)
    directions: Text = described("V. Phương hướng, nhiệm vụ năm sau")
    proposals: Text = described("VI. Đề xuất, kiến nghị")


class Report(Record):
    """Lời văn và thể thức của các văn bản trong một năm."""

    format: Literal["1"] = described("phiên bản định dạng của tệp, luôn là 1")
    issuer: Issuer = described("cơ quan ban hành")
    signer: Signer = described("người ký")
    report: Paper = described("báo cáo tổng kết", default_factory=Paper)
    sections: Sections | None = described(
        "lời văn các phần của báo cáo; không ghi: chưa viết, chưa lập được báo cáo", default=None
    )
    minutes: Minutes = described("biên bản hội nghị", default_factory=Minutes)
    count_minutes: CountMinutes = described("biên bản kiểm phiếu", default_factory=CountMinutes)
    submission: Submission = described("tờ trình", default_factory=Submission)
    score_table: ScoreSheet = described("bảng điểm (phụ lục)", default_factory=ScoreSheet)
    ballot: BallotPaper = described("phiếu bầu", default_factory=BallotPaper)
    written_opinion: WrittenOpinion = described("phiếu lấy ý kiến bằng văn bản", default_factory=WrittenOpinion)
    sealing: Sealing = described("biên bản niêm phong phiếu", default_factory=Sealing)
    pledge: Pledge = described("giao ước thi đua", default_factory=Pledge)
    invitation: Invitation = described("giấy mời", default_factory=Invitation)
    delegates: DelegateList = described("danh sách đại biểu ký tên", default_factory=DelegateList)
    agenda: Agenda = described("chương trình hội nghị", default_factory=Agenda)
    script: Script = described("kịch bản điều hành hội nghị", default_factory=Script)
    conclusions: Conclusions = described("thông báo kết luận hội nghị", default_factory=Conclusions)
    handover: Handover = described("biên bản bàn giao", default_factory=Handover)
    plan: Plan = described("kế hoạch hoạt động của năm", default_factory=Plan)
    registration: Registration = described("bảng đăng ký danh hiệu thi đua", default_factory=Registration)
    midyear: Midyear = described("báo cáo sơ kết 6 tháng", default_factory=Midyear)
    score_request: ScoreRequest = described("công văn đề nghị tự chấm điểm", default_factory=ScoreRequest)
    score_form: ScoreForm = described("phiếu chấm điểm của từng đơn vị", default_factory=ScoreForm)
    score_review: ScoreReview = described("bảng đối chiếu điểm", default_factory=ScoreReview)
    scoring_minutes: ScoringMinutes = described("biên bản họp chấm điểm", default_factory=ScoringMinutes)
    score_notice: ScoreNotice = described("thông báo kết quả chấm điểm", default_factory=ScoreNotice)
    outline: Outline = described("đề cương báo cáo thành tích", default_factory=Outline)
    achievements: dict[Code, Text] = described(
        "thành tích của đơn vị được đề nghị, in trong tờ trình: mã đơn vị → lời văn", default={}
    )

    def names(self, key: str) -> bool:
        """Whether the file says anything of this paper: the bloc writes one."""
        return key in self.model_fields_set
