"""The rules that files must keep before there are posts to check: what each demands, why, and how to fix it.

The code that reads a file reports these by their ids; rules about posts describe themselves, in their own
modules. A rule gets its place here with the code that reports it, and `make docs` copies it to docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """Documentation of a rule: its demand, its reason, and the fix: a sentence or two each."""

    purpose: str
    reason: str
    fix: str


ACCOUNTS = {
    "duplicate-account": RuleDoc(
        "An entry names an account once, and no two aliases have one id.",
        "Two posts of one account would need one slot.",
        "Keep one of them; check the id.",
    ),
    "idea-accounts": RuleDoc(
        "An idea names no accounts.",
        "It belongs to the workspace.",
        "Leave out `accounts`, or use `draft: true`.",
    ),
    "idea-extras": RuleDoc(
        "An idea has no labels, follow-ups, signature, watermark, location or album.",
        "Publer keeps those with an account, so they would be lost.",
        "Leave them out, or use `draft: true`.",
    ),
    "missing-account": RuleDoc(
        "An environment gives an account for each alias.",
        "Falling back to the project's account could post a test to real readers.",
        "Add the alias to the environment.",
    ),
    "no-accounts": RuleDoc(
        "An entry names its accounts.",
        "It would be posted nowhere.",
        "Add `accounts:`, or give it in `_defaults.yaml`.",
    ),
    "shared-account": RuleDoc(
        "An account is used by the project or by one environment.",
        "Each has a state of its own, so two would post to it: a test could reach real readers.",
        "Use another account, or add `shared: true` if it is meant for both.",
    ),
    "unknown-account": RuleDoc(
        "An account or group that is named exists.",
        "Mostly a slip of the pen; the hint names the nearest.",
        "Correct the name, or add the account to the project file.",
    ),
    "take-account": RuleDoc(
        "`take` names accounts that the entry is posted to.",
        "The post of another account belongs to another entry.",
        "Add the account to `accounts`, or remove it from `take`.",
    ),
    "unknown-network": RuleDoc(
        "A network that is named exists.",
        "Mostly a slip of the pen; X is called `twitter`.",
        "Use a name from [the list](post-files.md#networks).",
    ),
    "unused-network": RuleDoc(
        "An entry names only networks of its accounts; defaults may name others. A warning.",
        "It would be said in vain.",
        "Add an account of that network, or leave it out.",
    ),
}

TIMES = {
    "ambiguous-time": RuleDoc(
        "Local times must be unambiguous (daylight saving).",
        "Where clocks are put back it comes twice, and one of the two would be an hour off.",
        "Write one of the two readings in the hint.",
    ),
    "auto-range": RuleDoc(
        "The time that Publer may choose from begins before it ends.",
        "Nothing could be chosen.",
        "Correct `from` or `to`.",
    ),
    "bad-time": RuleDoc(
        "A time can be understood, and has no seconds.",
        "Posts go out on full minutes.",
        "Write it like `2036-12-01 09:00`.",
    ),
    "draft-schedule": RuleDoc(
        "A draft has a time of its own, or none.",
        "Publer keeps drafts with one time or none.",
        "Give a time, leave out the schedule, or leave out `draft`.",
    ),
    "event-range": RuleDoc(
        "An event or offer begins before it ends.",
        "It could not take place.",
        "Correct `start` or `end`.",
    ),
    "article-schedule": RuleDoc(
        "An article of WordPress has a time of its own.",
        "Publer does not show the text of one, so without its minute it could not be found again.",
        "Give `schedule:` a time.",
    ),
    "idea-type": RuleDoc(
        "An idea is no article.",
        "Publer does not show the text of one, so it could not be found again.",
        "Leave out `type`.",
    ),
    "idea-schedule": RuleDoc(
        "An idea has no time, and is no draft as well.",
        "Ideas have no time.",
        "Leave out `schedule`, `draft` or `idea`.",
    ),
    "no-schedule": RuleDoc(
        "An entry has a schedule.",
        "There is no time to post it.",
        "Add `schedule:`.",
    ),
    "publish-now": RuleDoc(
        "`schedule: now` stands only where the project permits it.",
        "It would be out before anyone had a last look.",
        "Give a time, or write `policy: {publish_now: allowed}`.",
    ),
    "recurring-range": RuleDoc(
        "A series begins before it ends.",
        "It would never come.",
        "Correct `from` or `to`.",
    ),
    "recurring-start": RuleDoc(
        "A weekly series begins on one of its weekdays. A warning.",
        "Nothing says whether Publer posts at the first time of a series if that is another day.",
        "Begin on one of them, as the hint says.",
    ),
    "recurring-weekdays": RuleDoc(
        "Only a weekly series has days of the week, and no Sunday among them.",
        "Publer takes days for weekly series only, and its pages disagree about the number of Sunday.",
        "Write `repeat: weekly`; write entries for Sundays.",
    ),
    "recycle-range": RuleDoc(
        "Recycling ends after the post goes out, and has one end.",
        "Otherwise it is not clear what is meant.",
        "Give a later day, and only one of `times` and `until`.",
    ),
    "schedule-form": RuleDoc(
        "A schedule says a time, and in one way.",
        "Otherwise it is not clear what is meant.",
        "Give one of `at`, `auto` and `recurring`; `recycle` goes with `at`.",
    ),
    "time-gap": RuleDoc(
        "A time exists on its day.",
        "Where clocks are put forward an hour is left out, and no moment is meant by it.",
        "Write one of the two readings in the hint.",
    ),
    "unknown-timezone": RuleDoc(
        "A time zone that is named exists.",
        "Times could not be understood.",
        "Use an IANA name such as `Europe/Rome`.",
    ),
}

MEDIA_FILES = {
    "article": RuleDoc(
        "The pictures of an article stand on lines of their own, and nothing is nested too deeply.",
        "It would be lost, or point at nothing.",
        "Put the picture on a line of its own; write a link to the document.",
    ),
    "media-not-found": RuleDoc(
        "A media file is there, and a URL is a web address.",
        "There would be nothing to upload.",
        "Correct the path: it is relative to the post file.",
    ),
    "media-not-looked-into": RuleDoc(
        "This machine has what looking into videos and documents needs. A warning.",
        "Without it their length, size and pages are not checked.",
        "Install publer-sync with its dependencies.",
    ),
    "media-outside": RuleDoc(
        "A media file lies in the project folder, links followed.",
        "A post file must not upload other files of this machine.",
        "Copy the file into the project.",
    ),
    "media-source": RuleDoc(
        "An item of `media` has exactly one of `file`, `url` and `id`.",
        "Otherwise it is not clear what is meant.",
        "Give exactly one.",
    ),
}

ENTRIES = {
    "bad-id": RuleDoc(
        "An id has the form of one.",
        "Ids are parts of addresses and paths.",
        "Use letters, digits, `/`, `.`, `_` and `-`.",
    ),
    "bad-name": RuleDoc(
        "The name of an account, group or environment has the form of one, and is free; `ideas` is not.",
        "A name means one thing.",
        "Choose another.",
    ),
    "body-section": RuleDoc(
        "Each section of a Markdown body is for known networks, once, and comments are closed.",
        "Otherwise the wrong text could reach a network.",
        "Write `<!-- publer: linkedin -->` on a line of its own, once per network.",
    ),
    "delete-condition": RuleDoc(
        "`delete` says when.",
        "The post would be deleted at once.",
        "Add `after`, `engagements` or `reach`.",
    ),
    "duplicate-id": RuleDoc(
        "No two entries have one id; upper and lower case count as the same.",
        "The id is the name of their posts.",
        "Give one of them another `id`.",
    ),
    "foreign-option": RuleDoc(
        "An option stands below the network that has it.",
        "Another network would not understand it.",
        "Move it below `networks.<network>` of a network that has it.",
    ),
    "front-matter": RuleDoc(
        "A Markdown file starts with front matter that is closed.",
        "Without it there is no account and no time.",
        "Put the keys between two `---` lines; a file that is no post gets a name with a leading `_`.",
    ),
    "hashtag-in-text": RuleDoc(
        "A word of `hashtags` is missing in some text of the entry. A warning.",
        "It would be added nowhere.",
        "Leave it out.",
    ),
    "no-posts": RuleDoc(
        "The content folder has post files.",
        "If it has none, mostly the folder is another one.",
        "Add a file, or correct `content:`.",
    ),
}

FILES = {
    "duplicate-key": RuleDoc(
        "A key is given once.",
        "One of the two would be lost without a word.",
        "Keep one.",
    ),
    "empty-file": RuleDoc(
        "A YAML file holds something.",
        "An empty one may have been truncated.",
        "Write an entry, or remove the file.",
    ),
    "file-encoding": RuleDoc(
        "A file is UTF-8 and holds no control characters.",
        "Texts would arrive garbled.",
        "Save it as UTF-8; remove the character.",
    ),
    "file-too-large": RuleDoc(
        "A file is no larger than 1 MiB.",
        "No post needs more; it protects the machine that checks.",
        "Split it.",
    ),
    "file-unreadable": RuleDoc(
        "Files and folders can be read.",
        "A file that is not read would look like one that was removed.",
        "Check permissions and links.",
    ),
    "required-key": RuleDoc(
        "Keys that are needed are there.",
        "They cannot be guessed.",
        "Add the key; the hint says what it is.",
    ),
    "schema": RuleDoc(
        "A value has the form that its key takes.",
        "It would be misunderstood.",
        "The hint shows an example.",
    ),
    "unknown-key": RuleDoc(
        "There is such a key.",
        "Mostly a slip of the pen; the hint names the nearest.",
        "Correct or remove it.",
    ),
    "yaml-limit": RuleDoc(
        "YAML is not nested too deeply and does not hold too many values.",
        "It protects the machine that checks.",
        "Split the file, and do without aliases.",
    ),
    "yaml-syntax": RuleDoc(
        "YAML is valid and uses nothing that is not allowed here.",
        "It could not be read, or not by everybody in the same way.",
        "The hint says what is mostly the cause.",
    ),
}

PROJECT = {
    "content-folder": RuleDoc(
        "The content folder is a folder below the project.",
        "Posts are part of the project.",
        "Name a folder beside the project file.",
    ),
    "rule-always-on": RuleDoc(
        "A rule that is switched off is one that can be.",
        "Some keep posts apart from each other in Publer; others make sure that a file says what is meant.",
        "Leave its name out of `rules`.",
    ),
    "secret-in-file": RuleDoc(
        "No key such as `api_key` is in the file.",
        "Files are shared; the API key must not be.",
        "Remove it, make a new key in Publer, and export it as `PUBLER_API_KEY`.",
    ),
    "state-store": RuleDoc(
        "`state` names a store that there is, and its settings go with it.",
        "What was written to Publer would be remembered elsewhere than meant.",
        "Write `local`, `git`, or the URL of an object that ends in `.json`.",
    ),
    "unknown-environment": RuleDoc(
        "`--env` names an environment of the project.",
        "Otherwise another one would be used than meant.",
        "Use a name from the hint.",
    ),
    "unknown-rule": RuleDoc(
        "A rule that is switched off exists.",
        "Mostly a slip of the pen, and the rule meant would still be on.",
        "Use a name from the hint, or from `publer-sync explain`.",
    ),
}

SECTIONS: Mapping[str, Mapping[str, RuleDoc]] = {
    "Accounts": ACCOUNTS,
    "Times": TIMES,
    "Media files": MEDIA_FILES,
    "Entries and names": ENTRIES,
    "Files": FILES,
    "The project file": PROJECT,
}

FILE_RULES: Mapping[str, RuleDoc] = {
    rule: about for section in SECTIONS.values() for rule, about in section.items()
}
"""All of them by their ids."""
