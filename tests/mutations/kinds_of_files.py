"""Mutations of which files there are: swapped, renamed, missing, and media that are something else."""

from __future__ import annotations

from functools import cache
from random import Random

from tests.mutations import palette
from tests.mutations.examples import DEFAULTS, Examples
from tests.mutations.kinds_of_text import LFS
from tests.mutations.kinds_of_trees import Files, Kind
from tests.mutations.trees import spots_in
from tests.mutations.values import hostile
from tests.support.films import a_film
from tests.support.papers import a_docx, a_pdf, a_pptx, an_archive, an_old_document
from tests.support.pictures import a_picture

FILE_NAMES = [
    "content/é😀.md", "content/a b.md", "content/\udcff.md", "content/a\nb.yaml",
    "content/\x1b[31m.md", "content/..md", "content/-.yaml", "content/A.MD", "content/a.markdown",
    "content/a.yml", "content/a.md.yaml", "content/\u202ecod.md", "content/x/y/z/../../w.md",
    "content/" + "n" * 240 + ".md", "content/#.md", "content/@x.yaml", "content/week-19/_a.md",
    "content/a:b.md", "content/'.yaml", "content/[x].md", "content/%s{0}.md", "content/week-19.md",
    "content/note.txt",
]  # fmt: skip


@cache
def _pool() -> tuple[bytes, ...]:
    """Media of every kind, each small."""
    return (
        a_picture(), a_picture(format_="JPEG"), a_picture(format_="WEBP"),
        a_picture(format_="BMP"), a_picture(format_="TIFF"), a_picture(format_="GIF", frames=3),
        a_picture(width=1, height=1), a_picture(width=3000, height=20),
        a_picture(format_="JPEG", orientation=6), a_film(), a_film("webm", codec="vp8"),
        a_film("mov"), a_film(seconds=0.1), a_pdf(), a_pdf(password="x"), a_docx(), a_pptx(),
        an_archive("a.txt"), an_old_document(), b"", LFS, b"\x00" * 4000, b"text", b"<svg/>",
        b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.7\n",
        b"RIFF\xff\xff\xff\xffWEBP",
    )  # fmt: skip


def _with_media(examples: Examples, dice: Random) -> tuple[str, str]:
    """A file of the examples that uses media, and one of the media it uses."""
    users = [f for f in examples.posts if _used(examples, f)]
    file = dice.choice(users)
    return file, dice.choice(_used(examples, file))


def _used(examples: Examples, file: str) -> list[str]:
    named = spots_in(examples.parsed[file].tree, lambda s: str(s.value).startswith("../../media/"))
    return [spot.value.removeprefix("../../") for spot in named]


def other_media(examples: Examples, dice: Random, _number: int) -> Files:
    """A media file has the content of another kind, or nothing, or half of it."""
    file, medium = _with_media(examples, dice)
    content = dice.choice(_pool())
    if dice.random() < 0.3:
        content = content[: len(content) * dice.randint(0, 9) // 10]
    return {file: examples.raw[file], medium: content}


def other_suffix(examples: Examples, dice: Random, _number: int) -> Files:
    """A media file has another name, or is one of those that only pretend to be files."""
    file, medium = _with_media(examples, dice)
    ends = [
        ".jpg",
        ".mp4",
        ".pdf",
        ".PNG",
        ".svg",
        ".exe",
        "",
        ".png.txt",
        ".gif",
        ".webm",
        ".docx",
        "/x.png",
    ]
    name = medium.rpartition(".")[0] + "-new" + dice.choice(ends)
    changed = examples.raw[file].replace(medium.encode(), name.encode())
    return {file: changed, name: dice.choice(_pool()) if dice.random() < 0.8 else None}


def missing(examples: Examples, dice: Random, _number: int) -> Files:
    """Media, defaults or the project file are gone."""
    file, medium = _with_media(examples, dice)
    gone = dice.choice([medium, *examples.base, "content/week-19"])
    return {file: examples.raw[file], gone: None}


def swapped(examples: Examples, dice: Random, _number: int) -> Files:
    """Two files have each other's content, whatever they are."""
    one, other = dice.sample(examples.files, 2)
    return {one: examples.raw[other], other: examples.raw[one]}


def renamed(examples: Examples, dice: Random, _number: int) -> Files:
    """A post file under a name that no one would choose."""
    source = dice.choice(examples.files)
    return {dice.choice(FILE_NAMES): examples.raw[source]}


def together(examples: Examples, dice: Random, _number: int) -> Files:
    """Several files at once, one of them twice, and defaults that are odd."""
    chosen = dice.sample(examples.posts, min(4, len(examples.posts)))
    files: Files = {file: examples.raw[file] for file in chosen}
    files["content/again" + chosen[0][-5:].replace("/", "")] = examples.raw[chosen[0]]
    if dice.random() < 0.7:
        folder = dice.choice(["content", "content/week-19", "content/week-20"])
        source = dice.choice(examples.posts)
        tree = dice.choice([examples.tree(source), hostile(dice)])
        files[f"{folder}/{DEFAULTS}"] = _yaml(tree)
    if dice.random() < 0.3:
        files["content/" + dice.choice(["README.md", "_draft.md", ".hidden.md", "list.csv"])] = b"x"
    return files


def _yaml(tree: object) -> bytes:
    from tests.mutations.trees import written

    return written(tree).encode("utf-8", "surrogatepass")


def one_text(examples: Examples, dice: Random, _number: int) -> Files:
    """A post with one hostile text and nothing else that is wrong, for every account."""
    text, account = dice.choice([*palette.TEXTS, *palette.BODIES]), dice.choice(_aliases(examples))
    kinds = [
        "status",
        "article",
        "poll",
        "link",
        "short",
        "offer",
        "event",
        "photo",
        "story",
        "document",
    ]
    head = f"accounts: [{account}]\nschedule: 2036-05-20 10:00\n"
    head += f"type: {dice.choice(kinds)}\n" if dice.random() < 0.5 else ""
    return {"content/text.md": f"---\n{head}---\n{text}".encode("utf-8", "surrogatepass")}


def _aliases(examples: Examples) -> list[str]:
    tree = examples.parsed["publer-sync.yaml"].tree
    return next([name for name, _ in value] for key, value in tree if key == "accounts")


KINDS: dict[str, Kind] = {
    "other-media": other_media,
    "other-suffix": other_suffix,
    "missing": missing,
    "swapped": swapped,
    "renamed": renamed,
    "together": together,
    "one-text": one_text,
}
