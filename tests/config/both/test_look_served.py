import gzip

import pytest
from django.conf import settings as installed
from django.test import Client

from config.assets import asset


@pytest.fixture(autouse=True)
def here(settings):
    settings.ALLOWED_HOSTS = ["testserver"]


@pytest.mark.parametrize("name", ["look.css", "named.js", "survey.js"])
def test_a_built_file_when_asked_for_is_small_and_kept_for_good(name):
    response = Client().get(asset(name).url, headers={"accept-encoding": "gzip, br"})

    assert (response.status_code, response["Content-Encoding"]) == (200, "gzip")
    assert response["Cache-Control"] == "max-age=315360000, public, immutable"
    assert response["Vary"] == "Accept-Encoding"
    built = installed.ASSETS / asset(name).url.rsplit("/", 1)[1]
    assert gzip.decompress(b"".join(response.streaming_content)) == built.read_bytes()


def test_a_built_file_when_the_client_knows_no_gzip_comes_as_it_is():
    response = Client().get(asset("look.css").url)

    assert "Content-Encoding" not in response
    assert response["Content-Type"].startswith("text/css")


def test_the_flame_when_asked_for_is_a_small_drawing():
    response = Client().get("/static/flame.svg")

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert len(b"".join(response.streaming_content)) < 1000
    assert "immutable" not in response["Cache-Control"]
