"""One line of the example shop for each rule, and what breaks the rule there: a table of data.

To cover a new rule, add a line: `change` a part of a line, `add` a line below another one, or `drop` one.
The part that is named must occur once in the file. The finding is expected on the changed line, or on the
one that begins with `at`.
"""

from __future__ import annotations

from dataclasses import dataclass

BLUESKY = "content/every-type/bluesky.yaml"
FACEBOOK = "content/every-type/facebook.yaml"
GOOGLE = "content/every-type/google.yaml"
INSTAGRAM = "content/every-type/instagram.yaml"
LINKEDIN = "content/every-type/linkedin.yaml"
PINTEREST = "content/every-type/pinterest.yaml"
SCHEDULES = "content/every-type/schedules.yaml"
TELEGRAM = "content/every-type/telegram.yaml"
THREADS = "content/every-type/threads.yaml"
TIKTOK = "content/every-type/tiktok.yaml"
WORDPRESS = "content/every-type/wordpress.md"
X = "content/every-type/twitter.yaml"
YOUTUBE = "content/every-type/youtube.yaml"
TEN_YEARS = "content/week-20/16-ten-years.md"
SHUTTERS = "content/week-19/05-monday-shutters.md"
PROJECT = "publer-sync.yaml"


@dataclass(frozen=True)
class Break:
    """In a file of the shop, the part `old` of a line becomes `new`."""

    rule: str
    file: str
    old: str
    new: str
    at: str | None = None

    def broken(self, text: str) -> tuple[str, int]:
        """The broken text, and the line of the finding."""
        assert text.count(self.old) == 1, f"{self.file} has not just one {self.old!r}"
        after = text.replace(self.old, self.new)
        lines = after.split("\n")
        if self.at is None:
            pairs = zip(lines, text.split("\n"), strict=False)
            return after, next(n for n, (now, was) in enumerate(pairs, 1) if now != was)
        found = [n for n, line in enumerate(lines, 1) if line.strip().startswith(self.at)]
        assert len(found) == 1, f"{self.file} has not just one line that begins with {self.at!r}"
        return after, found[0]


change = Break


def add(rule: str, file: str, above: str, line: str, at: str | None = None) -> Break:
    """A line more, below the one that ends with `above`."""
    return Break(rule, file, f"{above}\n", f"{above}\n{line}\n", at)


def drop(rule: str, file: str, line: str, at: str) -> Break:
    """A whole line less."""
    return Break(rule, file, f"\n{line}\n", "\n", at)


def many(word: str, count: int) -> str:
    return " ".join(f"{word}{number}" for number in range(count))


ON_THE_WAY = "text: Your orders are on the way."
SIX_PLACES = "text: Six places, two evenings, one seat each."
SIXTEEN = "text: Rows one to sixteen."
WAVE = "text: The jam goes out. Wave if you see it."
CHAIR = "media: [{file: ../../media/chair.jpg, alt: A chair with a new straw seat.}]"
FIVE = ", ".join(
    f"{{file: ../../media/{name}.jpg, alt: A}}"
    for name in ["chair", "soup", "market", "basket", "calendar"]
)
RECYCLED = "schedule: {at: 2036-05-20 19:30, recycle: {every: 2w, times: 3}}"
SERIES = "{recurring: {from: 2036-05-26 16:00, to: 2036-09-30 16:00, repeat: weekly, weekdays: [monday]}}"
A_RANGE = "{auto: {from: 2036-05-21 06:00, to: 2036-05-22 06:00}}"

