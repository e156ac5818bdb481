"""Meaning of each reason, refusal and notice in words, and the advice for it."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publer_sync.model.address import Address
from publer_sync.planning.change import Reason, ReasonDetail
from publer_sync.planning.plan import (
    DUPLICATE_TEXT,
    AllowWord,
    Notice,
    NoticeCode,
    PlanGuard,
    Refusal,
)
from publer_sync.render.text.notes import note_text


@dataclass(frozen=True, slots=True)
class Advice:
    """Message and advice."""

    says: str
    do: str
    to_take: str | None = None
    """What to do where the post that it speaks of can be managed by a command."""


REASONS: Mapping[Reason, Advice] = {
    Reason.FORCES_REPLACE: Advice(
        "Publer cannot change this in place, so a new post takes its place",
        "Nothing; the old post is deleted once the new one is seen.",
    ),
    Reason.GONE: Advice(
        "The post is no longer in Publer",
        "Remove it from its file if it should stay deleted.",
    ),
    Reason.EDITED_IN_PUBLER: Advice(
        "This was changed in Publer since the last apply",
        "Copy the change into the file to keep it; apply puts the file's version back.",
    ),
    Reason.DELETES_EDIT: Advice(
        "It was changed in Publer since the last apply, and is deleted with that change",
        "To keep it, bring the file back and copy the change into it.",
    ),
    Reason.RENAMED: Advice(
        "The entry had another name",
        "Nothing; the post in Publer stays the same one.",
    ),
    Reason.OLD_HALF: Advice(
        "Left over from a replacement that was interrupted; its new post stands",
        "Nothing; apply deletes the old one.",
    ),
    Reason.PREVIOUS_ATTEMPT: Advice(
        "An earlier apply could not create it",
        "Fix what Publer complained about, or just apply again.",
    ),
    Reason.SLOT_TAKEN: Advice(
        "This account already has a post at this time",
        "Give one of the two another time, at least 2 minutes away.",
        "If it is this post, run `{command}`. Otherwise give one of the two another time, at least 2 minutes "
        "away.",
    ),
    Reason.TOO_CLOSE: Advice(
        "Another post of this account is less than 2 minutes away",
        "Give one of the two another time, at least 2 minutes away.",
    ),
    Reason.IN_TURN: Advice(
        "Another post of this account goes out at once before it",
        "Apply again two minutes later; Publer takes one post per account and minute.",
    ),
    Reason.SAME_TEXT: Advice(
        "The account has another post with the same text within policy.repeat_text, and X refuses that",
        "Change the text or the time of one of the two. To send both, set `rules: {{duplicate-text: off}}` "
        "on the entry, or add {allow} once.",
    ),
    Reason.PROBABLY_PUBLISHED: Advice(
        "Its time has passed and Publer lists it no more, so it is most likely published",
        "To post it once more, give the entry another `id`.",
    ),
    Reason.DAILY_LIMIT: Advice(
        "The account would have more posts in 24 hours than its network takes",
        "Spread the posts over more days.",
    ),
    Reason.LEAD_TIME: Advice(
        "It is due too soon to be created safely (policy.lead_time)",
        "Give it a later time, or post it by hand.",
    ),
    Reason.TIME_PASSED: Advice(
        "Its time has passed",
        "Give it a later time, or remove it from its file.",
    ),
    Reason.ALREADY_BEGUN: Advice(
        "It repeats and has begun, and Publer cannot change this in place; "
        "a new one would begin in the past",
        "Give it a new beginning that is ahead, and apply replaces it; or put the file back as it was.",
    ),
    Reason.SERIES_POSTS_STAY: Advice(
        "The old version was deleted, and coming posts of it are still scheduled",
        "Delete them in Publer, then apply again; until then the new version would go out beside them.",
    ),
    Reason.FROZEN: Advice(
        "It is due too soon to be changed (policy.freeze)",
        "Wait until it is published, or change it by hand in Publer.",
    ),
    Reason.OVERDUE: Advice(
        "Its time has passed, and Publer has not published it (policy.overdue)",
        "Give it a new time, or remove the file.",
    ),
    Reason.AWAITS_APPROVAL: Advice(
        "It waits for approval in Publer",
        "Have it approved in Publer.",
    ),
    Reason.DECLINED: Advice(
        "It was declined in Publer, so it is not published",
        "Change the post as the reviewer asks, or remove the file.",
    ),
    Reason.RECONNECT_ACCOUNT: Advice(
        "Its account must be reconnected in Publer, so it is not published",
        "Reconnect the account in Publer.",
    ),
    Reason.LOCKED: Advice(
        "Publer has locked it, since the Publer plan of the workspace does not allow it",
        "Change the Publer plan, or delete other scheduled posts in Publer.",
    ),
    Reason.NEXT_TIME_UNKNOWN: Advice(
        "Publer does not show when it goes out next, so it is not known if it is overdue",
        "Look in Publer if it still goes out.",
    ),
    Reason.PROTECTED: Advice(
        "It is protected from being deleted or replaced",
        "Set `protect: false`, or change it by hand in Publer.",
    ),
    Reason.BUSY: Advice(
        "Publer is at work on it",
        "Plan again in a few minutes.",
    ),
    Reason.SETTLING: Advice(
        "It was written moments ago and Publer does not show it yet (policy.settle)",
        "Plan again in a few minutes.",
    ),
    Reason.OUTCOME_UNKNOWN: Advice(
        "It was sent before, and it is not known yet what came of it",
        "Apply again in a few minutes; nothing is posted twice. If it stays open and the post is not in "
        "Publer, add {allow} once.",
    ),
    Reason.PERHAPS_MOVED: Advice(
        "It was sent before; a post with its text appeared elsewhere on the account and may be it",
        "If it is this one, give the file the time that Publer shows, or run `{command}`. "
        "If not, add {allow} once.",
    ),
    Reason.PERHAPS_EDITED: Advice(
        "It was sent before; a post with another text appeared in its place and may be it",
        "If it is this one, give the file the text that Publer shows, or run `{command}`. "
        "If not, give the entry another time, and add {allow} once.",
    ),
    Reason.LEFT_IN_PUBLER: Advice(
        "Its file was removed before its outcome was known; this post may come from it and stays in Publer",
        "To delete the post, run `{command}`, then apply. Otherwise leave it.",
    ),
    Reason.NEVER_SEEN: Advice(
        "Its file was removed before its outcome was known, and Publer lists no post of this kind",
        "Look in Publer once; the write is not followed any more.",
    ),
    Reason.POST_DIFFERS: Advice(
        "A post at this time has the same text but differs in something else",
        "To manage that post here, run `{command}`. To create a second post, give the entry another "
        "time and add {allow} once.",
    ),
    Reason.TEXT_IN_PUBLER: Advice(
        "A post with the same text is already scheduled on this account and may be this one",
        "If it is this one, run `{command}`. To have both, set `rules: {{duplicate-text: off}}` "
        "on the entry, or add {allow} once.",
    ),
    Reason.TEXT_ELSEWHERE: Advice(
        "Another post on this account, which is not managed here, has the same text",
        "Nothing; delete one of the two if they are the same post.",
    ),
    Reason.SHARED_RECORD: Advice(
        "Another entry records the same post in Publer",
        "Change or remove the file of one of the two.",
    ),
    Reason.IMPORTED: Advice(
        "Imported, and its file is not merged yet",
        "Merge its file. If there will be none, run `{command}`, then apply.",
    ),
    Reason.TAKE_NOT_FOUND: Advice(
        "The post that `take:` names is not in Publer",
        "Correct the id, or remove `take:` to create a new post.",
    ),
    Reason.TAKE_OTHER_ACCOUNT: Advice(
        "The post that `take:` names is on another account",
        "Move the id to the alias of its account, or remove it.",
    ),
    Reason.TAKE_RECORDED_ELSEWHERE: Advice(
        "The post that `take:` names belongs to another entry",
        "Correct the id, or remove `take:` to create a new post.",
    ),
    Reason.TAKE_UNUSABLE: Advice(
        "The post that `take:` names cannot be managed here",
        "Correct the id, or remove `take:`. A published post needs the text that Publer shows.",
    ),
    Reason.TAKE_DIFFERS: Advice(
        "`take:` names this post, and it differs from the file",
        "Nothing; the plan after this apply shows the differences as changes.",
    ),
    Reason.TWO_CANDIDATES: Advice(
        "Two posts in Publer could be this one",
        "Delete the wrong one in Publer, then plan again; or run `{command}` with the right one.",
    ),
    Reason.NOT_EDITABLE: Advice(
        "It is published, and its network allows no change of this afterwards",
        "Put the file back as it was, or make a new post.",
    ),
    Reason.NEEDS_UPDATE_PUBLISHED: Advice(
        "It is published, and its file was changed since",
        "Add --update-published to change the published post.",
    ),
    Reason.TAKEN_OVER: Advice(
        "The draft was scheduled or published in Publer, so it is not managed any more",
        "Remove the entry from its file; the post in Publer stays.",
    ),
    Reason.PUBLISHING_FAILED: Advice(
        "Publer could not publish it",
        "Edit its file, or add --retry-failed to post it again as it is.",
    ),
    Reason.SAID_BEFORE: Advice(
        "A post with this text was already published on this account and may be this one",
        "If it is this one, run `{command}`, or remove the entry. To publish it again, set "
        "`rules: {{duplicate-text: off}}` on the entry, or add {allow} once.",
    ),
    Reason.FOUND_BY_WORDS: Advice(
        "It was found by its words alone and may be a colleague's, so it is left in Publer as it is",
        "If it is yours, delete it in Publer; apply creates it again if a file still has it.",
    ),
    Reason.OLD_RESTORED: Advice(
        "Publer did not take the new version, so the old one was restored",
        "Edit its file, or add --retry-failed to try it once more as it is.",
    ),
    Reason.NAMES_REFUSED: Advice(
        "It uses a name whose list Publer does not let this key read",
        "Give the key's user access to it in Publer, or leave the name out.",
    ),
    Reason.UNKNOWN_NAME: Advice(
        "It uses a name that its account does not have, or has twice",
        "Write one of the names that are there, or the id, or make it in Publer first.",
    ),
    Reason.NOT_APPROVED: Advice(
        "No merged pull request showed exactly this change since the last apply",
        "Have it planned in a pull request and merge that; or apply without asking for approval.",
    ),
    Reason.STALE_CHECKOUT: Advice(
        "This checkout has an older version than the commit that was applied",
        "Pull that commit (`git pull`), then plan again. To apply the older version all the same, add "
        "{allow}.",
    ),
    Reason.OTHER_ACCOUNT: Advice(
        "Publer shows the post on another account than the one that was recorded",
        "Look at the post in Publer before you apply. Publer does not move posts to another account, so "
        "the state may have been edited.",
    ),
    Reason.UNKNOWN_COMMIT: Advice(
        "No version of the files here has it, and git cannot fetch the commit that was applied",
        "Have that commit pushed, pull it, then plan again. To delete the post all the same, add {allow}.",
    ),
    Reason.NOT_AS_RECORDED: Advice(
        "The post in Publer has another account, time and text than the one that was recorded",
        "Someone may have changed the state. Look at the post in Publer. If it may be changed or deleted, "
        "add {allow}.",
    ),
    Reason.OTHER_START_DAY: Advice(
        "Recycling may start on another day in Publer, which may refuse it or count once more or less",
        "Write `at` in the time zone of the workspace, with `timezone:`; check `until` too.",
    ),
}

UNEXPLAINED = "Publer does not say why."

_REFUSALS = {
    PlanGuard.EMPTY: "To delete everything, run this again with {allow}.",
    PlanGuard.MAX_DELETES: "To delete them, run this again with {allow}.",
    PlanGuard.MAX_DELETE_SHARE: "To delete them, run this again with {allow}.",
    PlanGuard.LEFT_OUT: "Check them out (git sparse-checkout disable), or run this again with "
    "{allow}.",
    PlanGuard.MAX_REPLACES: "To replace or delete them, run this again with {allow}.",
    PlanGuard.MISSED: "Give them a later time, or run this again with {allow} to leave them out.",
}

_NOTICES = {
    NoticeCode.ADOPT: Advice(
        "The same post already exists in Publer and will be managed from now on",
        "Give it another time if you want a second post.",
    ),
    NoticeCode.OFFLINE: Advice(
        "Publer was not asked: this compares the files with what was applied last",
        "Run it with a key and without --offline to see also what changed in Publer.",
    ),
    NoticeCode.OPEN_WRITES: Advice(
        "An earlier apply was interrupted, and the outcome of some of its writes is open",
        "The next apply looks for them before it writes anything; `publer-sync status` shows them.",
    ),
    NoticeCode.LEFTOVER: Advice(
        "This post may come from a write whose file was removed; it is not managed and stays in Publer",
        "To delete it, run `publer-sync state take {address} {detail} --to-delete`, then apply.",
    ),
    NoticeCode.SERIES_LEFTOVER: Advice(
        "The series was deleted, and this post of it is still scheduled",
        "Delete it in Publer, or it goes out.",
    ),
    NoticeCode.SHARED_RECORDS: Advice(
        "Several entries record the same post in Publer, as after two applies at the same time",
        "Nothing, unless one of them is held: then change or remove the file of one of the two.",
    ),
    NoticeCode.TAKE_RECORDED: Advice(
        "`take:` is no longer needed, because the post is recorded",
        "Remove `take:` from the file.",
    ),
    NoticeCode.TAKE_IGNORED: Advice(
        "`take:` names another post than the recorded one and has no effect",
        "Remove `take:` from the file; or run `publer-sync state rm {address}` first to change the post.",
    ),
    NoticeCode.ACCOUNT_GONE: Advice(
        "Posts are recorded for an account that Publer does not list any more",
        "Connect the account again in Publer, or remove it from publer-sync.yaml.",
    ),
    NoticeCode.CLOCKS_DIFFER: Advice(
        "The clock here and Publer's clock differ, so nothing can be applied",
        "{cure}, then plan again.",
    ),
    NoticeCode.CHECKOUT_BEHIND: Advice(
        "This checkout is behind the commit that was applied",
        "Pull it (`git pull`), or merge its branch. Until then the posts that it changed are held, unless "
        "you add {allow}.",
    ),
    NoticeCode.CHECKOUT_UNKNOWN: Advice(
        "Cannot tell whether this checkout is up to date: git cannot fetch the applied commit",
        "Check that it is up to date (`git pull`) before you apply, or have that commit pushed. Posts that "
        "no version here has are held, unless you add {allow}. What it changed or took back is not known. If "
        "its branch was squashed or rebased, nothing needs to be done: the next apply ends this note.",
    ),
    NoticeCode.CHECKOUT_SHALLOW: Advice(
        "Cannot tell whether this checkout is up to date: it is shallow and lacks the applied commit",
        "Run `git fetch --unshallow`, or set `fetch-depth: 0` for actions/checkout.",
    ),
    NoticeCode.CHECKOUT_UNCOMMITTED: Advice(
        "The last apply took files that were not committed, so it cannot be told what is newer there",
        "Pull that commit (`git pull`) before you apply, and ask the person who applied it to commit and "
        "push the rest. No post is held for this: what this plan would delete or change back may be theirs.",
    ),
}


def reason_texts(reasons: Iterable[ReasonDetail]) -> list[str]:
    """Return the sentence of each reason with its details; one sentence for a reason given twice."""
    return [_with_detail(says, detail) for says, detail in reasons_apart(reasons)]


def reasons_apart(reasons: Iterable[ReasonDetail]) -> list[tuple[str, str]]:
    """The same in two: our words, and what they speak of, which may be empty."""
    details: dict[Reason, list[str]] = {}
    for because in reasons:
        messages = details.setdefault(because.reason, [])
        detail = detail_of(because)
        messages += [detail] if detail else []
    return [(REASONS[reason].says, ", ".join(lines)) for reason, lines in details.items()]


def detail_of(because: ReasonDetail) -> str | None:
    """Return the details of a reason, in words."""
    return note_text(because.note) if because.note else because.detail


def allow_word(because: ReasonDetail, address: Address | None = None) -> str | None:
    """Return the word for `--allow` with which a post would not be held for a reason, if there is one."""
    advice = REASONS[because.reason]
    if "{allow}" not in advice.do:
        return None
    if word := _WORDS.get(because.reason):
        return word
    return f"{DUPLICATE_TEXT}={address or 'ADDRESS'}"


_WORDS = {
    Reason.STALE_CHECKOUT: AllowWord.STALE_CHECKOUT,
    Reason.UNKNOWN_COMMIT: AllowWord.STALE_CHECKOUT,
    Reason.NOT_AS_RECORDED: AllowWord.EDITED_DELETES,
}

SAID_BY_NOTICE = frozenset({Reason.STALE_CHECKOUT, Reason.UNKNOWN_COMMIT})
"""Reasons that hold many posts at once; a notice of the plan says once what to do."""


def ways_to_allow(words: Iterable[str]) -> str:
    """Return how a guard is lifted in CI, where no one gives an option."""
    text = " ".join(words)
    return f"in CI: run the apply workflow by hand, with `allow`: `{text}`"


def reason_advice(
    because: ReasonDetail, address: Address | None = None, *, in_ci: bool = False
) -> str:
    """Return the advice for a reason, with its command; `address` is the post that it is about."""
    flags = _FLAGS.get(because.reason, ())
    words = because.command or ("state", "take", str(address or "ADDRESS"), "POST_ID", *flags)
    command = shlex.join(["publer-sync", *words])
    advice = REASONS[because.reason]
    do = advice.to_take if because.command and advice.to_take else advice.do
    word = allow_word(because, address) or ""
    return do.format(command=command, allow=_option(word, in_ci=in_ci))


def _option(word: str, *, in_ci: bool) -> str:
    """Return the option that lets something through, and in CI the other way."""
    return f"`--allow {word}`" + (f" ({ways_to_allow([word])})" if in_ci else "")


_FLAGS = {
    Reason.IMPORTED: ("--to-delete",),
    Reason.LEFT_IN_PUBLER: ("--to-delete",),
    Reason.SAID_BEFORE: ("--published",),
}


def refusal_text(refusal: Refusal) -> str:
    """Return the reason why the whole plan is refused."""
    return f"Refused: {refusal.detail}."


def refusal_advice(refusal: Refusal, *, in_ci: bool = False) -> str:
    """Return how to go on in spite of a refusal."""
    way = f" ({ways_to_allow([refusal.allow])})" if in_ci else ""
    return _REFUSALS[refusal.guard].format(allow=f"--allow {refusal.allow}{way}")


def notice_text(notice: Notice) -> str:
    """A notice in words, the address first."""
    says = _with_detail(notice_says(notice), notice.detail)
    return f"{notice.address}: {says}" if notice.address else says


def notice_says(notice: Notice) -> str:
    """Return the sentence of a notice, without its details."""
    code = notice.code
    return (REASONS[code] if isinstance(code, Reason) else _NOTICES[code]).says


def notice_advice(notice: Notice, *, in_ci: bool = False) -> str:
    """Return the advice for a notice."""
    if isinstance(notice.code, Reason):
        address = Address.parse(notice.address) if notice.address else None
        return reason_advice(
            ReasonDetail(notice.code, notice.detail, notice.command), address, in_ci=in_ci
        )
    allow = _option(AllowWord.STALE_CHECKOUT, in_ci=in_ci)
    cure = "Leave out --now" if notice.is_pretended else "Turn on automatic time on this machine"
    return _NOTICES[notice.code].do.format(
        address=notice.address, detail=notice.detail, allow=allow, cure=cure
    )


def _with_detail(says: str, detail: str | None) -> str:
    return f"{says}: {detail}" if detail else f"{says}."
