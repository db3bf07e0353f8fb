"""What the page of a technique weighs on the first visit, beyond what all pages share."""

from __future__ import annotations

import gzip
import re

import pytest

from tests.routines.builders import CATALOGUE
from tests.routines.pages import url

MOST = 40_000
FOLDED = re.compile(r"<details.*?</details>", re.DOTALL)  # its pictures are fetched when opened
PICTURE = re.compile(r'<img class="figure" src="([^"]+)"')


def packed(content: bytes) -> int:
    """Return the size after compression."""
    return len(gzip.compress(content))


@pytest.mark.parametrize("slug", CATALOGUE.techniques)
def test_a_technique_weighs_at_most_40_kb_with_all_its_pictures(as_nobody, slug):
    page = as_nobody.get(url("technique", slug)).content
    shown = {*PICTURE.findall(FOLDED.sub("", page.decode()))}
    pictures = sum(packed(as_nobody.get(address).content) for address in shown)
    assert packed(page) + pictures <= MOST
