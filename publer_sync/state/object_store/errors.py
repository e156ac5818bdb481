"""Messages about an object store that fails: one line, without secrets."""

from __future__ import annotations

import re
from html import unescape

from publer_sync.errors import StateError
from publer_sync.state.object_store.address import ObjectAddress
from publer_sync.state.object_store.retry import ObjectRequestError

_MOST = 300

_CODE = re.compile(r"<Code>\s*(\w+)\s*</Code>")
_MESSAGE = re.compile(r"<Message>\s*([^<\n]+)")
_SYSTEM = re.compile(r'(?:message|error): "([^"]+)"')
_STATUS = re.compile(r"status code: (\d{3}[^:\n]*)")
_REQUEST = re.compile(r"Error performing [A-Z]+ (\w+://[^/\s?]+)\S* in ")
_GENERIC = re.compile(r"^Generic \w+ error: ")
_TRIES = re.compile(r"in [\d.]+\S*s(, after .*?)? +- ")
_QUERY = re.compile(r"\?\S+")
_SLOW = ("kind: Timeout", "TimedOut", "operation timed out")

_ABSENT = ("NoSuchKey", "BlobNotFound")
_NO_BUCKET = ("NoSuchBucket", "ContainerNotFound")
_DENIED = (
    "AccessDenied", "AuthenticationFailed", "AuthenticationRequired", "AuthorizationFailure",
    "AuthorizationPermissionMismatch", "ExpiredToken", "InvalidAccessKeyId", "InvalidToken",
    "SignatureDoesNotMatch",
)  # fmt: skip
_DENIALS = ("PermissionDeniedError", "UnauthenticatedError")
_METADATA = ("169.254.", "metadata.google.internal", "fd00:ec2", "/latest/api/token")
"""Where a machine in the cloud asks who it is, which the library does when nothing else says it."""

_CREDENTIALS = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS, or `gcloud auth application-default login`",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
_ENDPOINT = {"s3": "AWS_ENDPOINT_URL", "gs": "GOOGLE_BASE_URL", "az": "AZURE_STORAGE_ENDPOINT"}


def is_absence(error: ObjectRequestError) -> bool:
    """Return whether the engine itself reports a missing object; a missing bucket does not count, nor does a
    server that cannot be reached."""
    return isinstance(error.cause, FileNotFoundError) and _code(error) in _ABSENT


def unread_error(address: ObjectAddress, error: ObjectRequestError) -> StateError:
    """The state cannot be read."""
    return StateError(
        "The object store that keeps the state cannot be read.",
        location=str(address),
        reason=_why(error),
        hint=_hint(address, error),
    )


def unclear_error(address: ObjectAddress, error: ObjectRequestError) -> StateError:
    """A write was refused, or not answered, and has not arrived as far as can be seen."""
    return StateError(
        "The object store does not take the state.",
        location=str(address),
        reason=_why(error),
        hint=_hint(address, error),
    )


def unfit_error(address: ObjectAddress, reason: str) -> StateError:
    """The engine cannot do what keeps two writers apart."""
    return StateError(
        "The object store is not fit to keep a state.",
        location=str(address),
        reason=reason,
        hint="use one with conditional writes (If-Match and If-None-Match), or `state: git`",
    )


def _why(error: ObjectRequestError) -> str:
    """The cause in one line: what the engine or the system says, without addresses that hold keys."""
    text = str(error)
    server = _REQUEST.search(text)
    at = f" ({server[1]})" if server else ""
    if code := _code(error):
        match = _MESSAGE.search(text)
        return _line(f"{code}: {unescape(match[1])}" if match else code)
    if "dns error" in text:
        cause = "the name of the server is not known"
    elif any(word in text for word in _SLOW):
        cause = "no answer in time"
    elif system := _SYSTEM.findall(text):
        cause = system[-1]
    elif status := _STATUS.search(text):
        cause = f"the server answers {status[1].strip()}"
    else:
        first = (text.strip() or type(error.cause).__name__).splitlines()[0]
        cause = _GENERIC.sub("", _TRIES.split(first)[-1])
    if _asks_machine(text):
        cause = f"no credentials are set, and this machine has none: {cause}"
    return _line(f"{cause}{at}")


def _hint(address: ObjectAddress, error: ObjectRequestError) -> str:
    text, code = str(error), _code(error)
    if _asks_machine(text) or "Account must be specified" in text:
        return f"say who asks: {_CREDENTIALS[address.kind]}"
    if code in _NO_BUCKET:
        return f"make the bucket, or fix `state:`; {_ENDPOINT[address.kind]} says on which server"
    if code in _DENIED or type(error.cause).__name__ in _DENIALS:
        what = "read, list and write" if address.kind == "s3" else "read and write"
        return f"check {_CREDENTIALS[address.kind]}: they have to be allowed to {what} there"
    if "configured region" in text:
        return "set AWS_REGION to the region of the bucket"
    return f"check the network and {_ENDPOINT[address.kind]}, then run the command again"


def _asks_machine(text: str) -> bool:
    """Return whether nothing says who asks, so that the library asked the machine, which does not say it
    either."""
    return any(word in text for word in _METADATA)


def _code(error: ObjectRequestError) -> str | None:
    match = _CODE.search(str(error))
    return match[1] if match else None


def _line(text: str) -> str:
    """One line, no longer than a person reads."""
    line = " ".join(_QUERY.sub("", text).split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"
