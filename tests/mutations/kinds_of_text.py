"""Mutations of a file's bytes, which leave YAML, front matter or Markdown broken."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tests.mutations import palette
from tests.mutations.examples import Examples
from tests.mutations.kinds_of_trees import Files, Kind

NOISE = [
    b"---", b"- ", b": ", b"{", b"}", b"[", b"]", b"'", b'"', b"&a ", b"*a", b"!!", b"\n", b"\n\n",
    b"\r\n", b"\r", b"\t", b"  ", b"#", b"|", b">", b"|2-", b"\x00", b"\xff", b"\xef\xbb\xbf",
    b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xc2\x85", b"<!--", b"-->", b"```",
    b"<!-- publer: ", b"null", b"true", b"570", b"1e9", b"..", b"/", b"@", "é😀".encode(), b"? ",
    b"<<: *a", b"posts:", b"networks:", b"accounts: ", b"media: ", b"2036-03-30 02:30",
    b"%YAML 1.2\n", b"...\n", b"--- ", b"!!python/object:os.system ", b"!!binary ", b"!!set ",
    b"&a [*a]", b"\\x1b", b'"\\ud800"', b'"\\0"', b"\x1b[2J", b"=",
]  # fmt: skip
FENCES = [
    "",
    "--",
    "----",
    "--- ",
    " ---",
    "---\n---",
    "+++",
    "***",
    "---\t",
    "\ufeff---",
    "--- # x",
    "...",
    "-- -",
]
LFS = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 1\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
Edit = Callable[[bytes, Random], bytes]


def on_bytes(edit: Edit) -> Kind:
    """A mutation of the bytes of one file."""

    def mutated(examples: Examples, dice: Random, _number: int) -> Files:
        file = dice.choice(examples.files)
        return {file: edit(examples.raw[file], dice)}

    return mutated


def noise(raw: bytes, dice: Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        at, length = dice.randint(0, len(raw)), dice.randint(0, 30)
        piece = dice.choice([dice.choice(NOISE), raw[at : at + length], b""])
        raw = raw[:at] + piece + raw[at + dice.choice([0, 0, 1, length]) :]
    return raw


def lines(raw: bytes, dice: Random) -> bytes:
    """Lines go, come twice, change places, or are joined."""
    kept = raw.split(b"\n")
    for _ in range(dice.randint(1, 3)):
        at, other = dice.randrange(len(kept)), dice.randrange(len(kept))
        match dice.randrange(5):
            case 0 if len(kept) > 1:
                del kept[at]
            case 1:
                kept.insert(other, kept[at])
            case 2:
                kept[at], kept[other] = kept[other], kept[at]
            case 3 if at + 1 < len(kept):
                kept[at : at + 2] = [kept[at] + kept[at + 1]]
            case _:
                kept.insert(at, dice.choice(NOISE))
    return b"\n".join(kept)


def indentation(raw: bytes, dice: Random) -> bytes:
    kept = raw.split(b"\n")
    at = dice.randrange(len(kept))
    before = dice.choice([b" ", b"  ", b"\t", b" \t", b"    ", b"\xc2\xa0", b"\xe3\x80\x80", b""])
    until = at + dice.choice([1, 1, 3, len(kept)])
    kept[at:until] = [
        before + (line.lstrip() if dice.random() < 0.3 else line) for line in kept[at:until]
    ]
    return b"\n".join(kept)


def quotes(raw: bytes, dice: Random) -> bytes:
    """A value is put in quotes, half of them, or behind a tag, an anchor or an alias."""
    found = list(re.finditer(rb"(?<=: )[^\n]+|(?<=- )[^\n]+", raw))
    if not found:
        return raw + b'"'
    value = dice.choice(found)
    mark = dice.choice(
        [
            b'"',
            b"'",
            b'"""',
            b"'\"",
            b"!x ",
            b"!!int ",
            b"!!null ",
            b"&a ",
            b"*",
            b"? ",
            b"|",
            b">-",
            b"[",
            b"{",
            b"@",
        ]
    )
    ends = dice.choice([b"", mark, b"\\", b" #", b":", b","])
    return raw[: value.start()] + mark + value[0] + ends + raw[value.end() :]


def anchors(raw: bytes, dice: Random) -> bytes:
    pieces = [
        b"x: &a [*a]\n", b"<<: *no one\n", b"a: &a {labels: [x]}\n<<: *a\n", BOMB.encode(),
        b"? [a, b]\n: c\n", b"*a : b\n", b"&a a: *a\n", b"? &k id\n: *k\n",
        b"<<: [{id: a}, {id: b}]\n", b"labels: &l [a, b]\nhashtags: *l\n",
        b"text: &t x\ntitle: *t\n",
        b"media: &m [{file: ../../media/basket.png, alt: x}]\nthread: [{text: y, media: *m}]\n",
        b"? a\n", b"? \n", b": x\n",
    ]  # fmt: skip
    starts = [match.end() for match in re.finditer(rb"\n", raw)] or [0]
    at = dice.choice(starts[:8])
    return raw[:at] + dice.choice(pieces) + raw[at:]


