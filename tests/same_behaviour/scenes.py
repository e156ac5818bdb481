"""The scenes: small lives of a project, as data that `play.py` plays with any version of the product."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.support.pictures import a_picture
from tests.support.projects import PROJECT
from tests.support.readings import READINGS

EXAMPLES = Path(__file__).parents[2] / "examples"
X, LINKEDIN, INSTAGRAM = (
    "63c675b54e299e9cf2b667ea",
    "650170394e299e33b427c2ff",
    "64b0f1e2d3c4b5a697880104",
)
SHOP = PROJECT + "policy: {settle: 60s, publish_now: allowed}\n"
PLAN = {"do": "run", "words": ["plan", "--format", "json"]}
VALIDATE = {"do": "run", "words": ["validate", "--format", "json"]}
STATUS = {"do": "run", "words": ["status", "--format", "json"]}
DRIFT = {"do": "run", "words": ["drift", "--format", "json"]}

Step = dict[str, Any]
Scene = dict[str, Any]


def apply(*more: str, **extra: Any) -> Step:
    """An apply that answers in JSON."""
    return {"do": "run", "words": ["apply", "--auto-approve", "--format", "json", *more], **extra}


def run(*words: str) -> Step:
    """Any other command."""
    return {"do": "run", "words": list(words)}


def write(**files: str) -> Step:
    """Write post files by their names, without folder and ending."""
    return {"do": "write", "files": {f"content/{name}.md": text for name, text in files.items()}}


def control(method: str, path: str, body: Any = None, words: str = "") -> Step:
    """A control call of the emulator."""
    return {"do": "control", "method": method, "path": path, "body": body, "words": words}


def fault(kind: str, method: str, path: str, **more: Any) -> Step:
    """A fault for coming requests."""
    return control("POST", "faults", {"kind": kind, "method": method, "path": path, **more})


def post(
    text: str,
    when: str = "schedule: 2036-05-05 09:00",
    *more: str,
    accounts: str = "shop-x, shop-linkedin",
) -> str:
    """A post file."""
    return "\n".join(["---", f"accounts: [{accounts}]", when, *more, "---", text, ""])


PICTURE = "media: [{file: ../media/red.png, alt: A red square}]"
SERIES = "schedule: {recurring: {from: 2036-05-05 09:00, to: 2036-08-01 09:00, every: 2, repeat: weekly}}"
RECYCLED = "schedule: {at: 2036-05-05 09:00, recycle: {every: 2w, times: 3}}"
OTHER = post("Something else.", "schedule: 2036-05-07 09:00")
KINDS: Mapping[str, tuple[str, str]] = {
    "single": (post("We have launched."), post("We have launched twice.")),
    "moved": (post("We have launched."), post("We have launched.", "schedule: 2036-05-06 10:30")),
    "draft": (post("An idea for later.", "draft: true"), post("A better idea.", "draft: true")),
    "dated-draft": (
        post("A draft with a day.", "draft: true\nschedule: 2036-05-05 09:00"),
        post("Now it goes out.", "schedule: 2036-05-05 09:00"),
    ),
    "picture": (
        post("A red square.", "schedule: 2036-05-05 09:00", PICTURE),
        post("A red square?", "schedule: 2036-05-05 09:00", PICTURE.replace("red.png", "blue.png")),
    ),
    "series": (
        post("Every other Monday.", SERIES),
        post("Each Monday.", SERIES.replace("every: 2", "every: 1")),
    ),
    "recycled": (
        post("Again and again.", RECYCLED, accounts="shop-linkedin"),
        post("Once more.", RECYCLED, accounts="shop-linkedin"),
    ),
    "labels": (
        post("With a label.", "schedule: 2036-05-05 09:00", "labels: [Launch]"),
        post("With a label.", "schedule: 2036-05-05 09:00", "labels: [News]"),
    ),
    "accounts": (post("For two."), post("For two.", accounts="shop-x")),
    "thread": (
        post(
            "First of three.",
            "schedule: 2036-05-05 09:00",
            "thread: [Second, Third]",
            accounts="shop-x",
        ),
        post("First of two.", "schedule: 2036-05-05 09:00", "thread: [Second]", accounts="shop-x"),
    ),
    "comment": (
        post(
            "With a comment.",
            "schedule: 2036-05-05 09:00",
            "comments: [Read on]",
            accounts="shop-linkedin",
        ),
        post(
            "With a comment.",
            "schedule: 2036-05-05 09:00",
            "comments: [Read more]",
            accounts="shop-linkedin",
        ),
    ),
    "at-once": (post("Right now.", "schedule: now"), post("Right now!", "schedule: now")),
    "past": (post("Too late.", "schedule: 2036-04-01 09:00"), post("In time.")),
}

MEDIA = {
    f"media/{color}.png": "base64:" + base64.b64encode(a_picture(color)).decode()
    for color in ("red", "blue")
}
BEGIN: Step = {"do": "write", "files": {"publer-sync.yaml": SHOP, **MEDIA}}


def project(policy: str) -> Step:
    """The project file with another policy."""
    return {"do": "write", "files": {"publer-sync.yaml": PROJECT + f"policy: {{{policy}}}\n"}}


def scene(name: str, *steps: Step, **options: str) -> Scene:
    """A scene with the emulator's options; the project file and two pictures come first."""
    return {"name": name, "options": options, "steps": [BEGIN, *steps]}


