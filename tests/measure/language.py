"""Measures of the language: names, docstrings, exceptions and words, each with the places that offend.

A bare participle or adverb says what happened to a value and not what it is. In comparable projects they are
0.06 to 0.34 % of the assigned names, and docstrings that open with a question are 0 to 2 %.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTICIPLES = frozenset(
    """
    found given said known shown done kept written taken sent made left held told seen chosen
    begun gone met built bought brought thought caught stood understood spoken broken forgotten
    drawn thrown born worn become spent meant laid led paid put wanted unwanted looked asked
    waited mended doomed departed doubted there here where when then why how again still alone
    alike apart aside away anew already yet soon once twice often always never ever elsewhere
    everywhere somewhere together thereby hence beforehand afterwards meanwhile around
    """.split()  # noqa: SIM905 - a list of 80 literals reads worse
)
WORDS = re.compile(r"\b(mend|shall|nobody|somebody|anew|told of|stands in)\b", re.IGNORECASE)
TEXTS = ("publer_sync", "docs", "README.md", "schemas", "action.yml", "CHANGELOG.md")
QUOTATIONS = frozenset({"publer_sync/networks/rules.yaml"})
"""Files that quote Publer and the networks."""

_ASKS = re.compile(r"(What|Whether|Where|How|Why|Which|Who)\b")
_THIRD_PERSON = re.compile(r"(Raises|Returns|Writes|Reads|Makes|Gives|Puts|Adds|Sets|Prints)\b")

Trees = Mapping[str, ast.Module]


def trees() -> Trees:
    """The modules of the product by their path in the repository."""
    files = sorted((ROOT / "publer_sync").rglob("*.py"))
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text("utf-8")) for file in files}


def assigned_names(modules: Trees) -> Iterator[tuple[str, str]]:
    """Each assigned variable and parameter, with its place."""
    for file, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id, f"{file}:{node.lineno}"
            elif isinstance(node, ast.arg) and node.arg not in {"self", "cls"}:
                yield node.arg, f"{file}:{node.lineno}"


def bare_participles(modules: Trees) -> list[str]:
    """Names that are a bare participle or adverb."""
    return [f"{place} {name}" for name, place in assigned_names(modules) if name in PARTICIPLES]


def docstrings(modules: Trees) -> Iterator[tuple[str, str]]:
    """Each docstring, with its place."""
    for file, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                text = ast.get_docstring(node)
                if text:
                    yield text, f"{file}:{node.body[0].lineno}"


def asking_docstrings(modules: Trees) -> list[str]:
    """Docstrings that open with an indirect question."""
    return [f"{place} {text[:60]}" for text, place in docstrings(modules) if _ASKS.match(text)]


def third_person_docstrings(modules: Trees) -> list[str]:
    """Docstrings that open with a verb which is not in the imperative."""
    return [
        f"{place} {text[:60]}" for text, place in docstrings(modules) if _THIRD_PERSON.match(text)
    ]


def duplicate_classes(modules: Trees) -> list[str]:
    """Public classes outside the emulator that share a name."""
    places = defaultdict(list)
    for file, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and "/emulator/" not in file and node.name[0] != "_":
                places[node.name].append(file)
    return [f"{name}: {', '.join(files)}" for name, files in places.items() if len(files) > 1]


def exceptions_without_error(modules: Trees) -> list[str]:
    """Classes that derive from an exception, directly or not, and do not say so."""
    classes = [
        (
            node.name,
            {ast.unparse(base).rpartition(".")[2] for base in node.bases},
            f"{file}:{node.lineno}",
        )
        for file, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]
    exceptions = {name for name, value in vars(builtins).items() if _is_exception(value)}
    exceptions |= {"ClickException", "UsageError", "HTTPError", "HTTPException"}
    while True:
        more = {name for name, bases, _ in classes if bases & exceptions} - exceptions
        if not more:
            break
        exceptions |= more
    return [
        f"{place} {name}"
        for name, bases, place in classes
        if bases & exceptions and not name.endswith("Error")
    ]


def _is_exception(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, BaseException)


def translated_words(texts: Iterable[tuple[str, str]]) -> list[str]:
    """Places of words that sound like a translation, in pairs of file and content."""
    return [
        f"{file}:{number} {found[0]}"
        for file, text in texts
        if file not in QUOTATIONS
        for number, line in enumerate(text.splitlines(), 1)
        for found in WORDS.finditer(line)
    ]


def texts() -> Iterator[tuple[str, str]]:
    """Everything that people read: file and content."""
    for name in TEXTS:
        path = ROOT / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                try:
                    yield str(file.relative_to(ROOT)), file.read_text("utf-8")
                except UnicodeDecodeError:
                    continue  # a picture or a film


def rows() -> Iterator[tuple[str, float, float, list[str]]]:
    """Name, figure, limit and offenders of each measure."""
    modules = trees()
    names, opened = sum(1 for _ in assigned_names(modules)), sum(1 for _ in docstrings(modules))
    bare, asking = bare_participles(modules), asking_docstrings(modules)
    yield "bare participles and adverbs, % of names", round(100 * len(bare) / names, 2), 0.5, bare
    yield "docstrings that ask, %", round(100 * len(asking) / opened, 1), 3.0, asking
    for name, offenders in (
        ("docstrings in the third person", third_person_docstrings(modules)),
        ("public class names with two meanings", duplicate_classes(modules)),
        ("exceptions without Error", exceptions_without_error(modules)),
        ("words that sound translated", translated_words(texts())),
    ):
        yield name, len(offenders), 0, offenders
