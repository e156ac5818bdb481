"""The inputs of the action: texts in the environment, turned into what they mean or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from publer_sync.errors import InvalidUsageError
from publer_sync.planning.plan import DUPLICATE_TEXT, AllowWord, is_allow_word

F = TypeVar("F", bound=Callable[..., Any])

PREFIX = "PUBLER_SYNC_"

INPUTS = {
    "mode": (
        "auto",
        "`validate`, `plan`, `apply`, `drift`, `comment`, or `auto`: as the event says.",
    ),
    "working_directory": (".", "The folder with the project file, in the checkout."),
    "environment": ("", "The environment of the project file to use, as with `--env`."),
    "label": ("", "Keeps apart what several projects, or environments, of one repository write."),
    "api_key": ("", "The API key of Publer; give it by the environment only."),
    "api_url": ("", "Another address of Publer's API."),
    "signing_key": ("", "The key that signs the state; give it by the environment only."),
    "signing_key_old": ("", "The former key, while keys change."),
    "plan_depth": (
        "auto",
        "Whether a plan asks Publer: `offline`, `online`, or `auto`: if there is a key.",
    ),
    "comment": ("on-change", "When to write the comment: `on-change`, `always`, `never`."),
    "annotations": ("true", "Whether findings are shown at their lines."),
    "approval": ("none", "`pr-plan` applies only what merged pull requests showed."),
    "expected_commit": ("", "Apply only this commit: the one whose plan was approved."),
    "allow": ("", "Guards to lift, as with `apply --allow`; several with spaces between."),
    "targets": ("", "Only these posts, one a line, as with `--target`."),
    "fail_on": ("error", "Which findings fail: `error`, `warning`, `never`."),
    "fail_on_drift": ("false", "Whether drift fails."),
    "drift_label": ("publer-drift", "The label of the issue that tells of drift."),
    "comment_file": ("", "For `comment`: the file that the run of a fork handed over."),
    "github_token": ("", "The token for GitHub; give it by the environment only."),
}
"""Every input with its default and its meaning. `action.yml` has the same, see tests/action."""

CHOICES = {
    "mode": ("auto", "validate", "plan", "apply", "drift", "comment"),
    "plan_depth": ("auto", "offline", "online"),
    "comment": ("on-change", "always", "never"),
    "approval": ("none", "pr-plan"),
    "fail_on": ("error", "warning", "never"),
}
_FLAGS = {"annotations", "fail_on_drift"}
_LINES = {"targets"}
_LONGEST_LABEL = 100
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CiInputs:
    """Inputs of the workflow; `INPUTS` explains each."""

    mode: str
    working_directory: str
    environment: str
    label: str
    api_key: str = field(repr=False)
    api_url: str
    signing_key: str = field(repr=False)
    signing_key_old: str = field(repr=False)
    plan_depth: str
    comment: str
    annotations: bool
    approval: str
    expected_commit: str
    allow: tuple[str, ...]
    targets: tuple[str, ...]
    fail_on: str
    fail_on_drift: bool
    drift_label: str
    comment_file: str
    github_token: str = field(repr=False)

    @classmethod
    def of(cls, values: Mapping[str, str | None]) -> CiInputs:
        """The inputs, defaults filled in; raises InvalidUsageError for one that cannot be."""
        texts = {
            name: (values.get(name) or default).strip() for name, (default, _) in INPUTS.items()
        }
        return cls(**{name: _meant(name, text) for name, text in texts.items()})


def input_options(command: F) -> F:
    """Add an option for each input, which the environment may give as well."""
    for name, (default, words) in reversed(INPUTS.items()):
        default_said = f" [default: {default}]" if default else ""
        command = click.option(
            f"--{name.replace('_', '-')}",
            name,
            envvar=f"{PREFIX}{name.upper()}",
            metavar="TEXT",
            help=f"{words}{default_said}",
        )(command)
    return command


def _meant(name: str, text: str) -> Any:
    if name in _FLAGS:
        return _flag(name, text)
    if name in _LINES:
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    if name == "allow":
        return _guards([word for word in re.split(r"[\s,]+", text) if word])
    if name == "label" and len(text) > _LONGEST_LABEL:
        raise _unusable(name, f"{text[:20]}…", f"it has more than {_LONGEST_LABEL} characters")
    if name == "expected_commit" and text and not _COMMIT.fullmatch(text):
        raise _unusable(
            name, text, "it is the whole name of a commit, as the output `commit` of a plan"
        )
    if name in CHOICES and text not in CHOICES[name]:
        raise _unusable(name, text, f"it is one of {', '.join(CHOICES[name])}")
    return text


def _flag(name: str, text: str) -> bool:
    words = {"true": True, "false": False}
    if text.lower() not in words:
        raise _unusable(name, text, "it is true or false")
    return words[text.lower()]


def _guards(words: Sequence[str]) -> tuple[str, ...]:
    for word in words:
        if not is_allow_word(word):
            known_value = ", ".join((*AllowWord, f"{DUPLICATE_TEXT}=ADDRESS"))
            raise _unusable("allow", word, f"each word is one of {known_value}")
    return tuple(words)


def _unusable(name: str, text: str, reason: str) -> InvalidUsageError:
    return InvalidUsageError(
        f"The input {text!r} cannot be used.",
        location=name.replace("_", "-"),
        reason=reason,
        hint="correct it in the workflow, or in the form that starts the workflow",
    )
