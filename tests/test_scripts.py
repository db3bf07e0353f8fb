"""Modules joined into one script: order, equal names, and what is refused."""

from __future__ import annotations

import pytest

from config.scripts import CannotJoin, joined

CLOCK = "const LONG = 1;\nexport function tick() {\n  return LONG;\n}\n"
WALK = (
    'import { tick as beat } from "../lib/clock.js";\n\nconst LONG = 2;\nexport class Walk {}\n'
)
APP = 'import "./elements/walk.js";\nimport { tick } from "./lib/clock.js";\ntick();\n'
MODULES = {"js/lib/clock.js": CLOCK, "js/elements/walk.js": WALK, "js/app.js": APP}


def test_each_module_stands_once_after_what_it_imports():
    text = joined(MODULES, "js/app.js")
    assert text.count("function tick") == 1
    assert text.index("function tick") < text.index("class Walk") < text.index("tick();")


def test_equal_names_stay_apart_in_functions_of_their_own():
    text = joined(MODULES, "js/app.js")
    assert text.count("(() => {") == 3
    assert "const { tick: beat } = $module0;" in text
    assert "return { tick };" in text
    assert "import" not in text
    assert "export" not in text


def test_a_list_of_exports_is_returned_too():
    modules = {"a.js": "const A = 1;\nexport { A };\n", "b.js": 'import { A } from "./a.js";\n'}
    assert "return { A };" in joined(modules, "b.js")


@pytest.mark.parametrize(
    "modules",
    [
        {"b.js": 'import { x } from "./gone.js";\n'},
        {"b.js": 'import "./c.js";\n', "c.js": 'import "./b.js";\n'},
        {"b.js": "export default 1;\n"},
        {"b.js": "export let moving = 1;\n"},
        {"b.js": 'import * as all from "./c.js";\n', "c.js": ""},
        {"b.js": 'export { x } from "./c.js";\n', "c.js": "export const x = 1;\n"},
    ],
    ids=["gone", "circle", "default", "let", "star", "from"],
)
def test_what_it_cannot_join_it_refuses(modules):
    with pytest.raises(CannotJoin):
        joined(modules, "b.js")
