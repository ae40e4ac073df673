"""Posts that left the public leave the page cache too."""

from __future__ import annotations

from collections.abc import Iterable

from kegiatan.models import Kegiatan
from kimportal.freshness.forgetting import forget_pages

# Pages that one task has forgotten; a KIM may have thousands of posts.
AT_ONCE = 200


def forget_posts(posts: Iterable[Kegiatan]) -> None:
    """Have the pages of posts forgotten once the transaction has committed."""
    addresses = [post.get_absolute_url() for post in posts]
    pages = [page for address in addresses for page in (address, f"{address}cetak/")]
    for start in range(0, len(pages), AT_ONCE):
        forget_pages(*pages[start : start + AT_ONCE])
