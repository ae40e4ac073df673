"""Forms of libraries (and our own) in the words of this portal."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator

MAX_LENGTH = 254
# Django's own sentence calls a field "bidang", which is another thing here.
REQUIRED = "Wajib diisi."
NO_ADDRESS = "Tulis alamat surel, misalnya nama@contoh.com."


class PlainWords:
    """Replaces labels and help, and removes placeholders, which vanish while typing."""

    labels: ClassVar[dict[str, str]] = {}
    helps: ClassVar[dict[str, str]] = {}
    attrs: ClassVar[dict[str, dict[str, str]]] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _limit(field)
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(self.attrs.get(name, {}))
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            if not isinstance(field, forms.BooleanField):
                field.error_messages["required"] = REQUIRED
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_ADDRESS


def _limit(field: forms.Field) -> None:
    """Give a text field a limit that fits our columns: no name, code or password is longer."""
    is_text = isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField)
    if is_text and (field.max_length or MAX_LENGTH + 1) > MAX_LENGTH:  # type: ignore[attr-defined]
        field.validators.append(MaxLengthValidator(MAX_LENGTH))
        field.widget.attrs["maxlength"] = str(MAX_LENGTH)