def all_scenes() -> list[Scene]:
    """All scenes, each with a name of its own."""
    scenes = [
        *_lives(),
        *_examples(),
        *_colleagues(),
        *_refusals(),
        *_mistakes(),
        *_state_edits(),
        *_faults(),
        *_deaths(),
        *_races(),
        *_readings(),
    ]
    assert len({one["name"] for one in scenes}) == len(scenes)
    return scenes


def _lives() -> Iterator[Scene]:
    for kind, (before, after) in KINDS.items():
        yield scene(
            f"life of {kind}",
            write(a=before),
            VALIDATE,
            PLAN,
            apply(),
            PLAN,
            STATUS,
            write(a=after),
            PLAN,
            apply(),
            DRIFT,
            {"do": "rename", "name": "content/a.md", "to": "content/b.md"},
            PLAN,
            apply(),
            {"do": "remove", "name": "content/b.md"},
            PLAN,
            apply(),
            apply("--allow", "deletes"),
            PLAN,
        )
        yield scene(
            f"{kind}, in words",
            write(a=before),
            run("validate"),
            run("plan"),
            run("plan", "--format", "markdown"),
            run("apply", "--auto-approve"),
            run("status"),
            run("drift"),
            run("preview", "-o", "page.html"),
            write(a=after),
            run("plan", "--offline"),
            run("plan", "--detailed-exitcode"),
            run("-q", "plan"),
            run("apply"),
        )


def _examples() -> Iterator[Scene]:
    common = {
        str(path.relative_to(EXAMPLES)): _as_text(path)
        for folder in ("media", "content")
        for path in sorted((EXAMPLES / folder).rglob("*"))
        if path.is_file() and (folder == "media" or path.name == "_defaults.yaml")
    }
    common["publer-sync.yaml"] = _as_text(EXAMPLES / "publer-sync.yaml")
    for path in sorted((EXAMPLES / "content").rglob("*")):
        if path.is_file() and path.name != "_defaults.yaml":
            name = str(path.relative_to(EXAMPLES))
            files: Step = {"do": "write", "files": {**common, name: _as_text(path)}}
            yield {
                "name": f"example {name}",
                "options": {},
                "steps": [files, VALIDATE, PLAN, apply(), PLAN],
            }


def _as_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return "base64:" + base64.b64encode(path.read_bytes()).decode()


def _by_hand(
    text: str, at: str = "2036-05-05T09:00:00+02:00", account: str = X, **more: Any
) -> Step:
    return control(
        "POST", "posts", {"account_id": account, "text": text, "scheduled_at": at, **more}
    )


