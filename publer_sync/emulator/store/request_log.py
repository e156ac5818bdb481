"""The log of every API request, answered or not."""

from dataclasses import dataclass

from publer_sync.emulator.store.times import iso


@dataclass(slots=True)
class LoggedRequest:
    """One request; its status stays None when the connection was dropped."""

    method: str
    path: str
    query: str
    time: float
    status: int | None = None
    fault: str | None = None

    def as_json(self) -> dict[str, object]:
        """The entry as the control call shows it."""
        return {
            "method": self.method,
            "path": self.path,
            "query": self.query,
            "status": self.status,
            "time": iso(self.time),
            "fault": self.fault,
        }
