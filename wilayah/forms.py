"""The region picker: one text field that takes a name or a code, in every form and filter.

With JavaScript it suggests while one types; without, an unclear name is answered by the
choices, and a link leads through the levels one after the other.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script

from wilayah.lookup import Found, find_region, written
from wilayah.models import Tingkat, Wilayah


class WilayahWidget(forms.TextInput):
    """A combobox over all regions.

    `kembali` is the address of the page with the form; set it per request
    (`form.fields["wilayah"].widget.kembali = request.get_full_path()`), so that the
    step-by-step choice can come back to it with `wilayah=<kode>`. `steps` may hide that link.
    """

    template_name = "wilayah/_picker.html"

    class Media:
        js = [Script("js/pilih-wilayah.js", defer=True)]

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, tingkat: int | None = None, steps: bool = True
    ) -> None:
        super().__init__(attrs)
        self.tingkat = tingkat
        self.steps = steps
        self.kembali = ""
        self._asked, self._found = "", Found()

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """Prefer the choice among unclear names, which stands after the text it answers."""
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return next((value for value in reversed(values) if value), None)

    def look_up(self, text: str) -> Found:
        """Return what the text names; field and page ask for the same one after the other."""
        if text != self._asked:
            self._asked, self._found = text, find_region(text, tingkat=self.tingkat)
        return self._found

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        found = self.look_up(value) if value else None
        context["widget"] |= {
            "wilayah": found and found.wilayah,
            "pilihan": found.pilihan if found else [],
            "tingkat": self.tingkat,
            "steps": self.steps,
            "kembali": self.kembali,
        }
        if found and found.wilayah:
            context["widget"]["value"] = written(found.wilayah)
        return context


class WilayahField(forms.Field):
    """Takes a code (dotted or not) or a name and gives a Wilayah.

    With `tingkat`, only current regions of that level are taken: 4 for a village.
    """

    widget: Any = WilayahWidget
    default_error_messages = {
        "required": "Pilih wilayah.",
        "unknown": "Wilayah “%(text)s” tidak ditemukan. Periksa ejaannya, atau tulis kodenya.",
        "unclear": "Ada beberapa wilayah bernama “%(text)s”. Pilih salah satu.",
        "level": "Pilih %(tingkat)s; “%(nama)s” adalah %(jenis)s.",
        "retired": "%(nama)s tidak berlaku lagi. Pilih wilayah penggantinya.",
    }

    def __init__(self, *, tingkat: int | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Wilayah")
        kwargs.setdefault("widget", WilayahWidget(tingkat=tingkat))
        super().__init__(**kwargs)
        self.tingkat = tingkat

    def prepare_value(self, value: Any) -> Any:
        return value.kode if isinstance(value, Wilayah) else value

    def to_python(self, value: Any) -> Wilayah | None:
        if value in self.empty_values:
            return None
        text = str(value)
        found = self.widget.look_up(text)
        if found.wilayah is None:
            raise self._error("unclear" if found.pilihan else "unknown", text=text)
        self._check_use(found.wilayah)
        return found.wilayah

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != self.prepare_value(self.to_python(data))

    def _check_use(self, wilayah: Wilayah) -> None:
        if self.tingkat is None:
            return
        if wilayah.tingkat != self.tingkat:
            raise self._error(
                "level",
                tingkat=Tingkat(self.tingkat).label.lower(),
                nama=wilayah.nama,
                jenis=wilayah.get_jenis_display().lower(),
            )
        if wilayah.berakhir_pada:
            raise self._error("retired", nama=wilayah.sebutan)

    def _error(self, code: str, **params: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)