def _colleagues() -> Iterator[Scene]:
    ours = write(a=KINDS["single"][0])
    yield scene("adopt", _by_hand("We have launched."), ours, PLAN, apply(), PLAN)
    yield scene("another post in the minute", _by_hand("Something else."), ours, PLAN, apply())
    yield scene(
        "the same text next day",
        _by_hand("We have launched.", "2036-05-06T09:00:00+02:00"),
        ours,
        PLAN,
        apply(),
    )
    yield scene("nearly the same text", _by_hand("We have launched!"), ours, PLAN, apply())
    yield scene(
        "adopt an account only",
        _by_hand("We have launched.", account=LINKEDIN),
        ours,
        PLAN,
        apply(),
    )
    edits: Mapping[str, Step] = {
        "text": control("PUT", "posts/ID", {"text": "Edited by hand."}, "launched"),
        "time": control(
            "PUT", "posts/ID", {"scheduled_at": "2036-05-07T12:00:00+02:00"}, "launched"
        ),
        "published": control("PUT", "posts/ID", {"state": "published"}, "launched"),
        "pending": control("PUT", "posts/ID", {"state": "scheduled_pending"}, "launched"),
        "declined": control("PUT", "posts/ID", {"state": "scheduled_declined"}, "launched"),
        "failed": control("PUT", "posts/ID", {"state": "failed"}, "launched"),
        "draft": control("PUT", "posts/ID", {"state": "draft"}, "launched"),
        "deleted": control("DELETE", "posts/ID", None, "launched"),
    }
    for name, edit in edits.items():
        yield scene(
            f"colleague: {name}",
            ours,
            apply(),
            edit,
            {"do": "advance", "seconds": 120},
            PLAN,
            DRIFT,
            STATUS,
            apply(),
            PLAN,
            apply("--retry-failed"),
        )
        yield scene(
            f"colleague: {name}, and our edit",
            ours,
            apply(),
            edit,
            {"do": "advance", "seconds": 120},
            write(a=KINDS["single"][1]),
            PLAN,
            apply(),
            PLAN,
        )
    for policy in (
        "freeze: 5d",
        "lead_time: 6d",
        "overdue: 1m",
        "repeat_text: 1d",
        "horizon: 30d",
    ):
        yield scene(
            f"policy {policy}",
            project(policy),
            ours,
            apply(),
            edits["text"],
            PLAN,
            DRIFT,
            apply(),
            PLAN,
        )


def _refusals() -> Iterator[Scene]:
    two = {"a": KINDS["single"][0], "b": post("Something else.", "schedule: 2036-05-07 09:00")}
    yield scene(
        "many deletes",
        write(
            **{
                f"p{n}": post(f"Number {n}.", f"schedule: 2036-06-{n:02} 09:00")
                for n in range(1, 9)
            }
        ),
        apply(),
        *[{"do": "remove", "name": f"content/p{n}.md"} for n in range(1, 8)],
        PLAN,
        apply(),
        apply("--allow", "deletes"),
        PLAN,
    )
    yield scene(
        "same minute",
        write(a=post("One thing."), b=post("Another thing.")),
        VALIDATE,
        PLAN,
        apply(),
    )
    yield scene(
        "same words",
        write(a=post("Equal words."), b=post("Equal words.", "schedule: 2036-05-06 09:00")),
        VALIDATE,
        PLAN,
        apply(),
    )
    yield scene(
        "past, allowed", write(a=KINDS["past"][0]), PLAN, apply(), apply("--allow", "past"), PLAN
    )
    yield scene(
        "target",
        write(**two),
        run("plan", "--format", "json", "--target", "content/a.md"),
        apply("--target", "content/a.md"),
        PLAN,
        apply(),
    )
    yield scene(
        "a target that matches nothing",
        write(**two),
        run("plan", "--format", "json", "--target", "content/z.md"),
        apply("--target", "nothing"),
    )
    yield scene(
        "protected",
        write(a=post("Keep me.", "schedule: 2036-05-05 09:00", "protect: true")),
        apply(),
        {"do": "remove", "name": "content/a.md"},
        PLAN,
        apply("--allow", "deletes"),
    )
    yield scene(
        "saved plan",
        write(**two),
        run("plan", "--out", "plan.json"),
        run("apply", "plan.json", "--format", "json"),
        run("apply", "plan.json", "--format", "json"),
        PLAN,
    )
    yield scene(
        "saved plan, stale",
        write(**two),
        run("plan", "--out", "plan.json"),
        write(a=KINDS["single"][1]),
        run("apply", "plan.json", "--format", "json"),
    )
    yield scene(
        "saved plan, edited",
        write(**two),
        run("plan", "--out", "plan.json"),
        {"do": "write", "files": {"plan.json": "{}"}},
        run("apply", "plan.json", "--format", "json"),
    )
    yield scene("no confirmation", write(**two), run("apply"), run("apply", "--format", "json"))
    for name in ("max_deletes: 0", "max_delete_share: 0.1", "max_replaces: 0"):
        yield scene(
            f"policy {name}",
            project(name),
            write(**two),
            PLAN,
            apply(),
            write(a=KINDS["moved"][1]),
            {"do": "remove", "name": "content/b.md"},
            PLAN,
            apply(),
        )
    yield scene(
        "overdue",
        write(a=KINDS["single"][0]),
        apply(),
        control("PUT", "posts/ID", {"stuck": True}, "launched"),
        {"do": "advance", "seconds": 6 * 86400},
        PLAN,
        STATUS,
        DRIFT,
        write(a=KINDS["single"][1]),
        PLAN,
        apply(),
    )
    yield scene(
        "published in time",
        write(a=KINDS["single"][0]),
        apply(),
        {"do": "advance", "seconds": 6 * 86400},
        PLAN,
        STATUS,
        apply(),
        write(a=KINDS["single"][1]),
        PLAN,
        apply(),
        apply("--update-published"),
        {"do": "remove", "name": "content/a.md"},
        PLAN,
        apply("--allow", "deletes"),
    )


