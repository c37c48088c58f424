"""Plain data → records: pydantic judges the shape. What it refuses is put into words by `refusals`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from thidua.diagnostics import Diagnostic, Place
from thidua.records.location import Source
from thidua.records.shape import Record

if TYPE_CHECKING:
    from thidua.records.names import Files

FORMAT = "1"
"""The one version of the files' format so far."""

R = TypeVar("R", bound=Record)

_NONE: Files = MappingProxyType({})


def validate(source: Source, model: type[R], files: Files = _NONE) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The file as a record, or None with every reason why not; `files` are those read before, for hints."""
    data = {} if source.data is None else source.data
    version = _version_problem(source, data)
    if version is not None:
        return None, (version,)
    record, wrong = _judged(source, model, data, files)
    return (None if wrong else record), (*wrong, *_cut_short(source, model))


def _judged(source: Source, model: type[R], data: Any, files: Files) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """What pydantic says of the values that are there, and what is said of those that are not."""
    record, error = None, None
    try:
        record = model.model_validate(data)
    except ValidationError as found:
        error = found
    if error is None and not source.empty:
        return record, ()
    from thidua.records.refusals import refusals  # noqa: PLC0415 - a clean file is read without it

    return record, refusals(source, model, error, files)


def _cut_short(source: Source, model: type[R]) -> tuple[Diagnostic, ...]:
    if " #" not in source.text and "\t#" not in source.text:
        return ()
    from thidua.records.emptiness import cut_short  # noqa: PLC0415 - few files have a note behind a value

    return tuple(cut_short(source, model))


def _version_problem(source: Source, data: Any) -> Diagnostic | None:
    if not isinstance(data, dict):
        return None
    written = data.get("format")
    if written == FORMAT:
        return None
    if written is None and ("format",) in source.keys:
        return Diagnostic("TD003", Place(source.file, ("format",), "key"), "«format» còn trống", hint="viết format: 1")
    if written is None:
        message = "thiếu dòng «format: 1» ở đầu tệp"
        return Diagnostic("TD003", Place(source.file, ("format",)), message, hint="thêm dòng đầu tiên: format: 1")
    message = "chỉ đọc được format: 1; tệp này ghi phiên bản khác"
    hint = "viết format: 1"
    if isinstance(written, str) and written.isdecimal() and int(written) > 1:
        hint += "; nếu tệp do bản thidua mới hơn tạo ra thì hãy cập nhật chương trình"
    return Diagnostic("TD003", Place(source.file, ("format",)), message, hint=hint)
