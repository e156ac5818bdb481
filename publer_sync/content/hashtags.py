"""`hashtags` after the text, each once."""

from __future__ import annotations

from publer_sync.content.keys import Keys


def read_text(keys: Keys) -> str:
    """The text of a post with its hashtags; whether it had them before is noted in the scene."""
    text = (keys.data("text") or "").strip().replace("\r\n", "\n").replace("\r", "\n")
    hashtags = keys.data("hashtags")
    if not hashtags:
        return text
    there = {word.strip(".,;:!?()").casefold() for word in text.split() if "#" in word}
    wanted = ["#" + tag.strip().removeprefix("#") for tag in hashtags]
    _note(keys, [tag.casefold() in there for tag in wanted])
    added = " ".join(tag for tag in dict.fromkeys(wanted) if tag.casefold() not in there)
    return f"{text}\n\n{added}".strip() if added else text


def _note(keys: Keys, repeated: list[bool]) -> None:
    value, scene = keys.values["hashtags"], keys.scene
    if not scene.is_own(value.layer):
        return
    for index, is_there in enumerate(repeated):
        place = value.at(index)
        scene.repeated[place] = scene.repeated.get(place, True) and is_there
