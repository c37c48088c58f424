"""`report.yaml`: the words of the papers: narrative, signer, recipients, number, date."""

from typing import Literal

from thidua.records.shape import Count, Day, Record, Text, described


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

    number: Count | None = described("số văn bản; bỏ trống: để trống chờ văn thư", default=None)
    date: Day | None = described("ngày ban hành; bỏ trống: để trống", default=None)
    addressees: tuple[Text, ...] = described("kính gửi", default=())
    recipients: tuple[Text, ...] = described("nơi nhận, mỗi nơi một dòng", default=())
    archive: Text = described("dòng lưu", default="VT")


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
    sections: Sections = described("lời văn các phần của báo cáo")
