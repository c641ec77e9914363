import base64
import tomllib

import pytest
from django.conf import settings as installed
from django.test import RequestFactory

from config import checks
from config.organisation import LARGEST_LOGO, organisation

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def logo(tmp_path, settings):
    """Sets the logo to a file of this name and these bytes."""

    def set_logo(name, content=SVG):
        path = tmp_path / name
        path.write_bytes(content)
        settings.ORGANISATION_LOGO = str(path)
        return path

    return set_logo


def shown():
    return organisation(RequestFactory().get("/"))


def test_the_organisation_when_set_is_on_every_page(settings):
    settings.ORGANISATION_NAME, settings.IMPRINT_URL = "Harbour", "https://harbour.example/imprint"

    seen = shown()

    assert (seen["organisation"], seen["imprint"]) == ("Harbour", "https://harbour.example/imprint")
    assert (seen["named"], seen["logo"]) == (installed.NAMED, "")


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((installed.BASE_DIR / "pyproject.toml").read_text())["project"]

    assert shown()["version"] == project["version"]


@pytest.mark.parametrize(("name", "kind"), [("a.svg", "image/svg+xml"), ("B.PNG", "image/png")])
def test_the_logo_when_set_travels_in_the_page(logo, name, kind):
    logo(name)

    assert shown()["logo"] == f"data:{kind};base64,{base64.b64encode(SVG).decode()}"
    assert checks.the_logo_can_be_shown(None) == []


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("logo.jpg", SVG, "must be a PNG or SVG file, not logo.jpg"),
        ("logo.svg", b"x" * (LARGEST_LOGO + 1), "at most 30,000 bytes"),
    ],
)
def test_the_logo_when_no_page_could_show_it_is_refused_at_the_start(logo, name, content, said):
    logo(name, content)

    (error,) = checks.the_logo_can_be_shown(None)

    assert said in error.msg


def test_the_logo_when_its_file_is_not_there_is_refused_at_the_start(logo):
    logo("logo.svg").unlink()

    (error,) = checks.the_logo_can_be_shown(None)

    assert "there is no such file" in error.msg
