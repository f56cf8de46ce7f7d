"""`python3 dev.py up`: demo mode on one's own machine."""

from config.env import env_bool, env_str
from config.settings.base import *  # noqa: F403 -- settings inherit by star import
from config.settings.base import BASE_DIR

DEBUG = env_bool("DEBUG", default=False)  # with DEBUG=1 a fault shows the code, for developers
DEMO = True
DEMO_PASSWORD = "selaras-demo"  # of every demo account; the sign-in page shows it
SECRET_KEY = env_str("SECRET_KEY", "only-for-a-demo-on-this-machine-never-for-real-people")
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / ".run" / "mail"
MEDIA_ROOT = BASE_DIR / ".run" / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
