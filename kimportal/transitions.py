"""What the doors to a status have in common: the refusals they raise."""

from django.core.exceptions import PermissionDenied


class TransitionError(Exception):
    """The step is not possible from the present state; the message is for people."""


class ReasonError(TransitionError):
    """The words that go with the step are missing or too many; pages say so beside their field."""


class NotAllowed(PermissionDenied):
    """The actor may not take this step."""


def require_reason(reason: str) -> str:
    """Return the trimmed reason; raise ReasonError when it is empty."""
    if not (reason := reason.strip()):
        raise ReasonError("Tuliskan alasannya, supaya keputusan ini bisa dipahami.")
    return reason
