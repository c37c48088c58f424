"""How the points of a criterion came about, with the numbers of its formula."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from thidua.rules.scoring import CriterionScore
from thidua.rules.targets import TargetLine
from thidua.vietnamese import decimal, percent, share


def formula(score: CriterionScore) -> str:
    """Cách tính điểm một tiêu chí, with its numbers."""
    given = dict(score.inputs)
    match score.formula:
        case "given":
            return "điểm cho trực tiếp"
        case "average":
            return "trung bình tự chấm và thẩm định"
        case "yes_no":
            return "có: điểm tối đa; không: 0 điểm"
        case "count":
            return _count(given)
        case "count_capped":
            return f"{_count(given)}, tối đa {decimal(score.maximum)}"
        case "panel":
            return f"trung bình {decimal(given['scores'])} điểm chấm chéo"
        case "panel_trimmed":
            cut = f"bỏ {decimal(given['highest'])} và {decimal(given['lowest'])}"
            return f"trung bình {decimal(given['scores'] - 2)} điểm chấm chéo, {cut}"
        case "no_target":
            return "không giao chỉ tiêu, không chấm"
        case "not_applicable_full":
            return "không phát sinh, cho điểm tối đa"
        case "not_applicable_zero":
            return "không phát sinh, không có điểm"
        case "not_applicable_rescale":
            return "không phát sinh, quy đổi"
        case "missing":
            return "thiếu điểm"
        case _:
            return _target(score.formula, given, score.maximum)


def _count(given: dict[str, Fraction]) -> str:
    return f"{decimal(given['count'])} × {decimal(given['each'])}"


def _target(line: TargetLine, given: dict[str, Fraction], maximum: Fraction) -> str:
    """A line of a target's formula with its numbers."""
    actual, target = decimal(given["actual"], None), decimal(given["target"], None)
    most, half = decimal(maximum, None), decimal(maximum / 2, None)
    told = f"đạt {actual}/{target}"
    match line:
        case "within_limit":
            return f"thực hiện {actual}, không quá chỉ tiêu {target}: {most}"
        case "over_limit":
            return f"thực hiện {actual}, quá chỉ tiêu {target}: {most} × {target}/{actual}"
        case "below_target":
            return _in_proportion(given, half)
        case "proportional":
            return _in_proportion(given, most)
        case "at_target":
            return f"{told}, đúng chỉ tiêu: {half}"
        case "above_target":
            excess = (given["actual"] - given["target"]) / given["target"]
            return f"{told}: {half} + {half} × {percent(excess)} / {percent(given['lead'])}"
        case "lead":
            return f"{told}, vượt nhiều nhất trong các đơn vị: {most}"
        case "lead_considered":
            return f"{told}, bằng mức vượt cao nhất của các đơn vị được xét: {most}"
        case "beyond_lead":
            return f"{told}, vượt hơn mọi đơn vị được xét: {most}"
        case "reached":
            return f"{told}, đủ chỉ tiêu: {most}"
        case "not_reached":
            return f"{told}, chưa đủ chỉ tiêu: 0"
        case "tier":
            return f"{told}, mức từ {share(given['from'])} chỉ tiêu: {decimal(given['points'], None)}"
        case "below_tiers":
            return f"{told}, dưới mức thấp nhất ({share(given['from'])} chỉ tiêu): 0"
        case _:
            assert_never(line)


def _in_proportion(given: dict[str, Fraction], points: str) -> str:
    actual, target = decimal(given["actual"], None), decimal(given["target"], None)
    told = f"đạt {actual}/{target}"
    return f"{told}, kết quả âm: 0" if given["actual"] < 0 else f"{told}: {points} × {actual}/{target}"
