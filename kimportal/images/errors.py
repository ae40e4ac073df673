"""Why a file was not accepted as a photo."""

from django.core.exceptions import ValidationError


class PhotoError(ValidationError):
    """A refused file; `message` is one Indonesian sentence or two, fit for a form field."""
