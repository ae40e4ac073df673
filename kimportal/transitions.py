"""What the doors to a status have in common: the refusals they raise."""

from django.core.exceptions import PermissionDenied


class TransitionError(Exception):
    """The step is not possible from the present state; the message is for people."""


class ReasonError(TransitionError):
    """The words that go with the step are missing or too many; pages say so beside their field."""


class NotAllowed(PermissionDenied):
    """The actor may not take this step."""


def require_reason(reason: str, *, supaya: str = "keputusan ini bisa dipahami") -> str:
    """Return the trimmed reason; raise ReasonError, which says what for, when it is empty."""
    if not (reason := reason.strip()):
        raise ReasonError(f"Tuliskan alasannya, supaya {supaya}.")
    return reason
