"""Every setting of both sides; SIDE picks the rooms (docs/decisions/0004-one-settings-file.md)."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import dj_database_url

BASE_DIR = Path(__file__).resolve().parent.parent

SIDE = os.environ.get("SIDE", "")
if SIDE not in ("named", "nameless"):
    raise SystemExit(f"SIDE must be 'named' or 'nameless', not {SIDE!r}: each side is a deployment of its own.")
NAMED = SIDE == "named"

# --- where both sides are found --------------------------------------------------------------------
NAMED_ORIGIN = os.environ.get("NAMED_ORIGIN", "http://localhost:8000").rstrip("/")
NAMELESS_ORIGIN = os.environ.get("NAMELESS_ORIGIN", "http://127.0.0.1:8001").rstrip("/")
ALLOWED_HOSTS = [urlsplit(NAMED_ORIGIN if NAMED else NAMELESS_ORIGIN).hostname or ""]
SECURE = (NAMED_ORIGIN if NAMED else NAMELESS_ORIGIN).startswith("https://")

# --- secrets and keys ------------------------------------------------------------------------------
# Without one, `migrate` still runs; config.checks says why nothing that must last may be made with such a key.
SECRET_KEY_IS_LASTING = "SECRET_KEY" in os.environ
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.token_urlsafe(48)
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if key]
INSTALLATION_KEY_FILE = os.environ.get("INSTALLATION_KEY_FILE", "")  # workers alone
OTHER_INSTALLATION_KEY = os.environ.get("OTHER_INSTALLATION_KEY", "")  # the other side's public half, hex
KEYS_DIR = os.environ.get("KEYS_DIR", str(BASE_DIR / "var" / "keys"))  # nameless worker alone, outside every backup

# --- rooms -----------------------------------------------------------------------------------------
_NAMED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "surveys.people",
    "surveys.campaigns",
    "surveys.reports",
    "wellbeing.desk",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
_NAMELESS_APPS = ["django.contrib.staticfiles", "surveys.ballots", "wellbeing.candles"]
INSTALLED_APPS = [*(_NAMED_APPS if NAMED else _NAMELESS_APPS), "config"]

_NAMED_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.opener.Opener",
    "csp.middleware.CSPMiddleware",
    "config.plain.PlainRefusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "surveys.people.language.PersonalLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
_NAMELESS_MIDDLEWARE = [
    "config.amnesia.Amnesia",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.policy.Policy",
    "wellbeing.candles.next_challenge.NextChallenge",
    "config.plain.PlainRefusals",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
MIDDLEWARE = _NAMED_MIDDLEWARE if NAMED else _NAMELESS_MIDDLEWARE
ROOT_URLCONF = f"config.urls_{SIDE}"
WSGI_APPLICATION = "config.wsgi.application"

_CONTEXT = ["config.organisation.organisation", "django.template.context_processors.i18n"]
_NAMED_CONTEXT = [
    *_CONTEXT,
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "surveys.people.context.rights",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _NAMED_CONTEXT if NAMED else _CONTEXT},
    }
]

CSRF_FAILURE_VIEW = "config.plain.forged"
FORM_RENDERER = "config.forms.Look"
MESSAGE_TAGS = {20: "info", 25: "good", 30: "warning", 40: "bad"}  # the look's words for Django's levels

# --- database: PostgreSQL in production, SQLite for a laptop ---------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{BASE_DIR / 'var' / SIDE}.sqlite3", conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    # Django's defaults lose concurrent writes to "database is locked"; these wait instead.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- broker and clock ------------------------------------------------------------------------------
CELERY_BROKER_URL = os.environ.get("BROKER_URL", "redis://127.0.0.1:6379/0")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# No task outlives this; a lost worker's messages come back sooner than the default hour.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 900}
CELERY_TIMEZONE = "UTC"
TICK_SECONDS = float(os.environ.get("TICK_SECONDS", "30"))

# --- the nameless side's own measures --------------------------------------------------------------
ROUTER_HOURS = [int(hour) for hour in os.environ.get("ROUTER_HOURS", "0,8,12,16").split(",")]  # UTC
ROUTER_MINIMUM = int(os.environ.get("ROUTER_MINIMUM", "8"))
BARE_LIMIT = int(os.environ.get("BARE_LIMIT", "20"))  # candles without a pass that wait or are open at once

# --- the organisation, as pages and mails of both sides show it ------------------------------------
ORGANISATION_NAME = os.environ.get("ORGANISATION_NAME", "Everybody")
ORGANISATION_LOGO = os.environ.get("ORGANISATION_LOGO", "")  # a file, PNG or SVG; the flame of Windbreak if left out
IMPRINT_URL = os.environ.get("IMPRINT_URL", "")
CRISIS_CONTACTS_FILE = os.environ.get("CRISIS_CONTACTS_FILE", "")  # JSON; docs/running.md has its shape
DANGER_FILE = os.environ.get("DANGER_FILE", "")  # JSON: what a keeper does when a note speaks of danger to life
# Whether nobody both reads candles and books leave; only an organisation too small for that turns it off.
KEEPER_AND_DESK_APART = os.environ.get("KEEPER_AND_DESK_APART", "1") != "0"
LEAVE_BATCH_HOUR = int(os.environ.get("LEAVE_BATCH_HOUR", "6"))  # in TIME_ZONE: when the desk is shown what waits
ORGANISATION_ZONE = ZoneInfo(os.environ.get("TIME_ZONE", "UTC"))  # in which times are shown and typed
DEMO = os.environ.get("DEMO") == "1"  # adds pages for visitors: who to sign in as, all components

# --- named side: people, mail, sign-in -------------------------------------------------------------
OPEN_REPORTS = os.environ.get("OPEN_REPORTS") == "1"  # invented data alone: Reports without sign-in
_smtp = urlsplit(os.environ.get("SMTP_URL", "smtp://127.0.0.1:25"))
EMAIL_HOST, EMAIL_PORT = _smtp.hostname or "127.0.0.1", _smtp.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _smtp.username or "", _smtp.password or ""
EMAIL_USE_TLS, EMAIL_USE_SSL = _smtp.scheme == "smtp+tls", _smtp.scheme == "smtps"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "Windbreak <windbreak@localhost>")

if NAMED:
    AUTH_USER_MODEL = "people.Employee"
    AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
    ACCOUNT_USER_MODEL_USERNAME_FIELD = None
    ACCOUNT_LOGIN_METHODS = {"email"}
    ACCOUNT_SIGNUP_FIELDS = ["email*"]
    ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the roster, and a code proves each at sign-in
    ACCOUNT_LOGIN_BY_CODE_ENABLED = True
    # Eight digits, three guesses a code and three codes a minute: who guesses for a month has one chance in 250.
    ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
    ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds; some mail servers make a letter wait
    ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
    ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's second factor changed is told
    # A whole company may sit behind one address; what is limited is the codes for one mailbox and one account.
    ACCOUNT_RATE_LIMITS = {
        "request_login_code": "300/m/ip,3/m/key",
        "login": "300/m/ip",
        "login_failed": "300/m/ip,5/300s/key",
    }
    ACCOUNT_ADAPTER = "surveys.people.accounts.RosterAccounts"  # nobody signs up; the roster says who is here
    LOGIN_URL, LOGIN_REDIRECT_URL = "account_request_login_code", "/"
    ACCOUNT_LOGOUT_REDIRECT_URL = "account_request_login_code"
    MFA_ADAPTER = "surveys.people.factors.SecondFactors"
    MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
    MFA_RECOVERY_CODES_SHOW_ONCE = True
    MFA_FORMS = {
        "add_webauthn": "surveys.people.forms.AddPasskeyForm",
        "authenticate_webauthn": "surveys.people.forms.UsePasskeyForm",
        "reauthenticate_webauthn": "surveys.people.forms.ShowPasskeyForm",
    }
    MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
    # Sign-in's rate limits are counted here, so that every web process sees the same count.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CELERY_BROKER_URL}}

# --- what browsers are told ------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"] if NAMED else ["'self'", NAMED_ORIGIN],
        # A browser holds a form's redirect against it too: whoever signed in is sent on to collect their passes.
        "form-action": ["'self'", NAMELESS_ORIGIN] if NAMED else ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["'none'"],
    }
}
# "no-referrer" would make a browser say "Origin: null" of our own forms, and the CSRF check would refuse them all.
SECURE_REFERRER_POLICY = "same-origin" if NAMED else "no-referrer"
SECURE_SSL_REDIRECT = False  # the proxy in front ends TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a questionnaire of 100 questions in several languages is one form

# --- language, time, files -------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("ar", "العربية")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
STATIC_URL = "/static/"
ASSETS = BASE_DIR / "browser" / "dist"  # built at set-up
STATICFILES_DIRS = [ASSETS]
WHITENOISE_USE_FINDERS = True  # the few files there are come straight from where they were built
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/[a-z]+-[A-Z0-9]{8}\.(js|css)$"

# --- logs: one line of JSON an event; nothing of a request, no local variables ---------------------
LOGGING_CONFIG = "config.logs.configure"
LOGGING = {"SIDE": SIDE}
