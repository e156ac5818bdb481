"""The options of the emulator, in the order a reader meets their subjects.

A default is what production was seen to do or, failing that, what is documented; the other values
are what else has been reported, or what a client should survive. `question` numbers the open
question about the API that the option settles.
"""

from publer_sync.emulator.option_kinds import (
    Option,
    choice,
    count,
    number,
    rate,
    switch,
    times_of_day,
)

TRANSPORT = (
    rate("rate_limit", "100/120", meaning="Requests per window and user.", question=42),
    choice(
        "rate_window", "fixed", "sliding", meaning="How the window of requests moves.", question=42
    ),
    choice(
        "rate_headers",
        "always",
        "near",
        "never",
        meaning="Answers that carry X-RateLimit headers; near means the last fifth of a window.",
        question=43,
    ),
    number(
        "upgrade_after",
        "off",
        unit="429 answers in a window",
        without="off",
        meaning="After so many 429 answers the plan counts as lapsed and everything answers 403.",
    ),
    choice(
        "user_agent_required",
        "non_empty",
        "browser",
        "off",
        meaning="User-Agent that the edge lets through; others get 403 error code: 1010.",
        question=61,
    ),
    choice(
        "key_error",
        "live",
        "documented",
        meaning="Status of a wrong key and of a wrong workspace: 403 and 401 live, 401 and 403 "
        "documented.",
        question=7,
    ),
    choice(
        "unknown_route",
        "json",
        "html",
        meaning="Body of the 404 for a route that does not exist.",
    ),
)

JOBS = (
    choice(
        "async_status",
        "200",
        "202",
        meaning="Status of a request that starts a job.",
        question=1,
    ),
    choice(
        "job_id_envelope",
        "flat",
        "nested",
        meaning="Where the job id stands in the answer.",
        question=2,
    ),
    choice(
        "job_envelope",
        "flat",
        "nested",
        meaning="Where a job's status and payload stand in the answer.",
        question=3,
    ),
    choice(
        "terminal_word",
        "complete",
        "completed",
        "done",
        "success",
        meaning="Status of a finished job.",
        question=4,
    ),
    choice(
        "all_failed_word",
        "complete",
        "failed",
        meaning="Status of a finished job that made nothing.",
        question=4,
    ),
    choice(
        "working_word",
        "working",
        "pending",
        "null",
        meaning="Status of a job that still runs.",
        question=4,
    ),
    choice(
        "failures_shape",
        "object",
        "array",
        "strings",
        meaning="Failures of a job: records by account id, one array, or bare texts by account id.",
        question=5,
    ),
    choice(
        "ids_in_job",
        "publish",
        "always",
        "never",
        meaning="Jobs whose payload names the posts they made.",
        question=6,
    ),
    switch(
        "job_needs_workspace", "on", meaning="A job is only shown to its workspace.", question=47
    ),
    number(
        "job_lifetime",
        "86400",
        unit="seconds",
        without="forever",
        meaning="How long a job can be asked for.",
        question=48,
    ),
    number("job_delay", "0.3", unit="seconds", meaning="How long a job waits before it does work."),
    number("working_answers", "1", unit="answers", meaning="Least answers that say working."),
    choice(
        "broken_bulk", "500", "400", meaning="Status of a bulk without posts, or without networks."
    ),
    choice(
        "too_many_entries",
        "refused",
        "accepted",
        meaning="A bulk of more than 500 entries.",
        question=55,
    ),
    choice(
        "bulk_order", "array", "reverse", meaning="Order in which entries are worked.", question=60
    ),
    choice(
        "partial_success",
        "per_account",
        "whole_entry",
        meaning="Whether one account's failure takes its entry's other accounts along.",
        question=59,
    ),
    choice(
        "auto_state",
        "refused",
        "accepted",
        meaning="bulk.state auto or recycle: 400, or as scheduled.",
        question=21,
    ),
    choice(
        "publish_path_drafts",
        "published",
        "kept",
        meaning="Drafts sent to the publish path.",
        question=24,
    ),
)

