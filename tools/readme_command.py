"""Print the N-th command of README.md (the N-th ```sh block), so that CI runs what users are told."""

from __future__ import annotations

import re
import sys
from pathlib import Path


def commands(text: str) -> list[str]:
    """The bodies of all ```sh blocks, in order."""
    return [match.strip() for match in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]


def main() -> None:
    readme = Path(__file__).resolve().parent.parent / "README.md"
    sys.stdout.write(commands(readme.read_text(encoding="utf-8"))[int(sys.argv[1]) - 1] + "\n")


if __name__ == "__main__":
    main()
