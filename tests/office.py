"""Tests that need LibreOffice and poppler: they are left out on a machine without them, never in CI."""

from __future__ import annotations

import os
import shutil

import pytest

MISSING = [program for program in ("soffice", "pdftotext") if shutil.which(program) is None]

needs_office = pytest.mark.skipif(
    bool(MISSING) and not os.environ.get("CI"), reason=f"needs {', '.join(MISSING)}; CI installs them and runs this"
)