WRITING = (
    choice(
        "collision",
        "failure",
        "silent_loss",
        "false_failure",
        meaning="A second post of an account in the same minute: refused, lost without a word, or "
        "made and reported as failed.",
        question=33,
    ),
    choice(
        "minute_rule_counts",
        "scheduled_and_published",
        "scheduled",
        "all",
        meaning="Posts that the one-minute rule looks at.",
        question=34,
    ),
    choice(
        "minute_rule_width",
        "under_60_seconds",
        "same_minute",
        meaning="How close two posts of an account may not be.",
        question=35,
    ),
    choice(
        "backdated",
        "failure",
        "published",
        "stuck",
        meaning="A time that has passed when the job runs.",
        question=54,
    ),
    choice(
        "naive_time",
        "workspace",
        "utc",
        "failure",
        meaning="Zone of a scheduled_at without offset.",
        question=53,
    ),
    choice(
        "missing_time",
        "failure",
        "auto_schedule",
        "immediate",
        meaning="A scheduled post without a time, auto or recycling.",
        question=22,
    ),
    switch("horizon", "off", meaning="Refuse times beyond the plan's years ahead."),
    choice(
        "plan",
        "business",
        "professional",
        "free",
        meaning="Plan of the workspace: daily limits, horizon.",
    ),
    switch("daily_limits", "on", meaning="Enforce the posts per account in 24 hours."),
    choice(
        "x_duplicates",
        "refused",
        "published_only",
        "off",
        meaning="The same text on X twice: against pending and published posts, published ones "
        "only, or allowed.",
    ),
    choice(
        "reel_type",
        "silent_loss",
        "failure",
        "accepted",
        meaning="type: reel on Facebook and Instagram.",
        question=31,
    ),
    choice(
        "media_url_in_post",
        "failure",
        "silent_loss",
        meaning="A media item with a url and no id.",
        question=32,
    ),
    choice(
        "empty_text",
        "failure",
        "accepted",
        meaning="A post with neither text nor anything else.",
        question=56,
    ),
    choice(
        "overlong_text",
        "failure",
        "accepted",
        "fails_when_published",
        meaning="A text over the network's limit.",
        question=57,
    ),
    choice(
        "text_normalisation",
        "verbatim",
        "trimmed",
        meaning="Text as sent, or without trailing white space and with LF line ends.",
        question=51,
    ),
    choice(
        "time_resolution",
        "second",
        "minute",
        meaning="Whether the seconds of scheduled_at are kept.",
    ),
    choice(
        "draft_private_accounts",
        "failure",
        "accepted",
        meaning="draft_private with accounts.",
        question=23,
    ),
    choice(
        "idea_types", "as_sent", "article", meaning="Type under which ideas are kept.", question=62
    ),
    choice(
        "recurring_end_date",
        "optional",
        "required",
        meaning="Whether a recurring series needs end_date.",
        question=27,
    ),
    choice(
        "days_of_week",
        "sunday_0_7",
        "monday_0",
        "monday_1",
        meaning="How days_of_week numbers the days; sunday_0_7 has Monday as 1.",
        question=26,
    ),
    choice(
        "wordpress_key",
        "any",
        "by_account_type",
        meaning="Network keys that serve a WordPress account.",
        question=37,
    ),
    times_of_day(
        "posting_slots",
        "09:00,13:00,18:00",
        meaning="Posting schedule of every account, in the workspace zone.",
    ),
    switch("approval", "off", meaning="Scheduled posts wait for approval (scheduled_pending)."),
)

READING = (
    number(
        "visibility_delay",
        "0.3",
        unit="seconds",
        meaning="How long a new post takes to show in GET /posts.",
    ),
    number(
        "list_lag",
        "0",
        unit="seconds",
        meaning="How long GET /posts still shows what was deleted or edited.",
    ),
    number(
        "list_omission",
        "off",
        unit="listings",
        without="off",
        meaning="Every so many listings leave out one existing post.",
    ),
    count("page_size", "15", meaning="Posts per page.", question=8),
    choice("echo_page_base", "0", "1", meaning="Base of the page number echoed.", question=9),
    choice(
        "total_fields",
        "present",
        "absent",
        meaning="Whether per_page and total_pages are in the answer.",
        question=8,
    ),
    choice(
        "get_posts_without_dates",
        "all",
        "slice",
        meaning="GET /posts without from and to: everything, or seven days each way.",
        question=10,
    ),
    choice(
        "from_without_to",
        "refused",
        "ignored",
        meaning="from without to, or to without from.",
        question=11,
    ),
    choice(
        "date_bounds",
        "inclusive",
        "exclusive",
        "utc",
        meaning="Days of from and to: in the workspace zone and inclusive, with to left out, or "
        "inclusive in UTC.",
        question=12,
    ),
    choice(
        "order",
        "scheduled_at",
        "newest_first",
        "by_id",
        meaning="Order of GET /posts.",
        question=13,
    ),
    choice(
        "no_state",
        "all",
        "scheduled",
        meaning="GET /posts without a state.",
        question=64,
    ),
    choice(
        "mixed_state",
        "union",
        "array_only",
        meaning="state together with state[].",
        question=65,
    ),
    choice(
        "undated_in_range",
        "excluded",
        "included",
        meaning="Undated drafts under from and to.",
        question=66,
    ),
    choice(
        "series_states",
        "own",
        "scheduled",
        meaning="State of recycling and recurring posts.",
        question=63,
    ),
    choice(
        "sub_states",
        "hidden",
        "shown",
        meaning="State of an item: the plain word (draft), or the finer one (draft_public).",
        question=63,
    ),
    choice(
        "time_zone_in_reads",
        "workspace",
        "utc",
        meaning="Offset of times in answers.",
        question=52,
    ),
    switch("media_readable", "on", meaning="GET /posts shows media.", question=14),
    switch("details_readable", "on", meaning="GET /posts shows details.", question=14),
    switch("network_readable", "on", meaning="GET /posts shows network.", question=14),
    switch(
        "alt_text_readable",
        "off",
        meaning="GET /posts shows alt_text and caption of media.",
        question=30,
    ),
    switch("title_readable", "off", meaning="GET /posts shows title.", question=14),
    choice(
        "reel_shown_as", "video", "reel", meaning="Type that a reel is listed under.", question=31
    ),
    choice("account_type", "live", "spec", meaning="Vocabulary of account types.", question=38),
    choice(
        "locations_envelope",
        "list",
        "wrapped",
        meaning="GET /locations: an array, or an object with locations.",
    ),
)

