"""What can go wrong with a request, and how slow or forgetful Publer may be."""

from __future__ import annotations

from hypothesis import strategies as st

FAULTS = (
    "drop_before",
    "drop_after",
    "status:500",
    "status:503",
    "status_after:503",
    "status:422",
    "status:429",
    "status_after:429",
    "html",
    "html:200",
    "silent_loss",
    "false_failure",
)

ONLY_WRITES = {"status_after:503", "status_after:429", "silent_loss", "false_failure"}
"""Kinds that reads go through unharmed: they are about what a write has done."""

OPTIONS = {
    "visibility_delay": st.sampled_from(["0", "3", "20", "45"]),
    "list_lag": st.sampled_from(["0", "3", "45"]),
    "list_omission": st.sampled_from(["off", "3", "5"]),
    "omission_seconds": st.sampled_from(["off", "2", "30"]),
    "page_size": st.sampled_from(["2", "7", "15"]),
    "job_delay": st.sampled_from(["0", "5", "40"]),
    "working_answers": st.sampled_from(["0", "2"]),
    "rate_limit": st.sampled_from(["100/120", "20/30"]),
    "job_lifetime": st.sampled_from(["forever", "1"]),
    "text_in_reads": st.sampled_from(["nfc", "html_escaped", "blank_lines_folded", "all"]),
    "ids_in_job": st.sampled_from(["publish", "always"]),
}
