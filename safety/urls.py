"""Addresses of the screen: /help/ and /check/."""

from django.urls import path

from safety import views

app_name = "safety"
urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("help/country/", views.choose_country, name="country"),
    path("check/", views.start, name="start"),
    path("check/next/", views.interruption, name="interruption"),
    path("check/answers/", views.answers, name="answers"),
    path("check/again/<slug:name>/", views.again, name="again"),
    path("check/result/", views.result, name="result"),
    path("check/<slug:name>/", views.question, name="question"),
]