CHANGING = (
    switch(
        "strict_delete",
        "off",
        meaning="DELETE /posts without ids answers 400 instead of emptying the queue.",
        question=15,
    ),
    choice(
        "scalar_post_ids",
        "last",
        "ignored",
        meaning="post_ids without brackets: the last value counts, or none does.",
        question=16,
    ),
    choice(
        "delete_published",
        "refused",
        "allowed",
        meaning="DELETE of a published post.",
        question=17,
    ),
    choice(
        "queued_undeletable",
        "near_publishing",
        "auto_scheduled",
        "never",
        meaning="Pending posts that DELETE leaves out.",
        question=18,
    ),
    choice(
        "put_fields",
        "text_title",
        "many",
        meaning="What PUT changes; many adds type, media, url and link.",
        question=19,
    ),
    choice("put_unknown", "404", "403", meaning="PUT on an unknown id.", question=20),
    choice(
        "put_response",
        "detail",
        "summary",
        meaning="Answer of PUT: the whole detail, or what GET /posts shows.",
        question=14,
    ),
    switch("edit_failed", "off", meaning="PUT changes failed posts.", question=58),
    choice(
        "label_strings",
        "names",
        "ids",
        meaning="What the strings in labels are.",
        question=41,
    ),
)

PUBLISHING = (
    choice("publish_outcome", "published", "failed", meaning="What becomes of due posts."),
    number(
        "publish_seconds",
        "0",
        unit="seconds",
        meaning="How long a due post shows the state publishing.",
    ),
    choice(
        "published_ids",
        "same",
        "integer",
        meaning="Id of a post once it is published.",
        question=46,
    ),
    number(
        "tiktok_link_delay",
        "300",
        unit="seconds",
        meaning="How long the post_link of TikTok stays null.",
    ),
    choice(
        "text_when_published",
        "untouched",
        "expanded",
        meaning="Text of a published post: as stored, or with spintax and signature applied.",
        question=67,
    ),
)

MEDIA = (
    number("max_upload", "200000000", unit="bytes", meaning="Largest file of a direct upload."),
    choice("validity", "computed", "empty", meaning="The validity table of an upload."),
    choice(
        "missing_media_filters",
        "refused",
        "empty",
        "everything",
        meaning="GET /media without types[] or used[].",
        question=50,
    ),
    number(
        "media_lifetime",
        "forever",
        unit="seconds",
        without="forever",
        meaning="How long a media that no post uses is kept.",
        question=49,
    ),
    count("media_page_size", "20", meaning="Media per page."),
    choice("concurrent_imports", "refused", "allowed", meaning="An import while another one runs."),
    choice(
        "import_outcome",
        "imported",
        "unreadable",
        "too_large",
        meaning="What becomes of imports by URL; nothing is ever fetched.",
    ),
)

OPTIONS: tuple[Option, ...] = (
    *TRANSPORT,
    *JOBS,
    *WRITING,
    *READING,
    *CHANGING,
    *PUBLISHING,
    *MEDIA,
)
