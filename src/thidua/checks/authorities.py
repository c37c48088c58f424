"""To whom a submission goes: an authority nobody declared (TD312), an award the bloc gives itself (TD207)."""

from __future__ import annotations

from collections.abc import Iterator

from thidua.checks.places import Files, Problems, at, body, see
from thidua.diagnostics import Diagnostic, Place
from thidua.records.names import Named, Names


def authorities_known(files: Files) -> Problems:
    """TD312: a code that is not among the `authorities` of bloc.yaml."""
    if files.bloc is None:
        return
    known = files.bloc.authorities
    names = Names(Named(code, (one.name,), "cơ quan") for code, one in known.items())
    for code, place in _references(files):
        if code not in known:
            hint = names.code_hint(code) or "khai báo ở authorities trong bloc.yaml: mã → {name: tên cơ quan}"
            yield Diagnostic("TD312", place, f"bloc.yaml không có cơ quan «{code}» trong authorities", hint=hint)


def _references(files: Files) -> Iterator[tuple[str, Place]]:
    for index, award in enumerate(files.regulation.awards if files.regulation is not None else ()):
        if award.authority is not None:
            yield award.authority, at(files, "regulation", "awards", index, "authority")
    for code in files.report.submission.to if files.report is not None else ():
        yield code, at(files, "report", "submission", "to", code, on="key")


def own_goes_to_nobody(files: Files) -> Problems:
    """TD207: an award that the bloc gives itself is proposed to no authority."""
    for index, award in enumerate(files.regulation.awards if files.regulation is not None else ()):
        for key in ("authority", "decided_by"):
            if award.own and getattr(award, key) is not None:
                yield Diagnostic(
                    "TD207",
                    at(files, "regulation", "awards", index, key, on="key"),
                    f"own: yes là khen thưởng {body(files)} tự tặng, {key} không dùng",
                    see(at(files, "regulation", "awards", index, "own"), "ghi ở đây"),
                    f"bỏ {key}, hoặc bỏ own nếu phải đề nghị cấp trên khen thưởng",
                )


CHECKS = (authorities_known, own_goes_to_nobody)
