"""The house: a room imports only from the floors below it, and nobody imports the top floor."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = {
    "services.settings": 0,
    "services.vocabulary": 0.5,
    "services.understanding": 1,
    "services.registry": 2,
    "services.conversation": 2.5,
    "services.accounts": 2.5,
    "services.desk": 2.75,
    "services.navigator": 3,
    "services.paper": 3,
    "services.web": 4,
    "services.command": 4,
    "actions": 4,
    "bot": 4,
}
TOP = 4
PUBLIC_ONLY = {"flask", "waitress"}
BOTH_PYTHONS = ("services.understanding", "services.vocabulary", "services.settings")


def room_of(module: str) -> str | None:
    """The room that a dotted name lies in, None for a library."""
    found = [room for room in FLOORS if module == room or module.startswith(room + ".")]
    return max(found, key=len, default=None)


def sources() -> Iterator[tuple[str, Path]]:
    """Every Python file of the house with its room."""
    for top in ("services", "actions", "bot"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if ".venv" in path.parts:
                continue
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            room = room_of(module)
            assert room or path.name == "__init__.py", f"{path} lies in no room of the house"
            if room:
                yield room, path


def imports(path: Path) -> set[str]:
    """The dotted names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            pytest.fail(f"{path}: say the whole name of what is imported")
    return names


def foreign_rooms(room: str, path: Path) -> set[str]:
    return {other for name in imports(path) if (other := room_of(name)) and other != room}


@pytest.mark.parametrize("room", sorted(FLOORS))
def test_a_room_stands_only_on_the_floors_below(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {other}"
        for own, path in sources()
        if own == room
        for other in sorted(foreign_rooms(room, path))
        if FLOORS[other] >= FLOORS[room]
    ]
    assert wrong == []


def test_nobody_imports_the_top_floor() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {other}"
        for own, path in sources()
        for other in sorted(foreign_rooms(own, path))
        if FLOORS[other] == TOP
    ]
    assert wrong == []


def test_only_the_open_port_speaks_flask() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for own, path in sources()
        if own != "services.web" and {name.split(".")[0] for name in imports(path)} & PUBLIC_ONLY
    ]
    assert wrong == []


@pytest.mark.parametrize("room", BOTH_PYTHONS)
def test_what_runs_on_both_pythons_is_written_for_the_older(room: str) -> None:
    for own, path in sources():
        if own == room:
            ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 10))


def test_no_file_is_named_after_nothing() -> None:
    empty = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [path for _, path in sources() if path.name in empty] == []


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for _, path in sources()
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []
