"""The environment tests run in; loaded before Django reads its settings."""

import os

os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["DEBUG"] = "false"
os.environ["STATICFILES"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
