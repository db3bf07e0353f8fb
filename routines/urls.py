"""Addresses of everything a person browses and follows."""

from django.urls import path

from routines import catalogue_views, guide_views, routine_views, session_views
from routines.gate import building, following, reading

app_name = "routines"
urlpatterns = [
    path("", reading(catalogue_views.home), name="home"),
    path("techniques/", reading(catalogue_views.catalogue), name="catalogue"),
    path("techniques/<slug:slug>/", reading(catalogue_views.technique), name="technique"),
    path(
        "techniques/<slug:slug>/add/",
        building(catalogue_views.technique_add),
        name="technique-add",
    ),
    path(
        "techniques/<slug:slug>/try/",
        reading(catalogue_views.technique_try),
        name="technique-try",
    ),
    path("areas/<slug:slug>/", reading(catalogue_views.area), name="area"),
    path("tools/", reading(guide_views.tools), name="tools"),
    path("tools/<slug:slug>/", reading(guide_views.tool), name="tool"),
    path("tools/<slug:slug>/own/", reading(guide_views.tool_own), name="tool-own"),
    path("guide/", reading(guide_views.guide), name="guide"),
    path("guide/<slug:slug>/", reading(guide_views.page), name="guide-page"),
    path("routines/", reading(routine_views.routines), name="routines"),
    path("routines/for-me/", reading(catalogue_views.for_me), name="for-me"),
    path("routines/new/", building(routine_views.routine_new), name="routine-new"),
    path("routines/starter/<slug:slug>/", reading(routine_views.starter), name="starter"),
    path("routines/<int:pk>/", building(routine_views.routine), name="routine"),
    path("routines/<int:pk>/copy/", building(routine_views.routine_copy), name="routine-copy"),
    path(
        "routines/<int:pk>/delete/",
        building(routine_views.routine_delete),
        name="routine-delete",
    ),
    path(
        "routines/<int:pk>/start/", reading(session_views.routine_start), name="routine-start"
    ),
    path("routines/<int:pk>/steps/<int:step_pk>/", building(routine_views.step), name="step"),
    path("sessions/<int:pk>/", following(session_views.session), name="session"),
    path(
        "sessions/<int:pk>/events/",
        following(session_views.session_events),
        name="session-events",
    ),
    path("sessions/<int:pk>/end/", following(session_views.session_end), name="session-end"),
    path("sessions/<int:pk>/finish/", following(session_views.finish), name="finish"),
    path("history/", reading(session_views.history), name="history"),
    path("history/worse/", reading(session_views.worse), name="worse"),
    path("me/", catalogue_views.account, name="account"),
]
