"""The options by name: parse NAME=VALUE, and hold the values in force."""

import math
from collections.abc import Mapping
from difflib import get_close_matches

from publer_sync.emulator.options.kinds import Option, Value
from publer_sync.emulator.options.table import OPTIONS

__all__ = ["OPTIONS", "Option", "Settings", "parse_option"]

_BY_NAME = {option.name: option for option in OPTIONS}


def parse_option(text: str) -> tuple[str, str]:
    """The name and value of NAME=VALUE; ValueError says what is wrong with it."""
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(f"an option is written NAME=VALUE, not {text!r}")
    find_option(name.strip()).parse(value)
    return name.strip(), value.strip()


def find_option(name: str) -> Option:
    """The option called `name`; ValueError offers the nearest name."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    near = get_close_matches(name, _BY_NAME, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ValueError(f"there is no option {name!r}{hint}")


class Settings:
    """The options in force; every name asked for must be in the table."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values: dict[str, Value] = {}
        self._texts: dict[str, str] = {}
        self.set({option.name: option.default for option in OPTIONS})
        self.set(values)

    def set(self, options: Mapping[str, str]) -> None:
        """Take all of `options`, or none of it and raise ValueError."""
        values = {name: find_option(name).parse(text) for name, text in options.items()}
        self._values.update(values)
        self._texts.update(options)

    def texts(self) -> dict[str, str]:
        """Every option with the text it was set by."""
        return {option.name: self._texts[option.name] for option in OPTIONS}

    def __getitem__(self, name: str) -> str:
        """The word of a choice."""
        value = self._values[name]
        assert isinstance(value, str), name
        return value

    def on(self, name: str) -> bool:
        """Return whether a switch is on."""
        value = self._values[name]
        assert isinstance(value, bool), name
        return value

    def number(self, name: str) -> float:
        """A number; infinite where the option is set to its word for "no limit"."""
        value = self._values[name]
        assert isinstance(value, int | float), name
        return value

    def count(self, name: str) -> int:
        """A whole number from 1 up."""
        value = self.number(name)
        assert value != math.inf, name
        return int(value)

    def rate(self) -> tuple[int, int] | None:
        """Requests and seconds of the rate limit, or None when it is off."""
        value = self._values["rate_limit"]
        if value is None:
            return None
        assert isinstance(value, tuple)
        return value[0], value[1]

    def slots(self) -> tuple[int, ...]:
        """The posting schedule in minutes after midnight."""
        value = self._values["posting_slots"]
        assert isinstance(value, tuple)
        return value
