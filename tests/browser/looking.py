"""How a page looks to somebody with a narrow screen or large text."""

from __future__ import annotations

from playwright.sync_api import Page

PHONE = {"width": 390, "height": 844}


def sideways(page: Page, *, width: int = 390, text: int = 100) -> list[str]:
    """Return what makes a page scroll sideways."""
    page.set_viewport_size({**PHONE, "width": width})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{text}%")
    found = page.evaluate(
        """() => {
          const wide = document.scrollingElement.scrollWidth;
          if (wide <= innerWidth) return [];
          const all = [...document.body.querySelectorAll("*")];
          const out = all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
          const named = out.slice(0, 5).map((one) => one.outerHTML.slice(0, 70));
          return [`${wide} px wide`, ...named];
        }"""
    )
    page.set_viewport_size(PHONE)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return [f"{page.url} at {width} px, text {text} %: {found}"] if found else []
