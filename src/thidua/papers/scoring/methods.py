"""Cách chấm: the words of a score sheet by where the final score comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thidua.records.regulation import Scoring

SHARED = "(*)"
SHARED_REMARK = (
    "(*) Điểm tính theo công thức của quy chế, từ chỉ tiêu và kết quả thực hiện; ghi như nhau ở các cột điểm"
)


@dataclass(frozen=True, slots=True)
class Method:
    """Cách chấm: titles of the columns beside the self score, empty where there is none; who signs, what counts.

    `act` is what is done to the self scores, `side` whose figures stand beside them, `counts` which figure is final.
    """

    reviewed: str
    final: str
    signer: str
    act: str
    side: str
    counts: str

    def placed(self, points: str) -> tuple[str, str, str]:
        """One figure in the column that counts: self, assessed or mean."""
        return (
            points if not self.reviewed else "",
            points if self.reviewed and not self.final else "",
            points if self.final else "",
        )


_METHODS: dict[str, Method] = {
    "assessed": Method(
        "Thẩm định", "", "ĐẠI DIỆN ĐƠN VỊ THẨM ĐỊNH", "thẩm định", "điểm thẩm định", "Điểm thẩm định là điểm chính thức"
    ),
    "average": Method(
        "Thẩm định",
        "Trung bình",
        "ĐẠI DIỆN ĐƠN VỊ THẨM ĐỊNH",
        "thẩm định",
        "điểm thẩm định",
        "Điểm chính thức là trung bình cộng của điểm tự chấm và điểm thẩm định",
    ),
    "panel": Method(
        "Chấm chéo",
        "",
        "ĐẠI DIỆN CÁC ĐƠN VỊ CHẤM CHÉO",
        "chấm chéo",
        "điểm chấm chéo",
        "Điểm chính thức là trung bình cộng điểm chấm chéo của các đơn vị",
    ),
    "self": Method("", "", "", "tổng hợp", "", "Điểm tự chấm là điểm chính thức"),
}

_TRIMMED = (
    "Điểm chính thức là trung bình cộng điểm chấm chéo của các đơn vị, sau khi bỏ một điểm cao nhất và một điểm"
    " thấp nhất"
)


def method_of(scoring: Scoring) -> Method:
    """The words of this score sheet."""
    return _METHODS[scoring.final.by]


def what_counts(scoring: Scoring) -> str:
    """Which figure is final, as a sentence without its stop."""
    trimmed = scoring.final.by == "panel" and scoring.final.drop_extremes
    return _TRIMMED if trimmed else method_of(scoring).counts
