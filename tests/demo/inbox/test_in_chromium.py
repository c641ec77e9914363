"""The mail catcher in Chromium: axe finds nothing, no script of a mail runs, and pages keep themselves fresh."""

import pytest

from tests.browser.chromium import chromium, complaints, person, violations

from .conftest import LINK

HTML = """<p id="it">Hello</p><script>document.getElementById('it').textContent = 'script ran'</script>
<img src="/logo.svg" onerror="document.getElementById('it').textContent = 'handler ran'">
<a href="https://lantern.example/">away</a><form action="/mail/"><button>send</button></form>"""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


@pytest.fixture
def filled(catcher, post, players):
    """The catcher's address and the key of a mail with both parts."""
    for visit in players.waiting[:6]:
        post.letter(f"Hello\n\n{LINK}\n", to=visit.email, subject="How we are 3 is open")
    post.letter("Your code:\n\nBXKD-7MPQ\n", to=players.visits[0].email, subject="Sign-in code")
    return catcher, post.letter("Hello\n\nBXKD-7MPQ\n\nhttps://lantern.example/\n", html=HTML, subject="العنوان")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [True, False])
def test_no_page_has_a_fault_that_axe_finds(browser, filled, phone, scheme):
    address, key = filled
    pages = ["/", "/mail/", "/mail/?word=nothing+like+it", f"/mail/{key}", f"/mail/{key}?part=source",
             f"/mail/{key}?part=html", "/codes/0", "/news", "/imprint", "/nothing"]  # fmt: skip

    with person(browser, phone=phone, color_scheme=scheme, bypass_csp=True) as visitor:
        page = visitor.new_page()
        found = {}
        for path in pages:
            page.goto(address + path)
            found[path] = violations(page)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= page.viewport_size["width"], f"{path} scrolls sideways"

    assert {path: faults for path, faults in found.items() if faults} == {}


def test_nothing_of_a_mail_runs_and_our_own_pages_breach_no_policy(browser, filled):
    address, key = filled

    with person(browser) as visitor:
        page = visitor.new_page()
        heard = complaints(page)
        for path in ("/", "/mail/", f"/mail/{key}"):
            page.goto(address + path)
        ours = list(heard)
        page.goto(f"{address}/mail/{key}?part=html")
        words = page.frame_locator("iframe.mail").locator("#it").text_content()
        page.goto(f"{address}/mail/{key}/html")
        alone = page.locator("#it").text_content()

    assert ours == []
    assert (words, alone) == ("Hello", "Hello")


def test_link_in_a_html_mail_opens_a_tab_of_its_own(browser, catcher, post):
    key = post.letter("text", html=f'<a href="{catcher}/imprint">there</a>')

    with person(browser) as visitor:
        page = visitor.new_page()
        page.goto(f"{catcher}/mail/{key}?part=html")
        with visitor.expect_page() as opened:
            page.frame_locator("iframe.mail").get_by_text("there").click()
        opened.value.wait_for_load_state()
        assert opened.value.locator("h1").text_content() == "Imprint"
        assert page.url.endswith("?part=html")


def test_code_and_news_appear_without_a_reload(browser, catcher, post, players):
    owner = players.visits[0]

    with person(browser, phone=False) as visitor:
        who, mail = visitor.new_page(), visitor.new_page()
        who.goto(catcher + "/")
        mail.goto(catcher + "/mail/")
        mail.locator("#word").fill("half a wo")
        post.letter("Your code:\n\nBXKD-7MPQ\n", to=owner.email)

        who.frame_locator(f'iframe[title="Codes of {owner.name}"]').get_by_text("BXKD-7MPQ").wait_for(timeout=15_000)
        mail.frame_locator('iframe[title="New mail"]').get_by_text("Show 1 new mail").wait_for(timeout=15_000)
        assert mail.locator("#word").input_value() == "half a wo"
        mail.frame_locator('iframe[title="New mail"]').get_by_text("Show 1 new mail").click()
        mail.locator(".mails .badge").wait_for()
        mail.go_back()
        assert mail.url == catcher + "/mail/"
