"""What the doors to a status have in common: the refusals they raise."""

from django.core.exceptions import PermissionDenied


class TransitionError(Exception):
    """The step is not possible from the present state; the message is for people."""


class NotAllowed(PermissionDenied):
    """The actor may not take this step."""


def require_reason(reason: str) -> str:
    """Return the trimmed reason; raise TransitionError when it is empty."""
    if not (reason := reason.strip()):
        raise TransitionError("Tuliskan alasannya, supaya penulis tahu apa yang perlu diubah.")
    return reason
