"""The component catalogue and the error pages, rendered without a portal behind them."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.template.loader import render_to_string
from django.test import RequestFactory

FOLDER = settings.BASE_DIR / "tests" / "browser" / "katalog"
PHOTOS = ["/foto/1.png", "/foto/2.png", "/foto/3.png"]
# Every status of docs/tampilan.md.
STATUS = (
    *("draft", "submitted", "returned", "published", "rejected", "withdrawn", "cancelled"),
    *("superseded", "verified", "suspended", "aktif", "tidak_aktif", "tanpa_sk"),
)


class ContohForm(forms.Form):
    """One field of each kind, some of them wrong."""

    nama = forms.CharField(label="Nama KIM", help_text="Tulis seperti pada SK.")
    surel = forms.EmailField(label="Surel", required=False)
    visi = forms.CharField(label="Visi", widget=forms.Textarea, required=False)
    jenis = forms.ChoiceField(label="Jenis", choices=[("a", "Desa"), ("b", "Kecamatan")])
    logo = forms.FileField(label="Logo", required=False, help_text="JPEG, PNG, atau WebP.")
    bidang = forms.MultipleChoiceField(
        label="Bidang",
        choices=[("a", "Pertanian"), ("b", "UMKM")],
        widget=forms.CheckboxSelectMultiple,
    )
    tampil = forms.BooleanField(label="Tampilkan nama saya", required=False)


def katalog() -> str:
    """Return the catalogue as a page of the portal."""
    form = ContohForm({"nama": "", "surel": "salah", "jenis": "a", "bidang": ["a"]})
    form.add_error(None, "Periksa kembali isian di bawah.")
    legend = ["0", "1–5", "6–20", "21–50", "51–100", "lebih dari 100"]
    context = {
        "foto": PHOTOS,
        "form": form,
        "status": STATUS,
        "halaman": Paginator(range(400), 20).page(5),
        "chips": [{"label": "Bidang: Pertanian", "url": "/kim/"}],
        "legenda": [{"kelas": kelas, "label": label} for kelas, label in enumerate(legend)],
        "situs": {"nama": "Portal KIM", "pengelola": "Dinas Kominfo", "demo": True},
    }
    config = engines.templates["django"] | {"DIRS": [*engines["django"].dirs, FOLDER]}
    config.pop("BACKEND")
    template = DjangoTemplates(config).get_template("katalog.html")
    return template.render(context, RequestFactory().get("/kim/", {"halaman": "5"}))


def error_page(name: str) -> str:
    """Return an error page as it looks when not even the context is there."""
    return render_to_string(f"{name}.html")