def _mistakes() -> Iterator[Scene]:
    mistakes: Mapping[str, str] = {
        "no accounts": "---\nschedule: 2036-05-05 09:00\n---\nText\n",
        "an unknown account": post("Text.", accounts="shop-y"),
        "an unknown key": post("Text.", "schedule: 2036-05-05 09:00", "colour: red"),
        "no time": post("Text.", "labels: [News]"),
        "an impossible time": post("Text.", "schedule: 2036-02-31 09:00"),
        "a time that comes twice": post("Text.", "schedule: 2036-10-26 02:30"),
        "broken yaml": "---\naccounts: [shop-x\n---\nText\n",
        "no text": post("", "schedule: 2036-05-05 09:00"),
        "too long": post("word " * 200),
        "missing media": post("Text.", "schedule: 2036-05-05 09:00", "media: [../media/none.png]"),
        "no alt text": post("Text.", "schedule: 2036-05-05 09:00", "media: [../media/red.png]"),
        "many hashtags": post(
            "Text " + " ".join(f"#tag{n}" for n in range(40)), accounts="shop-instagram"
        ),
        "a poll and a picture": post(
            "Text.", "schedule: 2036-05-05 09:00", PICTURE, "poll: {options: [a, b]}"
        ),
    }
    for name, text in mistakes.items():
        yield scene(
            f"mistake: {name}",
            write(a=text),
            VALIDATE,
            run("validate"),
            PLAN,
            apply(),
            run("validate", "--format", "github"),
        )
    yield {"name": "no project", "options": {}, "steps": [PLAN, VALIDATE, apply(), STATUS]}
    yield scene(
        "a broken project file",
        {"do": "write", "files": {"publer-sync.yaml": "version: 1\naccounts: []\n"}},
        VALIDATE,
        PLAN,
        apply(),
    )
    yield scene(
        "wrong options",
        run("plan", "--nothing"),
        run("apply", "--format", "xml"),
        run("nothing"),
        run("plan", "--allow", "everything"),
        run(),
    )