def encodings(raw: bytes, dice: Random) -> bytes:
    text = raw.decode()
    return dice.choice([
        raw.replace(b"\n", b"\r\n"), raw.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + raw,
        text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-32"),
        (text + "é").encode("latin-1", "replace"), raw.replace(b" ", b"\xc2\xa0"),
        raw.replace(b"a", b"\xe9"), raw.replace(b"\n", b"\n\r"), raw + b"\x00", b"\x00" + raw,
        raw.replace(b"\n", b"\xe2\x80\xa8"), raw.replace(b"e", b"e\xcc\x81"),
        raw.replace(b"\n", b"\xc2\x85"), raw.replace(b"\n", b"\x0b"), raw * 300, raw * 40, b"",
        b"\n", b" ", b"#", b"\xef\xbb\xbf", LFS,
        raw.replace(b"\n", b"\r\n").replace(b"---", b"---\xef\xbb\xbf"), raw.rstrip(),
        raw + b"\n" * 500, b"\n" * 500 + raw, b"\x1f\x8b" + raw, b"\x89PNG\r\n\x1a\n" + raw,
        raw.replace(b"-", "–".encode()), raw.replace(b":", "：".encode()),
    ])  # fmt: skip


def merge_conflict(raw: bytes, dice: Random) -> bytes:
    kept = raw.split(b"\n")
    at, length = dice.randrange(len(kept)), dice.randint(0, 4)
    mine = kept[at : at + length]
    kept[at : at + length] = [b"<<<<<<< HEAD", *mine, b"=======", *mine[::-1], b">>>>>>> other"]
    return b"\n".join(kept)


def truncated(examples: Examples, _dice: Random, number: int) -> Files:
    """Every file is cut at every place, one after the other, in an order that jumps about."""
    total = sum(len(raw) for raw in examples.raw.values())
    place = (number * 7919) % total
    for file, raw in examples.raw.items():
        if place < len(raw):
            return {file: raw[:place]}
        place -= len(raw)
    raise AssertionError(place)


def _markdown(examples: Examples, dice: Random) -> tuple[str, str]:
    file = dice.choice([file for file in examples.posts if file.endswith(".md")])
    return file, examples.raw[file].decode()


def fences(examples: Examples, dice: Random, _number: int) -> Files:
    """Front matter that is opened or closed otherwise, or not at all."""
    file, text = _markdown(examples, dice)
    parts = text.split("---\n", 2)
    opening, closing = dice.choice(["---\n", dice.choice(FENCES) + "\n"]), dice.choice(FENCES)
    closing = dice.choice([closing, closing + "\n", "\n---\n\n---\n", "---\n"])
    before = dice.choice(
        [
            "",
            "",
            "\n",
            " ",
            "\ufeff",
            "x\n",
            "\n\n\n",
            "\t",
            "<!-- x -->\n",
            "\u2028",
            "\x0c",
            "\xa0",
            "\x85\n",
        ]
    )
    matter = dice.choice(
        [
            parts[1],
            parts[1],
            "",
            "\n",
            parts[1].rstrip(),
            parts[1] + "\n",
            "x",
            "- a\n",
            "~\n",
            parts[1] + "x: |\n  ---\n",
        ]
    )
    return {file: (before + opening + matter + closing + parts[2]).encode()}


def sections(examples: Examples, dice: Random, _number: int) -> Files:
    """Bodies with odd marks, comments, nesting and text."""
    file, text = _markdown(examples, dice)
    _, matter, body = text.split("---\n", 2)
    kept = body.split("\n")
    for _ in range(dice.randint(1, 3)):
        piece = dice.choice(dice.choice([palette.BODIES, palette.BODIES, palette.TEXTS]))
        at = dice.randint(0, len(kept))
        kept[at:at] = dice.choice(
            [[piece], ["", piece, ""], [f"> {piece}"], [f"- {piece}"], [f"<!-- {piece} -->"]]
        )
    body = "\n".join(kept)
    return {file: f"---\n{matter}---\n{body}".encode("utf-8", "surrogatepass")}


def spliced(examples: Examples, dice: Random, _number: int) -> Files:
    """The beginning of a file and the end of another."""
    file, other = dice.choice(examples.files), dice.choice(examples.files)
    one, two = examples.raw[file], examples.raw[other]
    return {file: one[: dice.randint(0, len(one))] + two[dice.randint(0, len(two)) :]}


KINDS: dict[str, Kind] = {
    "noise": on_bytes(noise),
    "lines": on_bytes(lines),
    "indentation": on_bytes(indentation),
    "quotes": on_bytes(quotes),
    "anchors": on_bytes(anchors),
    "encodings": on_bytes(encodings),
    "merge-conflict": on_bytes(merge_conflict),
    "truncated": truncated,
    "fences": fences,
    "sections": sections,
    "spliced": spliced,
}
