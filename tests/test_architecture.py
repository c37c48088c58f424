"""DESIGN §5: data flows one way, each library has one owner, and the rules know neither clock nor disk.

The tables below *are* the architecture: a new import that they do not allow is a decision, made here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "thidua"

PARTS = {
    # part: what of ours it may import, besides itself
    "diagnostics": set(),
    "vietnamese": set(),
    "system_errors": set(),
    "whole_files": {"diagnostics", "system_errors"},
    "records": {"diagnostics", "system_errors", "whole_files"},
    "rules": {"records"},
    "wording": {"records", "rules", "vietnamese"},
    "checks": {"records", "rules", "wording", "diagnostics", "vietnamese"},
    "evaluation": {"records", "checks", "rules", "diagnostics"},
    "papers": {"records", "rules", "wording", "diagnostics", "vietnamese", "system_errors", "whole_files"},
    "sheets": {"records", "rules", "diagnostics", "vietnamese"},
    "terminal": {
        "records",
        "rules",
        "wording",
        "papers",
        "evaluation",
        "diagnostics",
        "vietnamese",
        "sheets",
        "checks",
    },
    "commands": {
        "records",
        "rules",
        "checks",
        "evaluation",
        "papers",
        "sheets",
        "terminal",
        "diagnostics",
        "vietnamese",
        "system_errors",
        "whole_files",
        "explain",
    },
    "typer_vietnamese": set(),
    "crash": set(),
    "cli": {"commands", "terminal", "typer_vietnamese", "crash", "records", "diagnostics", "system_errors"},
    "__main__": {"cli"},
}
"""A part is a package or a module directly in `thidua`; `from thidua import __version__` is open to all."""

RULES_READ_RECORD_TYPES_ONLY = {"ballots", "bloc", "regulation", "scores", "shape"}
"""The records that rules may import: what users wrote, not how it was read."""

OWNERS = {
    # library: the modules that may import it
    "ruamel": {"records/walk.py", "records/syntax.py", "records/writing.py"},
    "docxtpl": {"papers/word/render.py"},
    "jinja2": {"papers/word/render.py", "papers/template/inspection.py"},
    "docx": {"papers/word/render.py", "papers/template/marking.py"},
    "lxml": {"papers/word/render.py", "papers/word/projection.py", "papers/template/safety.py"},
    "PIL": {"papers/word/chart.py"},
    "pymupdf_fonts": {"papers/word/chart.py"},
    "typer": {"cli.py", "typer_vietnamese.py", "commands/*"},
    "pydantic": {"records/*"},
    "pydantic_core": {"records/*"},
    "openpyxl": {"sheets/*"},
    "xlsxwriter": {"sheets/*"},
    "python_calamine": {"sheets/*"},
}
"""Every third-party library has an owner; whoever needs what it does asks the owner."""

READERS_AND_WRITERS = {
    "records/workspace.py": "the users' YAML",
    "records/meant.py": "the names of what lies beside it",
    "records/writing.py": "the same, to be written back",
    "whole_files.py": "whatever is written, whole or not at all",
    "papers/word/render.py": "templates in",
    "papers/proof/keeping.py": "what lay in the folder before",
    "papers/proof/manifest.py": "the book of what was written, and the papers to compare",
    "papers/word/pdf.py": "papers to and from LibreOffice",
    "crash.py": "the report of a bug",
    "commands/explain.py": "the pages in the package",
    "commands/template.py": "the template to check",
}
"""Who may touch files, and which."""

FILE_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "iterdir",
    "scandir",
    "listdir",
    "glob",
    "rglob",
    "mkdir",
    "unlink",
    "rename",
    "touch",
    "rmdir",
    "symlink_to",
    "hardlink_to",
    "chmod",
    "copyfile",
    "copytree",
    "rmtree",
    "mkstemp",
    "NamedTemporaryFile",
    "TemporaryDirectory",
}

NOT_IN_RULES = {
    # modules whose answer depends on more than the arguments, or that talk to the world
    "datetime.datetime",
    "time",
    "locale",
    "random",
    "secrets",
    "uuid",
    "os",
    "sys",
    "io",
    "pathlib",
    "subprocess",
    "socket",
    "logging",
    "tempfile",
    "shutil",
    "getpass",
    "platform",
    "asyncio",
    "threading",
    "urllib",
    "json",
    "pickle",
    "warnings",
}
NOT_CALLED_IN_RULES = {
    "print",
    "input",
    "open",
    "exec",
    "eval",
    "now",
    "today",
    "utcnow",
    "getenv",
    "hash",
    "id",
    "__import__",
}
HEAVY = (
    "PIL",
    "pymupdf_fonts",
    "docxtpl",
    "docx",
    "openpyxl",
    "jinja2",
    "rich",
    "lxml",
    "xlsxwriter",
    "hypothesis",
    "thidua.papers.word.render",
)

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the package, parsed."""

    path: str
    tree: ast.Module
    lines: int

    @property
    def part(self) -> str:
        return self.path.split("/", maxsplit=1)[0].removesuffix(".py")


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(path.relative_to(PACKAGE).as_posix(), ast.parse(text), text.count("\n")))
    return tuple(found)


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Every imported dotted name with its line, wherever the import stands; `from a import b` gives `a.b`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}:{node.lineno}: relative imports hide where things come from"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def called(module: Module) -> Iterator[tuple[str, int]]:
    """The last name of everything called: `path.open()` and `open()` are both `open`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            name = node.func
            if isinstance(name, ast.Name):
                yield name.id, node.lineno
            elif isinstance(name, ast.Attribute):
                yield name.attr, node.lineno


def owned(path: str, owners: set[str]) -> bool:
    return path in owners or f"{path.split('/', maxsplit=1)[0]}/*" in owners


def test_every_part_of_the_program_stands_in_the_table() -> None:
    assert {module.part for module in modules()} - {"__init__"} <= set(PARTS)


def test_imports_between_parts_point_one_way() -> None:
    wrong = []
    for module in modules():
        for name, line in imports(module):
            steps = name.split(".")
            if steps[0] != "thidua" or name == "thidua.__version__":
                continue
            if steps[1] != module.part and steps[1] not in PARTS.get(module.part, set()):
                wrong.append(f"{module.path}:{line} imports {name}")
    assert wrong == []


def test_the_table_itself_has_no_circle() -> None:
    left = {part: set(allowed) & set(PARTS) for part, allowed in PARTS.items()}
    while left:
        free = {part for part, allowed in left.items() if not allowed}
        assert free, f"a circle among {sorted(left)}"
        left = {part: allowed - free for part, allowed in left.items() if part not in free}


def test_nothing_but_the_door_imports_commands_and_nothing_imports_the_door() -> None:
    assert [part for part, allowed in PARTS.items() if "commands" in allowed] == ["cli"]
    assert [part for part, allowed in PARTS.items() if "cli" in allowed] == ["__main__"]


def test_rules_see_the_record_types_and_not_how_they_were_read() -> None:
    wrong = [
        f"{module.path}:{line} imports {name}"
        for module in modules()
        if module.part == "rules"
        for name, line in imports(module)
        if name.startswith("thidua.records.") and name.split(".")[2] not in RULES_READ_RECORD_TYPES_ONLY
    ]
    assert wrong == []


def test_no_two_modules_import_each_other() -> None:
    def dotted(module: Module) -> str:
        return "thidua." + module.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    known = {dotted(module) for module in modules()}
    graph: dict[str, set[str]] = {}
    for module in modules():
        top = [node for node in module.tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
        names = {name for name, _ in imports(Module(module.path, ast.Module(list(top), []), 0))}
        targets = {name if name in known else name.rpartition(".")[0] for name in names}
        graph[dotted(module)] = (targets & known) - {dotted(module)}
    while graph:
        free = {name for name, targets in graph.items() if not targets & set(graph)}
        assert free, f"a circle among {sorted(graph)}"
        graph = {name: targets for name, targets in graph.items() if name not in free}


def test_every_library_is_imported_by_its_owner_only() -> None:
    wrong = []
    for module in modules():
        for name, line in imports(module):
            library = name.split(".")[0]
            if library in sys.stdlib_module_names or library == "thidua":
                continue
            assert library in OWNERS, f"{module.path}:{line}: {library} has no owner in the table"
            if not owned(module.path, OWNERS[library]):
                wrong.append(f"{module.path}:{line} imports {name}")
    assert wrong == []


def test_every_owner_exists() -> None:
    named = {owner for owners in OWNERS.values() for owner in owners if not owner.endswith("/*")} | set(
        READERS_AND_WRITERS
    )
    assert named - {module.path for module in modules()} == set()


def test_files_are_touched_in_few_modules_only() -> None:
    wrong = [
        f"{module.path}:{line} calls {name}"
        for module in modules()
        if module.path not in READERS_AND_WRITERS and module.part != "sheets"
        for name, line in called(module)
        if name in FILE_CALLS and not _opens_devnull(module, name, line)
    ]
    assert wrong == []


def _opens_devnull(module: Module, name: str, line: int) -> bool:
    """`os.open(os.devnull, …)`: a stream that was closed before we started leads nowhere."""
    return (
        module.path == "terminal/screen.py"
        and name == "open"
        and any(
            isinstance(node, ast.Attribute) and node.attr == "devnull" and node.lineno == line
            for node in ast.walk(module.tree)
        )
    )


def test_rules_have_no_clock_no_chance_no_environment_and_say_nothing() -> None:
    wrong = []
    for module in modules():
        if module.part != "rules":
            continue
        wrong += [
            f"{module.path}:{line} imports {name}"
            for name, line in imports(module)
            if name in NOT_IN_RULES or name.split(".")[0] in NOT_IN_RULES
        ]
        wrong += [
            f"{module.path}:{line} calls {name}"
            for name, line in called(module)
            if name in NOT_CALLED_IN_RULES | FILE_CALLS
        ]
    assert wrong == []


@pytest.mark.parametrize("part", ["rules", "checks", "records", "wording", "papers"])
def test_nothing_that_computes_asks_for_the_time_or_prints(part: str) -> None:
    wrong = [
        f"{module.path}:{line} calls {name}"
        for module in modules()
        if module.part == part
        for name, line in called(module)
        if name in {"print", "input", "now", "today", "utcnow", "getenv", "time_ns"}
    ]
    assert wrong == []


def test_rules_compute_without_floats() -> None:
    wrong = []
    for module in modules():
        if module.part != "rules":
            continue
        wrong += [
            f"{module.path}:{node.lineno} has the float {node.value}"
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, float)
        ]
        wrong += [f"{module.path}:{line} calls float" for name, line in called(module) if name == "float"]
    assert wrong == []


@pytest.mark.parametrize(
    "command", [["tally", "2023"], ["tally", "2023", "--json"], ["check"], ["rotate-head"], ["--help"]]
)
def test_reading_commands_never_load_what_only_papers_need(command: list[str]) -> None:
    script = (
        "import sys\nfrom thidua import cli\n"
        "code = cli.run(sys.argv[1:])\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "sys.exit(f'{code} {loaded}' if code or loaded else 0)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("command", [["tally", "2023"], ["check"], ["rotate-head"], ["why", "--all"]], ids=" ".join)
def test_what_is_shown_as_text_never_loads_what_only_json_needs(command: list[str]) -> None:
    script = (
        "import sys\nfrom thidua import cli\n"
        "code = cli.run(sys.argv[1:])\n"
        "loaded = [name for name in sys.modules if name.startswith('thidua.terminal.as_json')]\n"
        "sys.exit(f'{code} {loaded}' if code or loaded else 0)\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", script, *command], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (found.returncode, found.stderr) == (0, "")


def test_no_module_has_400_lines() -> None:
    assert {module.path: module.lines for module in modules() if module.lines >= LONGEST_MODULE} == {}


def test_no_function_has_60_lines() -> None:
    long = {
        f"{module.path}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno + 1 >= LONGEST_FUNCTION
    }
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        module.path for module in modules() if module.path != "__main__.py" and not ast.get_docstring(module.tree)
    ]
    assert silent == []
