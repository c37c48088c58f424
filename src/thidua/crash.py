"""A bug of ours: what to send is saved to a file; the user sees two sentences."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from pathlib import Path

from thidua import __version__


def save_report(error: Exception, arguments: list[str]) -> str:
    """Write the report beside the user, or in the temporary folder; returns what to tell the user."""
    text = "\n".join(
        (
            f"thidua {__version__}, Python {platform.python_version()}, {platform.platform()}",
            f"lệnh: thidua {' '.join(arguments)}",
            "".join(traceback.format_exception(error)),
        )
    )
    for folder in (".", tempfile.gettempdir()):
        try:
            path = _free_name(Path(folder).resolve())
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue
        return (
            f"lỗi[TD901]: chương trình gặp lỗi của chính nó ({type(error).__name__}); tệp của bạn không bị thay đổi.\n"
            f"Hãy gửi tệp này cho người phát triển: {path}\n"
        )
    sys.stderr.write(text)
    return "lỗi[TD901]: chương trình gặp lỗi của chính nó; hãy gửi đoạn trên cho người phát triển.\n"


def _free_name(folder: Path) -> Path:
    names = (folder / f"thidua-loi-{number}.txt" for number in range(1, 1000))
    return next((path for path in names if not path.exists()), folder / "thidua-loi.txt")
