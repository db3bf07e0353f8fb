"""Addresses of everything a person browses and follows."""

from django.urls import path

from routines import (
    after_views,
    catalogue_views,
    figure_views,
    guide_views,
    partner_views,
    routine_views,
    session_views,
    sheet_views,
    spot_views,
    stop_views,
    warning_views,
)
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
    path(
        "techniques/<slug:slug>/accept/",
        reading(warning_views.warning_accept),
        name="technique-accept",
    ),
    path(
        "techniques/<slug:slug>/whose/",
        reading(partner_views.technique_whose),
        name="technique-whose",
    ),
    path(
        "figures/<slug:slug>-<int:person>.<slug:mark>.svg", figure_views.figure, name="figure"
    ),
    path("areas/<slug:slug>/", reading(catalogue_views.area), name="area"),
    path("spots/", reading(spot_views.spots), name="spots"),
    path("spots/<slug:slug>/", reading(spot_views.spot), name="spot"),
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
        "routines/<int:pk>/sound/", building(routine_views.routine_sound), name="routine-sound"
    ),
    path(
        "routines/<int:pk>/start/", reading(session_views.routine_start), name="routine-start"
    ),
    path(
        "routines/<int:pk>/sheet/",
        reading(following(sheet_views.routine_sheet)),  # no reading, no sheet
        name="sheet",
    ),
    path(
        "routines/<int:pk>/whose/", reading(partner_views.routine_whose), name="routine-whose"
    ),
    path("routines/<int:pk>/steps/<int:step_pk>/", building(routine_views.step), name="step"),
    path("sessions/<int:pk>/", following(session_views.session), name="session"),
    path(
        "sessions/<int:pk>/events/",
        following(session_views.session_events),
        name="session-events",
    ),
    path(
        "sessions/<int:pk>/again/", reading(session_views.session_again), name="session-again"
    ),
    path("sessions/<int:pk>/end/", following(session_views.session_end), name="session-end"),
    path("sessions/<int:pk>/stop/", following(stop_views.stop), name="session-stop"),
    path("sessions/<int:pk>/after-stop/", following(stop_views.after_stop), name="after-stop"),
    path("sessions/<int:pk>/finish/", following(after_views.finish), name="finish"),
    path("sessions/<int:pk>/next-day/", reading(after_views.next_day), name="next-day"),
    path("sessions/<int:pk>/progress/", reading(after_views.progress), name="progress"),
    path("partner/with/<int:pk>/", reading(partner_views.pairing), name="pairing"),
    path(
        "partner/with/<int:pk>/start/",
        reading(partner_views.pairing_start),
        name="pairing-start",
    ),
    path(
        "partner/with/<int:pk>/hand-over/",
        reading(partner_views.pairing_hand_over),
        name="pairing-hand-over",
    ),
    path(
        "partner/with/<int:pk>/end/", following(partner_views.pairing_end), name="pairing-end"
    ),
    path(
        "partner/received/<int:pk>/end/",
        following(partner_views.received_end),
        name="received-end",
    ),
    path("partner/back/", following(partner_views.partner_back), name="partner-back"),
    path("partner/<slug:token>/", following(partner_views.partner_link), name="partner-link"),
    path("history/", reading(session_views.history), name="history"),
    path("history/worse/", reading(after_views.worse), name="worse"),
    path("help/times/", catalogue_views.times, name="times"),
    path("me/", catalogue_views.account, name="account"),
]
