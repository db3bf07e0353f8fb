"""Every page of the catalogue answers."""

import pytest
from django.urls import reverse

from routines.models import TargetArea, Technique, Tool


@pytest.mark.parametrize("model", [Technique, TargetArea, Tool], ids=lambda m: m.__name__)
def test_every_content_page_answers(as_nobody, model):
    name = {Technique: "technique", TargetArea: "area", Tool: "tool"}[model]
    for slug in model.objects.values_list("slug", flat=True):
        response = as_nobody.get(reverse(f"routines:{name}", args=[slug]))
        assert response.status_code == 200, slug
