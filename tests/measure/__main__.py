"""Print how the code is cut: sizes of files and functions, what a plan runs, cycles, dead code.

The figures describe the code, and the targets beside them say where it should go. Thirty functions, drawn by
a seed, are printed for a person to read: each trap should have its reason beside it.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

import grimp

from tests.measure import language
from tests.support.projects import write_project
from tests.support.shop import POST

PACKAGE = Path(__file__).parents[2] / "publer_sync"
SHORT = 40
DRAWN = 30

Function = ast.FunctionDef | ast.AsyncFunctionDef


def main() -> int:
    """Print the table, then the functions that were drawn."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, other functions")
    seed = parser.parse_args().seed
    for name, found, target in rows():
        print(f"{name:<48} {found:>8}   {target}")
    for name, figure, limit, offenders in language.rows():
        print(f"{name:<48} {figure:>8}   at most {limit}")
        for place in offenders if figure > limit else ():
            print(f"    {place}")
    print(f"\n{DRAWN} functions of seed {seed}:")
    for where in Random(seed).sample(sorted(functions_by_place()), DRAWN):
        print(f"  {where}")
    return 0


def rows() -> Iterator[tuple[str, object, str]]:
    """Name, figure and target of each measure."""
    files = [path for path in PACKAGE.rglob("*.py") if has_code(path)]
    sizes = [len(path.read_text().splitlines()) for path in files]
    yield "files", len(files), "reported only"
    yield "lines of the median file", median(sizes), "75 to 130"
    yield f"files with one definition under {SHORT} lines", len(crumbs(files)), "at most 40"
    head = 100 * sum(map(header, files)) / sum(sizes)
    yield "header and imports, % of lines", f"{head:.1f}", "at most 13.5"
    longest = max(lines_of(node) for node in functions_by_place().values())
    yield "lines of the longest function", longest, "at most 60"
    with tempfile.TemporaryDirectory() as folder:
        root = write_project(
            Path(folder), {"content/launch.md": POST.replace(", shop-linkedin", "")}
        )
        modules, functions = traced("plan", root)
        yield "modules that a plan of one post runs", modules, "at most 150"
        # 450, and what the checks of the clock, of overdue posts and of the checkout run in every plan.
        yield "functions that it runs", functions, "at most 470"
        yield "frames below the first write", traced("apply", root)[1], "at most 12"
    yield "modules that import each other in a circle", len(circles()), "0"
    yield "dead code (vulture, 80 % sure)", dead_code(), "0"


def crumbs(files: list[Path]) -> list[Path]:
    """Files with at most one class or function, and few lines."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        path
        for path in files
        if sum(isinstance(node, kinds) for node in tree_of(path).body) <= 1
        and len(path.read_text().splitlines()) < SHORT
    ]


def has_code(path: Path) -> bool:
    """Whether a file has more than a sentence about its folder."""
    return any(not isinstance(node, ast.Expr) for node in tree_of(path).body)


def header(path: Path) -> int:
    """Lines from the top through the last of the leading docstring, imports and type-checking block."""
    last = 0
    for node in tree_of(path).body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_guard = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        if not (is_text or is_guard or isinstance(node, ast.Import | ast.ImportFrom)):
            break
        last = node.end_lineno or last
    return last


def functions_by_place() -> dict[str, Function]:
    """Every function and method, by file and line."""
    return {
        f"{path.relative_to(PACKAGE.parent)}:{node.lineno} {node.name}": node
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, Function)
    }


def lines_of(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def traced(verb: str, root: Path) -> tuple[int, int]:
    """Modules and functions that were counted in a command; see `tests.measure.traced`."""
    command = [sys.executable, "-m", "tests.measure.traced", verb, str(root)]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    modules, functions = found.stdout.split()[-2:]
    return int(modules), int(functions)


def circles() -> list[str]:
    """Modules that are reached from what they import, `__init__` aside, also by imports in functions."""
    graph = grimp.build_graph(PACKAGE.name)
    for package in [each for each in graph.modules if graph.find_children(each)]:
        graph.remove_module(package)
    return [
        module
        for module in graph.modules
        for imported in graph.find_modules_directly_imported_by(module)
        if graph.chain_exists(importer=imported, imported=module)
    ]


def dead_code() -> int:
    """How many things nothing uses, as vulture sees them."""
    vulture = [sys.executable, "-m", "vulture", "--min-confidence", "80", str(PACKAGE)]
    found = subprocess.run(vulture, capture_output=True, text=True, check=False)
    return len(found.stdout.splitlines())


if __name__ == "__main__":
    sys.exit(main())
