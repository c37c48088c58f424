"""What holds for every test: objects that live to the end are not looked through again and again."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Thousands of collected tests stay as they are; a search for garbage that includes them takes long."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)
