"""All addresses: the two apps, accounts, and the admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("routines.urls")),
    path("", include("safety.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
