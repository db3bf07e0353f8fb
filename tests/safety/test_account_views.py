"""Signing out: a page that makes the browser forget, never a redirect."""

from __future__ import annotations

from django.contrib.auth import get_user
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

SIGN_OUT = reverse("account_logout")


def test_every_form_to_sign_out_comes_here():
    assert reverse("safety:sign-out") == SIGN_OUT


def test_signing_out_is_a_page_that_makes_the_browser_forget(as_alice):
    response = as_alice.post(SIGN_OUT)
    assertContains(response, "You are signed out")
    assertContains(response, "data-forget")
    assert response["Clear-Site-Data"] == '"storage"'
    assert "no-store" in response["Cache-Control"]
    assert not get_user(as_alice).is_authenticated
    assertContains(response, 'data-person=""')


def test_signing_out_twice_says_the_same(as_nobody):
    response = as_nobody.post(SIGN_OUT)
    assertContains(response, "You are signed out")
    assert response["Clear-Site-Data"] == '"storage"'


def test_a_link_only_asks(as_alice):
    response = as_alice.get(SIGN_OUT)
    assertContains(response, "Sign out?")
    assert "Clear-Site-Data" not in response
    assert get_user(as_alice).is_authenticated


def test_there_is_nothing_to_ask_of_nobody(as_nobody):
    assertRedirects(as_nobody.get(SIGN_OUT), "/", fetch_redirect_response=False)
