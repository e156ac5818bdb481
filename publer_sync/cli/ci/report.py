"""Report of a job: annotations at once, outputs and the summary when all is done."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publer_sync.cli.global_options import Settings
from publer_sync.diagnostics import Diagnostic, Severity
from publer_sync.forge.github.outputs import Value, write_outputs, write_summary
from publer_sync.forge.github.workflow_run import WorkflowRun
from publer_sync.render.diagnostics.github import MOST, Level, annotation, diagnostics_github
from publer_sync.render.text.sanitize import no_command, safe

OUTPUTS = (
    "mode", "commit", "changes", "create-count", "update-count", "replace-count", "delete-count",
    "unchanged-count", "held-count", "error-count", "warning-count", "plan-digest",
    "plan-json-path", "plan-markdown-path", "preview-path", "comment-id", "comment-url",
    "comment-file", "applied-count", "failed-count", "drift", "issue-number", "rescue-path",
    "failure-reason",
)  # fmt: skip
"""Every output of the action; `action.yml` has the same, see tests/action."""


@dataclass(slots=True)
class Report:
    """Collects; nothing of it holds the text of a post but the summary, which is no log.

    `hidden` takes out of a text secrets: a key may be in a post by mistake.
    """

    settings: Settings
    hidden: Callable[[str], str]
    counts: Counter[Level] = field(default_factory=Counter)
    outputs: dict[str, Value] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)

    def note(self, values: Mapping[str, Value | None]) -> None:
        """Set outputs; what is None stays unset."""
        for name, value in values.items():
            if name not in OUTPUTS:
                raise ValueError(f"{name!r} is no output")
            if value is not None:
                self.outputs[name] = value

    def summarize(self, block: str) -> None:
        """Add a block of Markdown to the summary of the job."""
        self.blocks.append(self.hidden(block))

    def find(self, diagnostics: Sequence[Diagnostic], skipped: Sequence[str], prefix: str) -> None:
        """Annotates the findings, as many as leave room for what else there may be to say."""
        self.log(diagnostics_github(diagnostics, skipped, prefix=prefix, most=_FINDINGS))
        for level, number in Counter(each.severity for each in diagnostics).items():
            self.counts[_LEVELS[level]] += min(number, _FINDINGS)

    def annotate(self, level: Level, message: str, *, file: str = "", line: int = 0) -> None:
        """Say it in the log, where the runner makes an annotation of it while there is room for one."""
        self.counts[level] += 1
        if self.counts[level] < _ROOM:
            self.log(annotation(level, message, file=file, line=line))
            return
        if self.counts[level] == _ROOM:
            self.log(annotation(level, "There is more: the log of this step lists all."))
        self.log("\n".join(no_command(f"- {level}: {safe(each)}") for each in message.split("\n")))

    def end_with(self, message: str) -> None:
        """Annotates why the step failed; for this there is always room."""
        self.log(annotation(Level.ERROR, message))

    def log(self, text: str) -> None:
        """Put lines into the log, which has to be free of commands already."""
        if text:
            self.settings.data(self.hidden(text))

    def finish(self, run: WorkflowRun) -> None:
        """Write the files that the runner reads; missing ones are left out."""
        if run.output:
            write_outputs(run.output, self.outputs, lambda: str(uuid.uuid4()))
        if run.summary and self.blocks:
            left_out = write_summary(run.summary, self.blocks, _more)
            if left_out:
                self.annotate(Level.NOTICE, f"{left_out} blocks did not fit into the summary.")


_FINDINGS = 6
_ROOM = MOST - 1
"""The runner shows ten of a level for the whole step: six findings, two other things, that there is more, and
why it failed."""

_LEVELS = {
    Severity.ERROR: Level.ERROR,
    Severity.WARNING: Level.WARNING,
    Severity.INFO: Level.NOTICE,
}


def _more(number: int) -> str:
    return f"{number} more did not fit here; the files that this job leaves have all."


def folder_for(run: WorkflowRun, label: str) -> Path:
    """Return the folder for the files of a job: outside of the checkout, one for each label."""
    safe = "".join(c if c.isalnum() and c.isascii() or c in "-_" else "-" for c in label)
    if safe != label:  # so that `a/b` and `a b` stay apart
        safe = f"{safe}-{hashlib.sha256(label.encode('utf-8', 'replace')).hexdigest()[:8]}"
    folder = run.temp / "publer-sync" / (safe or "default")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
