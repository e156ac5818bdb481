"""Location of an object, from the URL in the project file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SUFFIX = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectAddress:
    """`kind` is the scheme of the URL; on Azure the bucket is called a container."""

    kind: str
    bucket: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}://{self.bucket}/{self.key}"

    @property
    def versioned_by(self) -> Literal["e_tag", "version"]:
        """Name of the version that a write must follow: Google compares generations, the others ETags."""
        return "version" if self.kind == "gs" else "e_tag"


def address_of(url: str, environment: str | None) -> ObjectAddress:
    """The address of the state of an environment, beside that of the project itself."""
    kind, _, rest = url.partition("://")
    bucket, _, key = rest.partition("/")
    if environment:
        key = f"{key.removesuffix(SUFFIX)}.{environment}{SUFFIX}"
    return ObjectAddress(kind=kind, bucket=bucket, key=key)
