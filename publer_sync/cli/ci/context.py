"""Dependencies of every mode of a job."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from publer_sync.cli.checkout import checkout_prefix
from publer_sync.cli.ci.failures import CiFailureError, FailureReason, NotApprovedError
from publer_sync.cli.ci.inputs import CiInputs
from publer_sync.cli.ci.report import Report
from publer_sync.cli.global_options import Settings
from publer_sync.config.project import Project
from publer_sync.errors import Hint
from publer_sync.forge.github.client import GitHub
from publer_sync.forge.github.workflow_run import WorkflowRun
from publer_sync.model.clock import Clock
from publer_sync.render.markdown.links import Links
from publer_sync.state.signature import KEY as STATE_KEY
from publer_sync.state.signature import OLD_KEY as OLD_STATE_KEY
from publer_sync.workflows.git import commit_of

KEY = "PUBLER_API_KEY"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """The settings as the inputs change them, the run of the workflow, and where its words go.

    `folder` is where files for later steps lie.
    """

    settings: Settings
    inputs: CiInputs
    run: WorkflowRun
    report: Report
    folder: Path

    @property
    def commit(self) -> str:
        """The commit that is checked out: of main, that may be a later one than that of the event."""
        return commit_of(self.settings.directory) or self.run.sha

    @property
    def has_key(self) -> bool:
        """Return whether Publer can be asked."""
        environ = self.settings.environ
        return bool(environ.get(KEY) or environ.get(f"{KEY}_FILE"))

    def insist_on_key(self) -> None:
        """Raise CiFailureError if there is no key; Publer's own answer would come only later."""
        if not self.has_key:
            raise CiFailureError(
                FailureReason.AUTH_FAILED,
                "There is no API key of Publer.",
                location="api-key",
                hint="give the action `api-key: ${{ secrets.PUBLER_API_KEY }}`, in a job that may have that "
                "secret; jobs about forks and of Dependabot have none",
            )

    def insist_on_shared_state(self, project: Project) -> None:
        """Raise CiFailureError for a state that would go with the runner: the next run would know of no
        post."""
        if project.state.kind == "local":
            raise CiFailureError(
                FailureReason.INVALID_CONFIG,
                "The state would be lost with this runner.",
                location="publer-sync.yaml, state",
                reason="it is kept in a file beside the project, and the next run starts without it",
                hint=Hint(
                    "say `state: git`, or name an object store; `{}` takes along what is recorded already",
                    (("state", "migrate", "--to", "git"),),
                ),
            )

    def insist_on_commit(self) -> None:
        """Raise NotApprovedError if another commit is checked out than the one that was approved."""
        expected = self.inputs.expected_commit
        if expected and self.commit != expected:
            raise NotApprovedError(
                "What is checked out is not what was approved, so nothing was applied.",
                location="expected-commit",
                reason=f"the plan of {expected[:12]} was approved, and this is {self.commit[:12]}",
                hint="approve the newest run: its plan has what was merged meanwhile",
            )

    @contextmanager
    def github(self) -> Iterator[GitHub]:
        """A connection to GitHub with the token of the job."""
        time = self.settings.time
        clock = Clock(now=time.now, monotonic=time.monotonic, sleep=time.sleep)
        environ = self.settings.environ
        secrets = [environ[name] for name in (KEY, STATE_KEY, OLD_STATE_KEY) if environ.get(name)]
        github = self.run.connect(clock, random=random.random, secrets=secrets)
        try:
            yield github
        finally:
            github.close()

    def links(self, commit: str) -> Links:
        """Links to lines of the files at a commit."""
        repository = f"{self.run.server_url}/{self.run.repository}"
        prefix = checkout_prefix(self.settings, self.settings.directory)
        return Links(repository=repository, commit=commit, prefix=prefix)

    def in_repository(self, file: str) -> str:
        """The path of a project's file from the root of the checkout, as annotations want it."""
        return checkout_prefix(self.settings, self.settings.directory) + file

    def save(self, name: str, text: str) -> Path:
        """Write a file for later steps."""
        path = self.folder / name
        path.write_text(self.report.hidden(text), encoding="utf-8", errors="replace")
        return path


def settings_for(settings: Settings, inputs: CiInputs, run: WorkflowRun) -> Settings:
    """The settings with what the inputs say; raises CiFailureError for a folder outside of the checkout."""
    folder = (run.workspace / inputs.working_directory).resolve()
    if not folder.is_relative_to(run.workspace.resolve()) or not folder.is_dir():
        raise CiFailureError(
            FailureReason.USAGE,
            "The working directory is not a folder of the checkout.",
            location="working-directory",
            hint="name it as it is in the repository, and check that the job has checked it out",
        )
    values = {
        KEY: inputs.api_key,
        "PUBLER_API_URL": inputs.api_url,
        STATE_KEY: inputs.signing_key,
        OLD_STATE_KEY: inputs.signing_key_old,
    }
    environ = run.git_environment(settings.environ)
    return replace(
        settings,
        directory=folder,
        environment=inputs.environment or settings.environment,
        environ={**environ, **{name: text for name, text in values.items() if text}},
    )