TEXTS = [
    change("text-required", SCHEDULES, "text: Shutters up. Today until 19:30, on Thursdays until 22:00.",
           "type: status",
           at="- id: shutters-up"),
    change("text-length", X, "Fig tart, cut into ten. There are eleven of us. Talks are going on.",
           "x" * 281),
    change("appended-text", X, "Six places, two evenings, one seat each.", "x" * 270),
    change("forbidden-characters", YOUTUBE, "title: A straw seat in five seconds", "title: 1 < 2"),
    change("phone-number", GOOGLE, "The window, this week with Piero's baskets.", "Call +39 06 1234 5678"),
    change("title-length", YOUTUBE, "A straw seat in five seconds", "x" * 101),
    drop("title-required", YOUTUBE, "    title: A straw seat in five seconds", "- id: youtube-short"),
    change("hashtag-count", INSTAGRAM, WAVE, f"text: '{many('#a', 31)}'"),
    change("mention-count", INSTAGRAM, WAVE, f"text: '{many('@a', 21)}'"),
    change("cashtag-count", X, SIX_PLACES, "text: Bought $AAPL and $MSFT."),
    change("link-count", THREADS,
           "For everybody who asked how far a jar travels.", many("https://example.com/", 6)),
    change("tags-length", YOUTUBE, "[jam, cargo bike, small shop]", f"[{', '.join(['basket'] * 90)}]"),
    change("comment-length", LINKEDIN, "The table from the article is free to copy.", "x" * 1251),
    change("template-marker", TELEGRAM, ON_THE_WAY, 'text: "{{ name }}, your orders are on the way."'),
    change("literal-escape", TELEGRAM, ON_THE_WAY, r"text: Your orders\nare on the way."),
    change("invisible-characters", TELEGRAM, ON_THE_WAY, "text: Your\u200b orders are on the way."),
    change("link-without-scheme", TELEGRAM, ON_THE_WAY, "text: Your orders are at www.example.com"),
    change("wrong-encoding", TELEGRAM, ON_THE_WAY, "text: The cafÃ© is open."),
    change("duplicate-text", X, "The meeting is over when the steam is.",
           "Six places, two evenings, one seat each."),
    change("duplicate-drafts", SCHEDULES,
           "Piero turns seventy-five in October. Twenty-one baskets, this time made by us?",
           "One recipe for each month, and a page to press the leaf of the tree. Who draws?"),
    change("hashtag-in-text", TEN_YEARS, "Ten years ago today we unlocked this",
           "#tenyears ago we unlocked this",
           at="instagram: {hashtags"),
]  # fmt: skip

MEDIA = [
    change("media-required", INSTAGRAM, "media: [{file: ../../media/delivery.mp4, alt: A cyclist with a crate"
           " of jam crosses a sunny square.}]", "type: photo", at="- id: instagram-video"),
    add("media-forbidden", X, "There are eleven of us. Talks are going on.", "    type: status",
        at="media: [{file: ../../media/fig"),
    add("media-kind", X, "The jars are fine. The hat is still in the square.", "    type: photo",
        at="media: [{file: ../../media/delivery"),
    change("media-mix", BLUESKY, CHAIR, f"{CHAIR[:-1]}, {{file: ../../media/coffee.gif, alt: Steam.}}]"),
    change("media-count", BLUESKY, CHAIR, f"media: [{FIVE}]"),
    change("media-format", THREADS, "media/soup.jpg", "media/broken/soup.webp"),
    change("file-size", X, "media/fig-tart.jpg", "media/broken/large.jpg"),
    change("media-dimensions", INSTAGRAM, "media/soup.jpg", "media/broken/tiny.jpg"),
    change("aspect-ratio", INSTAGRAM, "media/soup.jpg", "media/broken/wide.jpg"),
    change("media-duration", INSTAGRAM, "media/weaving.mp4", "media/broken/short.mp4"),
    change("frame-rate", INSTAGRAM, "media/weaving.mp4", "media/broken/slow.mp4"),
    change("frame-count", LINKEDIN, "media/coffee.gif", "media/broken/long.gif"),
    change("page-count", LINKEDIN, "media/straw-seat.pdf", "media/broken/long.pdf"),
    change("media-unreadable", X, "media/fig-tart.jpg", "media/broken/empty.jpg"),
    change("media-misnamed", X, "media/fig-tart.jpg", "media/broken/film.jpg"),
    change("media-not-found", TELEGRAM, "media/coffee.gif", "media/tea.gif"),
    change("media-outside", TELEGRAM, "../../media/coffee.gif", "../../../coffee.gif"),
    change("media-source", BLUESKY, "media/chair.jpg, ", "media/chair.jpg, url: https://example.com/a.jpg, "),
    change("alt-text", X, ', alt: "A round tart with halved figs on it, seen from above."', ""),
    change("alt-text-length", X, "A round tart with halved figs on it, seen from above.", "x" * 1001),
]  # fmt: skip

