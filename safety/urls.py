"""Addresses of the screen: /help/, /me/limits/, /check/, and the service worker."""

from django.urls import path

from safety import help_views, limits_views, views

app_name = "safety"
urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("help/how-it-works/", help_views.how_it_works, name="how"),
    path("help/offline/", help_views.offline, name="offline"),
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
