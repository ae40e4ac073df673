"""`{% foto %}` draws a photo that holds its place, says what it shows, and is found."""

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import reverse

from kimportal.images.publishing import publish_photo
from kimportal.images.storage import store_photo
from tests.images.samples import picture, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def foto(django_capture_on_commit_callbacks):
    foto = store_photo(upload(picture(1400, 700)))
    with django_capture_on_commit_callbacks(execute=True):
        publish_photo(foto)
    return foto


def draw(arguments, **context):
    source = "{% load foto %}{% foto obj " + arguments + " %}"
    return Template(source).render(Context(context)).strip()


def test_a_photo_offers_webp_and_a_jpeg_with_its_size(foto):
    html = draw('alt="Panen raya" sizes="20rem" class="besar"', obj=foto)

    assert f'<source type="image/webp" srcset="{foto.srcset}" sizes="20rem">' in html
    assert f'<img src="{foto.jpeg_url}" alt="Panen raya" width="640" height="320"' in html
    assert 'loading="lazy" decoding="async" class="besar"></picture>' in html


def test_thousands_are_written_without_separator(django_capture_on_commit_callbacks):
    foto = store_photo(upload(picture(1600, 320)))
    with django_capture_on_commit_callbacks(execute=True):
        publish_photo(foto)

    assert 'width="1500" height="300"' in draw('alt=""', obj=foto)


def test_texts_are_escaped(foto):
    html = draw("alt=teks class=teks", obj=foto, teks='"><script>')

    assert "<script>" not in html
    assert html.count("&quot;&gt;&lt;script&gt;") == 2


def test_the_first_photo_of_a_page_is_loaded_at_once(foto):
    html = draw('alt="" eager=True', obj=foto)

    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    assert 'alt=""' in html


def test_the_alternative_text_cannot_be_forgotten(foto):
    with pytest.raises(TemplateSyntaxError, match="alt"):
        draw("", obj=foto)


def test_nothing_is_drawn_of_a_private_or_missing_photo():
    private = store_photo(upload())

    assert draw('alt="Rahasia"', obj=private) == ""
    assert draw('alt="Kosong"', obj=None) == ""


def test_a_preview_reads_the_private_store():
    private = store_photo(upload(picture(500, 400)))

    html = draw('alt="Draf" pratinjau=True', obj=private)

    small, large = (
        reverse("kegiatan:photo_preview", args=[private.kunci, width]) for width in (320, 640)
    )
    assert f'srcset="{small} 320w, {large} 500w"' in html
    assert f'<img src="{large}" alt="Draf" width="500" height="400"' in html
    assert "/media/" not in html


def test_drawing_needs_no_query(foto, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert draw('alt=""', obj=foto)