KINDS_OF_POSTS = [
    change("type-not-allowed", BLUESKY, "thread: [Both have been wound up since.]",
           "poll: {options: [A, B], days: 1}"),
    change("link-required", X, "link: https://example.com/workshops", "type: link", at="- id: twitter-link"),
    change("link-length", PINTEREST, "example.com/recipes/fig-tart", "example.com/" + "a" * 2100),
    change("link-card-length", LINKEDIN, "title: What a repair costs}", f"title: {'x' * 500}}}"),
    drop("link-cards", FACEBOOK, "            title: Apricot and thyme",
         "- url: https://example.com/recipes/apricot"),
    add("background-conflict", FACEBOOK, "You may now surprise us no longer.", "    link: https://example.com",
        at="facebook: {background: 7}"),
    add("poll-conflict", X, "The last jar of the year is yours to choose.", f"    {CHAIR}"),
    change("poll-options", X, "[Fig, Cherry, Apricot,", "[Fig, Fig, Apricot,"),
    change("poll-duration", X, "days: 3}", "days: 8}"),
    drop("poll-question", LINKEDIN, "      question: Would you leave a broken chair with us?", "options: ["),
    add("board-required", TELEGRAM, "Saturday's stall, for those who could not come.",
        "    accounts: [shop-pinterest]",
        at="- id: telegram-photo"),
    add("privacy-required", TELEGRAM, ON_THE_WAY, "    accounts: [shop-tiktok]", at="- id: telegram-video"),
    change("privacy-conflict", TIKTOK, "tiktok: {paid: true}", "tiktok: {paid: true, privacy: private}"),
    add("event-required", GOOGLE, "We open at 8:00 on Saturdays, before the market does.", "    type: event",
        at="- id: google-status"),
    change("event-length", GOOGLE, "title: Long Thursday,", f"title: {'x' * 59},"),
    add("comments-unsupported", TELEGRAM, ON_THE_WAY, "    comments: [Hello]"),
    add("thread-unsupported", TELEGRAM, ON_THE_WAY, "    thread: [Hello]"),
    change("thread-count", THREADS, "[It closes at five.]",
           f"[{', '.join(f'Number {n}' for n in range(25))}]"),
    add("share-unsupported", INSTAGRAM, WAVE, "    share: {accounts: [shop-facebook], after: 1d}"),
    change("recycling-unsupported", TIKTOK, "schedule: 2036-05-20 19:30", RECYCLED),
    change("recurring-unsupported", YOUTUBE, "schedule: 2036-05-22 16:00", f"schedule: {SERIES}"),
    add("signature-unsupported", X, SIX_PLACES, "    signature: Default"),
    add("watermark-ignored", X, SIX_PLACES, "    watermark: Logo"),
    change("follow-up-ignored", X, "accounts: [shop-linkedin, shop-mastodon]", "accounts: [shop-linkedin]"),
    add("watermark-unsupported", TIKTOK, "It went home on the back of a bicycle.", "    watermark: Logo"),
    change("option-ignored", GOOGLE, "{gallery: true}",
           "{gallery: true, offer: {title: A, start: 2036-05-24 08:00, end: 2036-05-31 19:30}}"),
    add("field-not-displayed", INSTAGRAM, "    schedule: 2036-05-22 16:30", "    text: Come in"),
    change("article-alt-text", WORDPRESS, "![](../../media/weaving", "![Woven](../../media/weaving"),
    change("article", WORDPRESS, "The pattern is the plainest",
           "The ![pattern](../../media/chair.jpg) is the plainest"),
]  # fmt: skip

TIMES = [
    change("slot-taken", TELEGRAM, "schedule: 2036-05-22 07:45", "schedule: 2036-05-21 07:45"),
    change("posts-too-close", TELEGRAM, "schedule: 2036-05-22 07:45", "schedule: 2036-05-21 07:46"),
    change("ambiguous-time", X, "schedule: 2036-05-19 08:30", "schedule: 2036-10-26 02:30"),
    change("time-gap", X, "schedule: 2036-05-19 08:30", "schedule: 2036-03-30 02:30"),
    change("bad-time", X, "schedule: 2036-05-19 08:30", "schedule: 2036-05-19 08:30:15"),
    change("publish-now", BLUESKY, "schedule: 2036-05-22 14:00", "schedule: now"),
    drop("no-schedule", BLUESKY, "    schedule: 2036-05-22 14:00", "- id: bluesky-link"),
    change("schedule-form", SCHEDULES, "recycle: {every: 2w, times: 4}}", f"{A_RANGE[1:]}"),
    change("auto-range", SCHEDULES, "to: 2036-05-30 20:00", "to: 2036-05-25 20:00"),
    change("recurring-range", SCHEDULES, "to: 2036-09-30 07:15", "to: 2036-05-30 07:15"),
    change("recurring-start", SCHEDULES, "from: 2036-06-02 07:15", "from: 2036-06-03 07:15"),
    change("recurring-weekdays", SCHEDULES, "repeat: weekly", "repeat: daily"),
    change("recycle-range", SCHEDULES, "until: 2036-10-31", "until: 2036-06-01"),
    change("event-range", GOOGLE, "end: 2036-05-22 22:00", "end: 2036-05-22 18:00"),
    change("draft-schedule", SCHEDULES, "schedule: 2036-09-12 09:00", f"schedule: {A_RANGE}"),
    add("idea-schedule", SCHEDULES, "idea: public", "    schedule: 2036-06-01 09:00"),
    change("article-schedule", WORDPRESS, "schedule: 2036-05-21 06:00", f"schedule: {A_RANGE}"),
    change("delete-condition", X, 'delete: {after: 4w, reach: "< 100", match: any}', "delete: {match: any}"),
    change("unknown-timezone", PROJECT, "timezone: Europe/Rome", "timezone: Europe/Rom"),
]  # fmt: skip

