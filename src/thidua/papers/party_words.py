"""Lời văn theo thể thức của Đảng: what a Party bloc writes otherwise than a state one, whoever typed it how.

A signer's authority is `T/M`, `K/T`, `T/L` where the decree has `TM.`, `KT.`, `TL.`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from thidua.records.report import Signer
from thidua.records.shape import Record

if TYPE_CHECKING:
    from thidua.records.bloc import Bloc
    from thidua.records.report import Report

R = TypeVar("R", bound=Record)

_AUTHORITY = re.compile(r"\s*(T[ML]|KT)\s*\.\s*", re.IGNORECASE)


def in_form(report: Report, bloc: Bloc) -> Report:
    """The words of a year as the bloc's form writes them."""
    return _written(report) if bloc.is_party else report


def _written(record: R) -> R:
    """Every signer in a record, and in the records in it."""
    changed: dict[str, object] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            changed[name] = _signer(value) if isinstance(value, Signer) else _written(value)
    return record.model_copy(update=changed)


def _signer(signer: Signer) -> Signer:
    authority = None if signer.authority is None else _slashed(signer.authority)
    return signer.model_copy(update={"authority": authority, "office": tuple(map(_slashed, signer.office))})


def _slashed(text: str) -> str:
    found = _AUTHORITY.match(text)
    return text if found is None else f"{found[1][0]}/{found[1][1]} ".upper() + text[found.end() :]
