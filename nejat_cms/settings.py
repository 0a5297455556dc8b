"""The settings of every installation; what differs between installations comes from the environment."""

from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_noop

from nejat_cms import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_dir(BASE_DIR)

SECRET_KEY = environment.secret_key(DATA_DIR)
DEBUG = False
SITE_URL = environment.site_url()
ALLOWED_HOSTS = environment.allowed_hosts(SITE_URL)

INSTALLED_APPS = [
    # modeltranslation patches the admin, so it comes first.
    "modeltranslation",
    "nejat_cms.apps.ProjectConfig",
    "nejat_cms.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_prose_editor",
    "django_tasks_db",
    "taggit",
    "seeds",
    "wordpress",
    "publications",
    "readers",
    "articles",
    "media_gallery",
    "accounts",
    "search",
    "mailing",
    "delivery",
    "editions",
    "editions.added.apps.AddedEditionsConfig",
]

MIDDLEWARE = [
    "nejat_cms.middleware.KnownMethodsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "delivery.compression.CompressionMiddleware",
    "delivery.compression.ConditionalMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "nejat_cms.middleware.PermissionsPolicyMiddleware",
    "editions.middleware.EditionMiddleware",
    "delivery.middleware.LiteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.DeskLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "delivery.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "nejat_cms.urls"
WSGI_APPLICATION = "nejat_cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# Engines: embedded by default, others by one variable each.
DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.cache()}
STORAGES = {
    "default": environment.storage(DATA_DIR),
    "staticfiles": {"BACKEND": "nejat_cms.staticfiles.Storage"},
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "renditions"]}}
MAILERS = {"default": environment.mail(DATA_DIR)}
DEFAULT_FROM_EMAIL = environment.mail_from(SITE_URL)
# Where reports of mail that came back go, with the letter's own mark after a plus sign; empty: to the sender.
MAIL_RETURN_PATH = environment.mail_return_path()
# Of a mail service: which it is, and what its reports are known by (mailing/events.py).
MAIL_SERVICE = environment.mail_service()
ANYMAIL = environment.webhook_settings()
# Mails a minute for the whole site, 0: as fast as the server takes them; connections that each sender keeps to it.
MAIL_RATE = environment.whole_number("MAIL_RATE", 0, least=0, most=1_000_000)
MAIL_CONNECTIONS = environment.whole_number("MAIL_CONNECTIONS", 4, least=1, most=50)
# Whether `serve` starts a sender; 0 where others send.
MAIL_SENDER = environment.flag("MAIL_SENDER", default="1")
# Days for which each letter of a finished sending is kept; its sums stay.
KEEP_LETTERS_DAYS = environment.whole_number("KEEP_LETTERS_DAYS", 90, least=1, most=3650)

# Languages: those that are shipped, and those that `add_edition` has added to this installation.
SHIPPED_LANGUAGES = [
    ("en", gettext_noop("English")),
    ("ar", gettext_noop("Arabic")),
    ("fa", gettext_noop("Persian")),
    ("sq", gettext_noop("Albanian")),
]
# Another folder only while a backup with other languages is restored (nejat_cms/backups).
ADDED_EDITIONS_DIR = Path(environment.text("EDITIONS_DIR", str(DATA_DIR / "editions")))
LANGUAGES = [*SHIPPED_LANGUAGES, *environment.added_languages(ADDED_EDITIONS_DIR)]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_LANGUAGES = tuple(code for code, _ in LANGUAGES)
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_CUSTOM_FIELDS = ("RichTextField",)
MIGRATION_MODULES = {"added_editions": "nejat_added_editions"}

# Static files: hashed and compressed.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "nejat_cms.staticfiles.BundleFinder",
]
WHITENOISE_MAX_AGE = 3600
FILES_ARE_LOCAL = STORAGES["default"]["BACKEND"].endswith("FileSystemStorage")
MEDIA_URL = "/files/"
MEDIA_ROOT = DATA_DIR / "files"

# People.
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Security. Public pages need no nonce; the desk's templates ask for one.
_https = SITE_URL.startswith("https://")
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", *environment.storage_origins()],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF, *environment.storage_origins()],
    # A reader's browser keeps the pictures of an article with it (static/js/kept.js).
    "connect-src": [CSP.SELF, *environment.storage_origins()],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "frame-src": [
        CSP.SELF,
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
        "https://www.aparat.com",
        *(f"https://{host}" for host in environment.host_names("PEERTUBE_HOSTS")),
    ],
    "frame-ancestors": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
}
PEERTUBE_HOSTS = environment.host_names("PEERTUBE_HOSTS")
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # The proxy in front sends http to https (deploy/nginx.conf).
    "security.W019",  # The desk shows previews in frames of its own.
]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_PATH = "/"
# A week away from the desk signs out; who works there stays signed in (accounts/middleware.py).
SESSION_COOKIE_AGE = 7 * 24 * 3600
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "nejat_cms.desk_errors.not_confirmed"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
if _https:
    # Only behind a proxy that sets this header itself (docs/operations.md).
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

# Uploads.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
IMAGE_MAX_BYTES = 40 * 1024 * 1024
IMAGE_MAX_PIXELS = 80_000_000
DOCUMENT_MAX_BYTES = 200 * 1024 * 1024

# What readers send: days for which rejected comments and spam, and messages of the contact form, are kept.
KEEP_SPAM_DAYS = environment.whole_number("KEEP_SPAM_DAYS", 30, least=1, most=3650)
KEEP_MESSAGES_DAYS = environment.whole_number("KEEP_MESSAGES_DAYS", 730, least=1, most=36_500)

# Telling others (docs/api.md): webhooks reach the public network only, unless a test or an intranet says otherwise.
POST_TO_PRIVATE = environment.flag("POST_TO_PRIVATE")
INDEXNOW_ENDPOINT = "https://api.indexnow.org/indexnow"

# What is asked for and not here is counted by every process, and written by a thread of its own every few seconds.
MISSING_WRITES_ITSELF = True

# Pages that were rendered are kept: megabytes in each process, and on disk for all of this machine (0: none there).
PAGE_CACHE = environment.flag("PAGE_CACHE", default="1")
PAGE_MEMORY = environment.whole_number("PAGE_MEMORY", 32, least=1, most=100_000)
PAGE_DISK = environment.whole_number("PAGE_DISK", 1000, least=0, most=10_000_000)

WEB_WORKERS = environment.whole_number("WEB_WORKERS", 2, least=1, most=64)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "level": "WARNING"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
