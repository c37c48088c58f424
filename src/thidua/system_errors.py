"""Lỗi của hệ điều hành: what the system refused, in Vietnamese. Its own words are English and differ by machine.

Whoever catches an `OSError` says why with `reason`; whoever knows nothing of the file but the error, with `told`.
"""

from __future__ import annotations

import errno
import os
from typing import Any

_ELSEWHERE = "tệp đang mở ở chương trình khác (Word, Excel)"
_NO_ROOM = "hết chỗ trên đĩa"
_NO_RIGHT = "không có quyền"
_TOO_LONG = "tên tệp hoặc đường dẫn quá dài"
_NOT_THERE = "không có tệp hoặc thư mục này"
_BROKEN_DISK = "ổ đĩa hoặc đường truyền bị lỗi"
_NO_DISK = "không thấy ổ đĩa hoặc ổ mạng"

_BY_NAME = {
    "ENOSPC": _NO_ROOM,
    "EDQUOT": "hết dung lượng được cấp trên đĩa",
    "EFBIG": "tệp lớn quá mức ổ đĩa cho phép",
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "EROFS": "ổ đĩa chỉ được đọc",
    "EBUSY": _ELSEWHERE,
    "ETXTBSY": _ELSEWHERE,
    "EISDIR": "đây là một thư mục, không phải tệp",
    "ENOTDIR": "một phần của đường dẫn không phải là thư mục",
    "ENOTEMPTY": "thư mục không trống",
    "ENOENT": _NOT_THERE,
    "EEXIST": "đã có tệp hoặc thư mục trùng tên",
    "ENAMETOOLONG": _TOO_LONG,
    "EILSEQ": "tên tệp có ký tự mà ổ đĩa không ghi được",
    "EINVAL": "tên tệp có ký tự không được phép, hoặc ổ đĩa không làm được việc này",
    "ELOOP": "liên kết trỏ vòng quanh",
    "EXDEV": "hai tệp nằm trên hai ổ đĩa khác nhau",
    "EIO": _BROKEN_DISK,
    "ENODEV": _NO_DISK,
    "ENXIO": _NO_DISK,
    "ESTALE": "ổ mạng đã ngắt kết nối",
    "ETIMEDOUT": "ổ mạng không trả lời",
    "EHOSTDOWN": "ổ mạng không trả lời",
    "EHOSTUNREACH": "ổ mạng không trả lời",
    "ENETUNREACH": "ổ mạng không trả lời",
    "EMFILE": "đang mở quá nhiều tệp",
    "ENFILE": "đang mở quá nhiều tệp",
    "ENOMEM": "hết bộ nhớ",
    "ENOEXEC": "tệp này không phải là chương trình chạy được trên máy này",
    "EPIPE": "chương trình nhận kết quả đã đóng",
}
_REASONS = {getattr(errno, name): words for name, words in _BY_NAME.items() if hasattr(errno, name)}

_WINDOWS = {
    # Windows has numbers of its own; several of them become one errno, EACCES or EINVAL
    32: _ELSEWHERE,
    33: _ELSEWHERE,
    19: "ổ đĩa chỉ được đọc",
    21: _NO_DISK,
    39: _NO_ROOM,
    53: _NO_DISK,
    67: _NO_DISK,
    112: _NO_ROOM,
    123: "tên tệp có ký tự không được phép",
    206: _TOO_LONG,
}


def reason(error: OSError) -> str:
    """Why the system refused, without the file: `hết chỗ trên đĩa`."""
    number: Any = getattr(error, "winerror", None)
    if number in _WINDOWS:
        return _WINDOWS[number]
    if os.name == "nt" and error.errno == errno.EACCES:  # opened by its C library, which forgets the difference
        return f"{_NO_RIGHT}, hoặc {_ELSEWHERE}"
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or (f"hệ điều hành từ chối (mã {error.errno})" if error.errno is not None else "hệ điều hành từ chối")


def told(error: OSError) -> str:
    """The same with the file's name, as far as the error knows it: `không đọc hoặc ghi được «…»: hết chỗ trên đĩa`."""
    names = [os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, (str, bytes))]
    which = " → ".join(f"«{name}»" for name in names)
    return f"không đọc hoặc ghi được{f' {which}' if which else ''}: {reason(error)}"
