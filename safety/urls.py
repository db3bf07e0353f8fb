"""Addresses of the screen: /help/, /me/limits/, /check/, the service worker, the manifest."""

from django.urls import path

from safety import account_views, help_views, limits_views, views

app_name = "safety"
urlpatterns = [
    # Before the account pages of the library, whose address this is (config/urls.py).
    path("account/logout/", account_views.sign_out, name="sign-out"),
    path("help/", views.help_page, name="help"),
    path("help/how-it-works/", help_views.how_it_works, name="how"),
    path("help/offline/", help_views.offline, name="offline"),
    path("manifest.webmanifest", help_views.manifest, name="manifest"),
    path("sw.js", help_views.service_worker, name="service-worker"),
    path("help/country/", views.choose_country, name="country"),
    path("me/limits/", limits_views.limits, name="limits"),
    path("me/limits/new/", limits_views.something_new, name="something-new"),
    path("check/", views.start, name="start"),
    path("check/next/", views.interruption, name="interruption"),
    path("check/answers/", views.answers, name="answers"),
    path("check/again/<slug:name>/", views.again, name="again"),
    path("check/result/", views.result, name="result"),
    path("check/<slug:name>/", views.question, name="question"),
]