def _state_edits() -> Iterator[Scene]:
    ours = write(a=KINDS["single"][0])
    broken: Step = {"do": "write", "files": {".publer-sync/state.json": "{"}}
    gone: Step = {"do": "remove", "name": ".publer-sync/state.json"}
    yield scene(
        "state list and show",
        ours,
        apply(),
        run("state", "list"),
        run("state", "show", "a@shop-x"),
        run("state", "pull"),
        run("state", "show", "b@shop-x"),
    )
    yield scene("state rm", ours, apply(), run("state", "rm", "a@shop-x", "--yes"), PLAN, apply())
    yield scene(
        "state mv",
        ours,
        apply(),
        run("state", "mv", "a@shop-x", "b@shop-x", "--yes"),
        PLAN,
        apply(),
    )
    yield scene(
        "state take",
        _by_hand("Something else."),
        ours,
        run("state", "take", "a@shop-x", "ID:Something", "--yes"),
        PLAN,
        apply(),
        PLAN,
    )
    yield scene(
        "state lost",
        ours,
        apply(),
        gone,
        PLAN,
        apply(),
        run("state", "rebuild", "--yes"),
        PLAN,
        apply(),
        PLAN,
    )
    yield scene(
        "state broken",
        ours,
        apply(),
        broken,
        PLAN,
        apply(),
        run("state", "list"),
        run("state", "rebuild", "--yes"),
        PLAN,
    )
    yield scene(
        "state of an older version",
        ours,
        {"do": "write", "files": {".publer-sync/state.json": '{"version": 0}'}},
        PLAN,
        apply(),
    )
    yield scene(
        "state unlock and sign",
        ours,
        apply(),
        run("state", "unlock", "--yes"),
        run("state", "sign", "--yes"),
    )
    yield scene(
        "accounts and schemas",
        run("accounts"),
        run("schema", "post"),
        run("schema", "plan"),
        run("explain", "no-accounts"),
    )


_FAULTS = (
    "drop_before",
    "drop_after",
    "status:500",
    "status_after:503",
    "status:422",
    "status:429",
    "html:200",
    "silent_loss",
    "false_failure",
    "refuse:It is not allowed",
    "edge_refusal",
)


def _faults() -> Iterator[Scene]:
    for kind in _FAULTS:
        for kind_of_post, paths in {
            "single": ("POST", "/posts/schedule"),
            "moved": ("DELETE", "/posts"),
        }.items():
            before, after = KINDS[kind_of_post]
            first = () if kind_of_post == "single" else (apply(), write(a=after))
            yield scene(
                f"fault {kind} at {paths[0]} of {kind_of_post}",
                write(a=before),
                *first,
                fault(kind, *paths),
                apply(),
                PLAN,
                apply(),
                apply("--retry-failed"),
                PLAN,
            )
    for kind in ("drop_before", "status:503", "html"):
        yield scene(
            f"fault {kind} at reads",
            write(a=KINDS["single"][0]),
            fault(kind, "GET", "/posts", count=20),
            PLAN,
            apply(),
            control("DELETE", "faults"),
            apply(),
            PLAN,
        )
    yield scene(
        "fault at an upload",
        write(a=KINDS["picture"][0]),
        fault("status:500", "POST", "/media", count=9),
        apply(),
        PLAN,
        control("DELETE", "faults"),
        apply(),
        PLAN,
    )


def _deaths() -> Iterator[Scene]:
    for kind in ("single", "moved", "series", "picture"):
        before, after = KINDS[kind]
        for when in ("kill_before", "kill_after"):
            for number in (6, 9, 12):
                yield scene(
                    f"{when} request {number} of {kind}",
                    write(a=before),
                    apply(),
                    write(a=after),
                    apply(**{when: number}),
                    {"do": "advance", "seconds": 200},
                    PLAN,
                    apply(),
                    PLAN,
                )


def _races() -> Iterator[Scene]:
    actions: Mapping[str, Step] = {
        "edits": control("PUT", "posts/ID", {"text": "Edited meanwhile."}, "launched"),
        "deletes": control("DELETE", "posts/ID", None, "launched"),
        "takes the minute": _by_hand("Hers.", "2036-05-06T10:30:00+02:00"),
    }
    for name, action in actions.items():
        for number in (4, 8):
            yield scene(
                f"a colleague {name} at request {number}",
                write(a=KINDS["moved"][0]),
                apply(),
                write(a=KINDS["moved"][1]),
                apply(meanwhile={str(number): action}),
                PLAN,
                apply(),
            )


def _readings() -> Iterator[Scene]:
    """Every fifth reading of the contract, over one life of two posts."""
    for name, value in READINGS[::5]:
        yield scene(
            f"reading {name}={value}",
            write(a=KINDS["picture"][0], b=OTHER),
            apply(),
            PLAN,
            write(a=KINDS["picture"][1], b=OTHER.replace("07", "08")),
            PLAN,
            apply(),
            PLAN,
            **{name: value},
        )
