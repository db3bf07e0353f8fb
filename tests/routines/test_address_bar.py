"""Back steps through filters: what leaves a step, what changes the one there is."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from routines.address_bar import history_header

LIST = "/techniques/"


@pytest.mark.parametrize(
    ("before", "query", "header"),
    [
        (LIST, "kind=ball", {}),
        (f"{LIST}?kind=ball", "kind=ball&floor=no", {}),
        (f"{LIST}?kind=ball", "", {}),
        (LIST, "q=g", {}),
        (f"{LIST}?q=", "q=g", {}),
        (f"{LIST}?q=g", "q=gl", {"HX-Replace-Url": f"{LIST}?q=gl"}),
        (
            f"{LIST}?q=g&kind=ball",
            "kind=ball&q=gl",
            {"HX-Replace-Url": f"{LIST}?kind=ball&q=gl"},
        ),
        (f"{LIST}?q=g", "q=gl&kind=ball", {}),
        (f"{LIST}?q=g", "q=", {}),
        (f"{LIST}?q=g", "q=g", {"HX-Push-Url": "false"}),
        (f"{LIST}?q=g&kind=", "kind=&q=g", {"HX-Push-Url": "false"}),
        (f"{LIST}?kind=ball&kind=roller", "kind=roller&kind=ball", {"HX-Push-Url": "false"}),
        ("/areas/hips/?q=g", "q=gl", {}),
        (None, "q=gl", {}),
        (f"{LIST}?q=g", "q=%0d%0aX: 1", {"HX-Replace-Url": f"{LIST}?q=%0D%0AX%3A+1"}),
    ],
)
def test_the_address_bar(before, query, header):
    assert history_header(before, LIST, QueryDict(query)) == header