FILES = [
    change("bad-id", X, "id: twitter-status", "id: Twitter Status!"),
    change("duplicate-id", BLUESKY, "id: bluesky-video", "id: bluesky-photo"),
    drop("no-accounts", SCHEDULES, "    accounts: [shop-mastodon]", "- id: jars-back"),
    change("unknown-account", SCHEDULES, "[shop-mastodon]", "[shop-mastodom]"),
    change("duplicate-account", SCHEDULES, "[shop-mastodon]", "[shop-mastodon, shop-mastodon]"),
    add("idea-accounts", SCHEDULES, "idea: public", "    accounts: [shop-x]"),
    add("idea-extras", SCHEDULES, "idea: public", "    labels: [jam]"),
    add("idea-type", SCHEDULES, "idea: public", "    type: article"),
    change("foreign-option", X, "twitter: {reply_settings: following}",
           "twitter: {reply_settings: following, silent: true}"),
    add("unused-network", BLUESKY, "The journal has a new page, and the page has a table.",
        "    networks: {telegram: {silent: true}}"),
    add("take-account", BLUESKY, "The journal has a new page, and the page has a table.",
        "    take: {shop-x: 6627a8b7db0ed5e0a2b1c3d4}"),
    change("unknown-network", BLUESKY, "bluesky: {content_labels", "blusky: {content_labels"),
    change("schema", WORDPRESS, "protect: true ", "protect: 7 "),
    change("required-key", PROJECT, "timezone: Europe/Rome", "", at="version: 1"),
    add("unknown-key", BLUESKY, SIXTEEN, "    txet: Rows."),
    add("duplicate-key", BLUESKY, SIXTEEN, "    text: Rows."),
    add("unknown-rule", BLUESKY, SIXTEEN, "    rules: {text-lenght: off}"),
    add("rule-always-on", PROJECT, "timezone: Europe/Rome", "rules: {slot-taken: off}"),
    add("secret-in-file", PROJECT, "timezone: Europe/Rome", "api_key: abc"),
    add("bad-name", PROJECT, "groups:", "  ideas: [shop-x]"),
    add("content-folder", PROJECT, "timezone: Europe/Rome", "content: ../elsewhere"),
    add("no-posts", PROJECT, "timezone: Europe/Rome", "content: media"),
    add("shared-account", PROJECT, "timezone: Europe/Rome",
        "environments: {test: {accounts: {shop-x: {id: 63c675b54e299e9cf2b667ea}}}}"),
    add("state-store", PROJECT, "timezone: Europe/Rome", "state: s3://bucket/key"),
    change("yaml-syntax", BLUESKY, SIXTEEN, "text: Rows: one to sixteen."),
    change("yaml-limit", BLUESKY, SIXTEEN, f"text: {'[' * 300}{']' * 300}"),
    change("file-encoding", BLUESKY, SIXTEEN, "text: Rows\x07 one to sixteen."),
    change("file-too-large", BLUESKY, SIXTEEN, f"text: {'x' * 1_100_000}", at="# Everything that Bluesky"),
    change("front-matter", SHUTTERS, "08:30\n---\n", "08:30\n", at="---"),
    add("body-section", TEN_YEARS, "<!-- publer: linkedin -->", "<!-- publer: linkedin -->"),
]  # fmt: skip

BREAKS = [*TEXTS, *MEDIA, *KINDS_OF_POSTS, *TIMES, *FILES]

ELSEWHERE = {
    "account-type": "needs a group or a profile of Facebook, and the shop has a page",
    "multiple-accounts": "needs two accounts of one network, and the shop has one of each",
    "daily-limit": "needs a day with more posts than the shop has in a week",
    "empty-file": "needs a file of a single line",
    "file-unreadable": "is about the permissions of a file",
    "media-not-looked-into": "is about what is installed",
    "missing-account": "speaks only when an environment is chosen",
    "unknown-environment": "is about an option of the command line",
}
"""Rules that no line of the shop can break, and why; they are shown in tests/cases or with their code."""
