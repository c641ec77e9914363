import pytest

from config import checks


def test_the_wall_when_it_stands():
    assert checks.the_wall_stands(None) == []


@pytest.mark.parametrize(
    "middleware",
    ["django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware"],
)
def test_the_wall_when_a_middleware_would_know_visitors(settings, middleware):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, middleware]

    assert [error.id for error in checks.the_wall_stands(None)] == ["windbreak.E002"]


def test_the_wall_when_a_room_of_the_other_side_is_installed(settings):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "django.contrib.contenttypes"]

    assert [error.id for error in checks.the_wall_stands(None)] == ["windbreak.E001"]


def test_the_sides_when_both_origins_have_one_host(settings):
    settings.NAMED_ORIGIN, settings.NAMELESS_ORIGIN = "http://localhost:1", "http://localhost:2"

    assert [error.id for error in checks.the_sides_are_apart(None)] == ["windbreak.E003"]
