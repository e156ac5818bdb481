"""Finding domains in a text by the grammar of twitter-text v3, in time in proportion to its length.

A domain is made of labels with dots between them, and ends in a top-level domain that is known or in
punycode. As one pattern, it is tried again from each label over all that follow. Here the labels of a run are
looked at once; then each place where a domain may begin knows at once how far it reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from publer_sync.networks.rules_data import words

_MOST_BEFORE_END = 126
"""A name in DNS has up to 253 characters, and so up to 127 labels with its ending."""
_LONGEST_LABEL = 257
"""More than DNS has: whoever finds a label over 63 refuses the domain instead of a part of it."""

_INVALID = "\ufffe\ufeff\uffff"
_DIRECTION = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_SPACE = "\\x09-\\x0d \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_PUNCTUATION = r"!'#%&()*+,\\/:;<=>?@\[\]^{|}~$"
_NO_DOMAIN = f"{_PUNCTUATION}{_SPACE}{_INVALID}{_DIRECTION}"
LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f"
    "\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
BEFORE = f"[^A-Za-z0-9@\uff20$#\uff03{_INVALID}]"
"""What may stand before a link."""

# Begins only where a run does: a long word without a dot would otherwise be tried from each character.
_RUN = re.compile(rf"(?<![^{_NO_DOMAIN}])[^.{_NO_DOMAIN}]*+\.++[^.{_NO_DOMAIN}][^{_NO_DOMAIN}]*+")
_BEGINNING = re.compile(rf"(?:(?<={BEFORE})|\A)[^_\-.{_NO_DOMAIN}]")
_LETTERS = re.compile("[A-Za-z]*")
_GOES_ON = re.compile("[0-9A-Za-z@+-]")
_PUNYCODE = re.compile(r"xn--[\-0-9a-z]+", re.IGNORECASE | re.ASCII)
_PLAIN = re.compile(r"[\-A-Za-z0-9.]+")
_LATIN_END = re.compile(rf"[\-A-Za-z0-9{LATIN}]*\Z")


class DomainCandidate:
    """A stretch of a text that is labels and dots, and how far domains in it reach."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.labels = text[start:end].split(".")
        lengths = (len(label) + 1 for label in self.labels[:-1])
        self.offsets = list(accumulate(lengths, initial=start))
        self.ends = [0, *(_end_of_top_level(text, at) for at in self.offsets[1:])]

    def domains(self) -> Iterator[tuple[int, int]]:
        """Start and end of the longest domain from each place where one may begin."""
        reaches = _reaches(self.labels, self.ends)
        for start, index in self._beginnings():
            end = self.offsets[index] + len(self.labels[index])
            # Asked before the label is cut out: a long one has many places where one could begin.
            if end - start > _LONGEST_LABEL or not _is_label(label := self.text[start:end]):
                continue
            if reaches[index]:
                yield start, self.ends[reaches[index]]
            elif "_" not in label and index + 1 < len(self.ends) and self.ends[index + 1]:
                yield start, self.ends[index + 1]

    def _beginnings(self) -> Iterator[tuple[int, int]]:
        """Each place, with the index of its label."""
        last = self.offsets[-1] + len(self.labels[-1])
        places = [match.start() for match in _BEGINNING.finditer(self.text, self.start, last)]
        # NOTE: at the beginning of a text the grammar tries a character before the link first.
        if places[:2] == [0, 1]:
            places[:2] = [1, 0]
        index = 0
        for place in places:
            while index + 1 < len(self.offsets) and self.offsets[index + 1] <= place:
                index += 1
            yield place, index


def runs(text: str) -> Iterator[DomainCandidate]:
    """Each stretch of a text in which a domain ends."""
    for match in _RUN.finditer(text):
        run = DomainCandidate(text, *match.span())
        if any(run.ends):
            yield run


def latin_domains(domain: str) -> Iterator[tuple[int, int]]:
    """Start and end of each part of a domain that is a domain in Latin letters."""
    if _PLAIN.fullmatch(domain):
        yield 0, len(domain)
        return
    run, count, index = DomainCandidate(domain, 0, len(domain)), 0, 0
    furthest = _furthest_in_latin(run.labels, run.ends)
    while index + 1 < len(run.labels):
        end_of_label = run.offsets[index] + len(run.labels[index])
        match = _LATIN_END.search(domain, max(run.offsets[index], count), end_of_label)
        if match and match[0] and furthest[index]:
            index = furthest[index]
            count = run.ends[index]
            yield match.start(), count
        else:
            index += 1


def _is_label(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_LABEL and text[0] not in "-_" and text[-1] not in "-_"


def _reaches(labels: Sequence[str], ends: Sequence[int]) -> list[int]:
    """By label, the last one that can end a domain from there, with at least one between; 0 for none."""
    if len(labels) == 2:  # noqa: PLR2004 (a name and its ending, as most are)
        return [0, 0]
    are_labels = [_is_label(label) for label in labels]
    can_end = [False, *(
        bool(end) and is_label and "_" not in label
        for end, is_label, label in zip(ends[1:], are_labels, labels, strict=False)
    )]  # fmt: skip
    last = list(accumulate((index if can_end[index] else 0 for index in range(len(labels))), max))
    reaches, stop = [0] * len(labels), len(labels) - 1
    for index in range(len(labels) - 2, -1, -1):
        if not are_labels[index + 1]:
            stop = index + 1
        reach = last[min(stop, index + _MOST_BEFORE_END)]
        reaches[index] = reach if reach > index + 1 else 0
    return reaches


def _furthest_in_latin(labels: Sequence[str], ends: Sequence[int]) -> list[int]:
    """By label, the last one that ends a domain whose labels after this one are all Latin; 0 for none."""
    furthest = [0] * len(labels)
    for index in range(len(labels) - 2, -1, -1):
        label = labels[index + 1]
        is_latin = bool(label) and bool(_LATIN_END.match(label))
        furthest[index] = (is_latin and furthest[index + 1]) or (ends[index + 1] and index + 1)
    return furthest


def _end_of_top_level(text: str, at: int) -> int:
    """Return the end of the top-level domain that begins there; 0 if none does."""
    known_names, longest, small = _top_level_domains()
    stop = _LETTERS.match(text, at).end()  # type: ignore[union-attr]  # matches nothing as well
    if text[stop : stop + 1].isascii():
        if text[at:stop].lower() in known_names and not _GOES_ON.match(text, stop):
            return stop
    else:
        word = text[at : at + longest].translate(small)
        for length in range(len(word), 0, -1):
            if word[:length] in known_names and not _GOES_ON.match(text, at + length):
                return at + length
    punycode = _PUNYCODE.match(text, at)
    return punycode.end() if punycode else 0


@cache
def _top_level_domains() -> tuple[frozenset[str], int, dict[int, str]]:
    """All of them, the length of the longest, and the small letter for each capital one in them."""
    known_names = frozenset(words("counting/top_level_domains.txt"))
    letters = set().union(*known_names)
    capitals = {each.upper(): each for each in letters if len(each.upper()) == 1}
    small = {ord(capital): each for capital, each in capitals.items()}
    return known_names, max(map(len, known_names)), small
