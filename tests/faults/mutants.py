"""A publer-sync with one safety line flipped, to see that the harness notices.

A mutant changes the source of one module while it is imported, in a process of its own. `old` must stand
exactly once in the module, so that a change of the code cannot leave a mutant without effect.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import CodeType, ModuleType

from tests.faults.promises import Promise


@dataclass(frozen=True)
class Mutant:
    """One line of the product, written wrongly.

    `breaks` are promises that may be seen to fail first, `hunt` a part of the names of the cases in the
    sweep that show it, or of those of processes; if there is none, random lives of this `seed` do.
    """

    name: str
    module: str
    old: str
    new: str
    breaks: tuple[Promise, ...]
    hunt: str = ""
    seed: int = 1

    def install(self) -> None:
        """Make the next import of the module import the mutant."""
        if self.module in sys.modules:
            raise RuntimeError(f"{self.module} is already imported")
        sys.meta_path.insert(0, _Finder(self))


class _Finder(MetaPathFinder):
    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._mutant.module:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self._mutant)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, path: str, mutant: Mutant) -> None:
        super().__init__(fullname, path)
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_source(fullname) or ""
        if source.count(self._mutant.old) != 1:
            raise RuntimeError(f"{self._mutant.name}: {self._mutant.old!r} must stand there once")
        mutated = source.replace(self._mutant.old, self._mutant.new)
        return compile(mutated, self.path, "exec", dont_inherit=True)


MUTANT = "FAULTS_MUTANT"
"""The variable that tells a child process which mutant it is."""

PROCESSES = "processes:"
ONCE, FOREIGN = Promise.ONCE, Promise.FOREIGN

MUTANTS = (
    Mutant(
        "no-intent",
        "publer_sync.execution.journal",
        "        self._state = self._store.save(following)",
        "        if following.records != self._state.records:\n"
        "            following = self._store.save(following)\n"
        "        self._state = following",
        (ONCE,),
        "die_after request",
    ),
    Mutant(
        "intents-forgotten",
        "publer_sync.execution.recovery",
        "    return Resolution(state=state, unsettled=unsettled, abandoned=abandoned)",
        "    return Resolution(state=state.without_intents(state.intents))",
        (ONCE,),
    ),
    Mutant(
        "blind-retry",
        "publer_sync.api.session",
        "        return self._once(method, path, params=list(params), json=body)\n",
        "        try:\n"
        "            return self._once(method, path, params=list(params), json=body)\n"
        "        except (UnreachableError, ServerError):\n"
        "            return self._once(method, path, params=list(params), json=body)\n",
        (ONCE,),
        "drop_after",
    ),
    Mutant(
        "no-settling",
        "publer_sync.config.load",
        "    read |= dict.fromkeys(durations, parse_duration)\n",
        "    read |= dict.fromkeys(durations, parse_duration)\n"
        '    read["settle"] = lambda text: parse_duration("0s")\n',
        (ONCE,),
        "die_after request",
    ),
    Mutant(
        "no-read-back",
        "publer_sync.execution.recovery",
        "    match = recognise(intent, evidence.view, Claims.of(state), evidence.short_links)",
        "    match = recognise(intent, RemoteView(), Claims.of(state), evidence.short_links)",
        (ONCE,),
    ),
    Mutant(
        "one-look-is-enough",
        "publer_sync.lookup.missing",
        "    if places := list(_uncertain(view, state, now)):\n",
        "    if places := [each for each in _uncertain(view, state, now) if not each]:\n",
        (Promise.EMPTY, ONCE),
    ),
    Mutant(
        "delete-without-ids",
        "publer_sync.api.writer",
        '"DELETE", "/posts", self._permit, params=params)',
        '"DELETE", "/posts", self._permit, params=[])',
        (FOREIGN, ONCE),
        "die_after",
    ),
    Mutant(
        "no-delete-guard",
        "publer_sync.planning.guards.plan_limits",
        "    refusals = [*_deletes(changes, records, desired_count, policy)]\n",
        "    refusals: list[Refusal] = []\n",
        (Promise.DELETES, Promise.EMPTY),
        seed=2,
    ),
    Mutant(
        "saved-plan-unchecked",
        "publer_sync.workflows.saved_plan",
        "        if moved:\n",
        "        if moved and not moved:\n",
        (Promise.SHOWN,),
        seed=2,
    ),
    Mutant(
        "publishes-at-once",
        "publer_sync.api.writer",
        '"POST", "/posts/schedule", self._permit, body=bulk(posts, resources)',
        '"POST", "/posts/schedule/publish", self._permit, body=bulk(posts, resources)',
        (Promise.AT_ONCE, ONCE),
        "die_after",
    ),
    Mutant(
        "key-in-errors",
        "publer_sync.api.session",
        "            reason=self.redacted(str(error) or type(error).__name__),",
        '            reason=str(error) + self._client.headers["Authorization"],',
        (Promise.SECRET,),
        "outage",
    ),
    Mutant(
        "broken-state-ignored",
        "publer_sync.state.local",
        "        state = from_text(text, self.where, signing, writing=self._is_locked)\n",
        "        try:\n"
        "            state = from_text(text, self.where, signing, writing=self._is_locked)\n"
        "        except StateError:\n"
        "            return None\n",
        (Promise.STATE, ONCE),
    ),
    Mutant(
        "no-rescue",
        "publer_sync.state.backups",
        "                file.write(text)\n        except OSError:",
        "                file.write(text)\n            Path(name).unlink()\n"
        "        except OSError:",
        (Promise.STATE,),
    ),
    Mutant(
        "rate-limit-ignored",
        "publer_sync.api.rate_limiter",
        "        self._closed_until = self._clock.monotonic() + seconds + 1.0",
        "        self._closed_until = 0.0 * seconds",
        (Promise.LIMIT,),
        "status:429",
    ),
    Mutant(
        "plan-writes-the-state",
        "publer_sync.state.local",
        "        state = from_text(text, self.where, signing, writing=self._is_locked)\n",
        "        self.path.write_text(text + ' ')\n"
        "        state = from_text(text, self.where, signing, writing=self._is_locked)\n",
        (Promise.READS, Promise.STATE),
        "die_after",
    ),
    Mutant(
        "any-clock-will-do",
        "publer_sync.api.server_clock",
        "        if (both := self.both_times()) is not None:",
        "        if (both := self.both_times()) is not None and not both:",
        (Promise.CLOCK, ONCE, Promise.AT_ONCE),
    ),
    Mutant(
        "any-signature-will-do",
        "publer_sync.state.signature",
        "        if verdict is SignatureVerdict.BAD:",
        "        if verdict is SignatureVerdict.BAD and not verdict:",
        (Promise.SIGNED, ONCE, FOREIGN, Promise.EMPTY),
    ),
    Mutant(
        "edited-deletes-let-through",
        "publer_sync.planning.differ",
        "    if AllowWord.EDITED_DELETES in moment.options.allow:",
        "    if AllowWord.EDITED_DELETES not in moment.options.allow:",
        (FOREIGN,),
        seed=3,
    ),
    Mutant(
        "fails-silently",
        "publer_sync.execution.create",
        "        return CreateResult(Outcome.FAILED, note=absence_reason(intent))",
        "        return CreateResult(Outcome.FAILED)",
        (Promise.SILENCE,),
        "silent_loss",
    ),
    Mutant(
        "no-lock",
        "publer_sync.state.lock",
        "        path.parent.mkdir(parents=True, exist_ok=True)\n        lock.acquire(timeout=0)\n",
        "        path.parent.mkdir(parents=True, exist_ok=True)\n",
        (Promise.LOCK,),
        PROCESSES + "a second apply",
    ),
    Mutant(
        "deaf",
        "publer_sync.cli.signals",
        "        self._asked = True\n",
        "",
        (Promise.INTERRUPT,),
        PROCESSES + "SIGINT",
    ),
    Mutant(
        "format-decides",
        "publer_sync.cli.plan",
        "detailed=detailed_exitcode)",
        'detailed=detailed_exitcode and format_ != "json")',
        (Promise.FORMATS,),
        PROCESSES + "a second apply",
    ),
)
"""What the tests flip, one at a time."""


def named(name: str) -> Mutant:
    """The mutant of that name."""
    return next(mutant for mutant in MUTANTS if mutant.name == name)
