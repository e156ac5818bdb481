"""Mutations of what a file says: its keys and values, written back as YAML that can be read."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from tests.mutations import palette
from tests.mutations.examples import PROJECT, Examples
from tests.mutations.trees import Pairs, Spot, spots, spots_in
from tests.mutations.values import fitting, hostile, schema_of

Files = dict[str, bytes | None]
Kind = Callable[[Examples, Random, int], Files]
Change = Callable[[Any, Random], None]


def on_tree(change: Change) -> Kind:
    """A mutation that changes one tree, one to three times."""

    def mutated(examples: Examples, dice: Random, _number: int) -> Files:
        file = dice.choice(examples.files)
        tree = examples.tree(file)
        for _ in range(dice.choice([1, 1, 2, 3])):
            change(tree, dice)
        return {file: examples.parsed[file].raw(tree)}

    return mutated


def delete_key(tree: Any, dice: Random) -> None:
    if found := list(spots(tree)):
        spot = dice.choice(found)
        del spot.inside[spot.index]


def duplicate(tree: Any, dice: Random) -> None:
    if found := list(spots(tree)):
        spot = dice.choice(found)
        again = (
            spot.inside[spot.index] if dice.random() < 0.5 else deepcopy(spot.inside[spot.index])
        )
        spot.inside.insert(dice.randint(0, len(spot.inside)), again)


def change_value(tree: Any, dice: Random) -> None:
    if found := list(spots(tree)):
        dice.choice(found).put(hostile(dice))


def change_text(tree: Any, dice: Random) -> None:
    """Text becomes other text: most often what was there with something hostile in it."""
    if found := spots_in(tree, lambda spot: isinstance(spot.value, str)):
        spot = dice.choice(found)
        said, piece = spot.value, dice.choice(palette.TEXTS)
        at = dice.randint(0, len(said))
        spot.put(
            dice.choice([piece, said[:at] + piece + said[at:], said * 40, said[:at], said.upper()])
        )


def rename_key(tree: Any, dice: Random) -> None:
    if found := spots_in(tree, lambda spot: isinstance(spot.key, str)):
        spot = dice.choice(found)
        spot.rename(_near(spot.key, dice) if dice.random() < 0.7 else dice.choice(palette.KEYS))


def _near(word: str, dice: Random) -> str:
    at = dice.randint(0, max(len(word) - 1, 0))
    other = dice.choice("aeiost_-1")
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + other + word[at:],
        word + "s",
        f" {word}",
        f"{word}:",
    ]
    slips += [word.title(), word.upper(), word.replace("_", "-"), word[:at] + word[at:][::-1]]
    return dice.choice(slips)


def swap_values(tree: Any, dice: Random) -> None:
    found = list(spots(tree))
    if len(found) < 2:
        return
    one, other = dice.sample(found, 2)
    if one.path[: len(other.path)] != other.path and other.path[: len(one.path)] != one.path:
        first, second = one.value, other.value
        one.put(second)
        other.put(first)


def wrap(tree: Any, dice: Random) -> None:
    if found := list(spots(tree)):
        spot = dice.choice(found)
        shells: list[Callable[[Any], Any]] = [
            lambda v: [v], lambda v: [v, v], lambda v: Pairs([("value", v)]),
            lambda v: Pairs([(spot.key, v)]), lambda v: v[0] if isinstance(v, list) and v else v,
            lambda v: str(v)[:3000], _deep,
        ]  # fmt: skip
        spot.put(dice.choice(shells)(spot.value))


def _deep(value: Any) -> Any:
    for _ in range(40):
        value = [value]
    return value


def add_key(tree: Any, dice: Random) -> None:
    """A key that the schema knows at this place, with a value that mostly fits."""
    name = "project" if _has(tree, "timezone") and _has(tree, "accounts") else "post"
    places: list[tuple[tuple[str, ...], Pairs]] = [((), tree)] if isinstance(tree, Pairs) else []
    places += [(spot.path, spot.value) for spot in spots(tree) if isinstance(spot.value, Pairs)]
    if not places:
        return
    path, mapping = dice.choice(places)
    known = [key for each in schema_of(name, path) for key in each.get("properties", {})]
    if known:
        key = dice.choice(known)
        mapping[:] = [pair for pair in mapping if pair[0] != key or dice.random() < 0.1]
        mapping.append((key, fitting(schema_of(name, (*path, key)), dice)))


def fit_value(tree: Any, dice: Random) -> None:
    """Another value that the schema takes at this place."""
    name = "project" if _has(tree, "timezone") and _has(tree, "accounts") else "post"
    if found := list(spots(tree)):
        spot = dice.choice(found)
        spot.put(fitting(schema_of(name, spot.path), dice))


def _has(tree: Any, key: str) -> bool:
    return isinstance(tree, Pairs) and any(found == key for found, _ in tree)


def _at_keys(names: set[str], pool: list[Any]) -> Change:
    def change(tree: Any, dice: Random) -> None:
        def is_meant(spot: Spot) -> bool:
            return spot.key in names or bool(names & set(spot.path[-2:]))

        if found := spots_in(tree, is_meant):
            dice.choice(found).put(dice.choice(pool))

    return change


hostile_times = _at_keys(
    {"schedule", "at", "timezone", "until", "from", "to", "recycle"}, palette.TIMES
)
hostile_paths = _at_keys({"file", "media", "content", "cover", "thumbnail"}, palette.PATHS)
hostile_names = _at_keys(
    {"accounts", "account", "groups", "id", "labels"}, [*palette.NAMES, *palette.TEXTS]
)


def swap_between_files(examples: Examples, dice: Random, _number: int) -> Files:
    """The value of a key comes from another file, of the same key if it has it."""
    file, source = dice.sample([f for f in examples.files if f != PROJECT], 2)
    tree, other = examples.tree(file), examples.tree(source)
    target, giver = list(spots(tree)), list(spots(other))
    if target and giver:
        spot = dice.choice(target)
        same = [g for g in giver if g.key == spot.key and spot.key is not None] or giver
        spot.put(dice.choice(same).value)
    return {file: examples.parsed[file].raw(tree)}


def odd_root(examples: Examples, dice: Random, _number: int) -> Files:
    """A file that is no mapping at all."""
    file = dice.choice(examples.files)
    tree = dice.choice([hostile(dice), [examples.tree(file)], Pairs([("posts", hostile(dice))])])
    return {file: examples.parsed[file].raw(tree)}


KINDS: dict[str, Kind] = {
    "delete-key": on_tree(delete_key),
    "duplicate": on_tree(duplicate),
    "change-value": on_tree(change_value),
    "change-text": on_tree(change_text),
    "rename-key": on_tree(rename_key),
    "swap-values": on_tree(swap_values),
    "wrap": on_tree(wrap),
    "add-key": on_tree(add_key),
    "fit-value": on_tree(fit_value),
    "hostile-times": on_tree(hostile_times),
    "hostile-paths": on_tree(hostile_paths),
    "hostile-names": on_tree(hostile_names),
    "swap-between-files": swap_between_files,
    "odd-root": odd_root,
}
