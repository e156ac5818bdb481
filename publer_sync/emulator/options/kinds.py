"""Definition of an option: a name, the texts it takes, and how each text is read."""

import math
from collections.abc import Callable
from dataclasses import dataclass

Value = str | int | float | bool | tuple[int, ...] | None

_YES = ("on", "yes", "true", "1")
_NO = ("off", "no", "false", "0")


@dataclass(frozen=True, slots=True)
class Option:
    """One switch of the emulator; `read` turns its text into a value or raises ValueError."""

    name: str
    default: str
    meaning: str
    expects: str
    read: Callable[[str], Value]
    choices: tuple[str, ...] = ()
    question: int | None = None

    def parse(self, text: str) -> Value:
        """The value of `text`, or a ValueError that says what the option takes."""
        try:
            return self.read(text.strip())
        except ValueError as error:
            message = f"option {self.name} takes {self.expects}, not {text!r}"
            raise ValueError(message) from error


def choice(name: str, words: str, *, meaning: str, question: int | None = None) -> Option:
    """An option that takes one of the `words` of a text; the first is the default."""
    choices = tuple(words.split())

    def read(text: str) -> Value:
        if text not in choices:
            raise ValueError(text)
        return text

    expects = "one of " + ", ".join(choices)
    return Option(name, choices[0], meaning, expects, read, choices, question)


def switch(name: str, default: str, *, meaning: str, question: int | None = None) -> Option:
    """An option that is on or off."""

    def read(text: str) -> Value:
        word = text.lower()
        if word not in _YES + _NO:
            raise ValueError(text)
        return word in _YES

    return Option(name, default, meaning, "on or off", read, ("on", "off"), question)


def number(
    name: str,
    default: str,
    *,
    meaning: str,
    unit: str,
    without: str | None = None,
    signed: bool = False,
    question: int | None = None,
) -> Option:
    """An option that takes a number from 0 up, or of either sign where `signed`.

    The word `without` means "no limit".
    """

    def read(text: str) -> Value:
        if text == without:
            return math.inf
        value = float(text)
        if not math.isfinite(value) or (value < 0 and not signed):
            raise ValueError(text)
        return value

    expects = f"a number of {unit}" + (f" or {without}" if without else "")
    return Option(name, default, meaning, expects, read, (), question)


def choice_or_seconds(
    name: str, words: str, timed: str, *, meaning: str, question: int | None = None
) -> Option:
    """An option that takes one of the `words`, or one of the `timed` ones as WORD:SECONDS."""
    choices, with_seconds = tuple(words.split()), tuple(timed.split())

    def read(text: str) -> Value:
        kind, colon, seconds = text.partition(":")
        if text in choices:
            return text
        if kind not in with_seconds or not colon:
            raise ValueError(text)
        return f"{kind}:{int(seconds)}"

    expects = ", ".join((*choices, *(f"{word}:SECONDS" for word in with_seconds)))
    return Option(name, choices[0], meaning, f"one of {expects}", read, choices, question)


def choice_or_days(
    name: str, default: str, words: str, *, meaning: str, question: int | None = None
) -> Option:
    """An option that takes within:DAYS, or one of the `words` of a text."""
    choices = tuple(words.split())

    def read(text: str) -> Value:
        kind, colon, days = text.partition(":")
        if text not in choices and (kind != "within" or not colon or int(days) < 1):
            raise ValueError(text)
        return text

    expects = "within:DAYS (such as within:5) or one of " + ", ".join(choices)
    return Option(name, default, meaning, expects, read, (), question)


def count(name: str, default: str, *, meaning: str, question: int | None = None) -> Option:
    """An option that takes a whole number from 1 up."""

    def read(text: str) -> Value:
        value = int(text)
        if value < 1:
            raise ValueError(text)
        return value

    return Option(name, default, meaning, "a whole number from 1 up", read, (), question)


def rate(name: str, default: str, *, meaning: str, question: int | None = None) -> Option:
    """An option that takes REQUESTS/SECONDS, or off."""

    def read(text: str) -> Value:
        if text == "off":
            return None
        requests, slash, seconds = text.partition("/")
        if not slash or int(requests) < 1 or int(seconds) < 1:
            raise ValueError(text)
        return int(requests), int(seconds)

    expects = "REQUESTS/SECONDS (such as 100/120) or off"
    return Option(name, default, meaning, expects, read, (), question)


def times_of_day(name: str, default: str, *, meaning: str) -> Option:
    """An option that takes HH:MM times joined by commas, or none."""

    def read(text: str) -> Value:
        if text == "none":
            return ()
        return tuple(sorted(_minutes(part) for part in text.split(",")))

    return Option(name, default, meaning, "times such as 09:00,18:30, or none", read)


def _minutes(text: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not colon or not 0 <= int(hours) < 24 or not 0 <= int(minutes) < 60:
        raise ValueError(text)
    return int(hours) * 60 + int(minutes)
