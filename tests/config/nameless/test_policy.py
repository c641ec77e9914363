"""What the nameless side tells browsers about windows: the console alone may hold on to one that it opens."""

import pytest


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/keeper/", "same-origin-allow-popups"),
        ("/candle/", "same-origin"),
        ("/rest/", "same-origin"),
        ("/", "same-origin"),
    ],
)
def test_page_is_cut_off_from_other_windows_unless_it_is_the_console(client, db, path, policy):
    response = client.get(path)

    assert response.headers["Cross-Origin-Opener-Policy"] == policy


def test_page_that_a_browser_has_already_says_it_again(client, db):
    tag = client.get("/keeper/").headers["ETag"]

    response = client.get("/keeper/", headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert "require-trusted-types-for 'script'" in response.headers["Content-Security-Policy"]
