"""Letters: every mail is read, also those that nobody should send."""

from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from demo.inbox import letters

from .conftest import LINK


def message(text, **headers):
    made = EmailMessage()
    for name, value in headers.items():
        made[name] = value
    made.set_content(text)
    return made


def test_read_with_both_parts_has_both():
    made = message("Grüße", Subject="Ümläute über alles", To="ada@lantern.example", From="x@lantern.example")
    made.add_alternative("<p>Grüße</p>", subtype="html")

    letter = letters.read(made.as_bytes())

    assert (letter.subject, letter.to, letter.text.strip()) == ("Ümläute über alles", "ada@lantern.example", "Grüße")
    assert letter.html.strip() == "<p>Grüße</p>"


def test_read_takes_the_envelope_over_the_header():
    letter = letters.read(b"X-Windbreak-For: real@lantern.example\r\nTo: shown@lantern.example\r\n\r\nHello")

    assert letter.to == "real@lantern.example"


def test_code_on_its_own_line_is_found():
    assert letters.read(message("Your code:\n\n  BXKD-7MPQ\n\nBye").as_bytes()).code == "BXKD-7MPQ"
    assert letters.read(message("Your code:\n\n482913\n").as_bytes()).code == "482913"


def test_code_within_a_sentence_or_a_heading_is_none():
    assert letters.read(message("We counted 482913 waves.\nHELLO\n").as_bytes()).code is None


def test_invitation_is_the_link_of_a_wave_alone():
    assert letters.read(message(f"Hello\n\n{LINK}\n").as_bytes()).invitation == LINK
    assert letters.read(message("Hello\n\nhttp://127.0.0.1:1111/about\n").as_bytes()).invitation is None


def test_read_with_an_enormous_subject_shortens_it():
    letter = letters.read(b"Subject: " + b"very " * 100_000 + b"\r\n\r\nHello")

    assert len(letter.subject) <= letters.LONGEST_LINE + 1
    assert letter.text == "Hello"


def test_read_with_an_unknown_character_set_falls_back():
    letter = letters.read(b"Content-Type: text/plain; charset=klingon-8\r\n\r\nGr\xc3\xbc\xc3\x9fe \xff\xfe")

    assert letter.text.startswith("Grüße ")


def test_read_with_broken_parts_still_gives_a_letter():
    cut = b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nHello'

    assert letters.read(cut).text == "Hello"


def test_read_with_parts_in_parts_without_end_gives_a_letter():
    deep = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(3000)
    )

    assert isinstance(letters.read(deep), letters.Letter)


def test_read_with_a_date_that_is_none_has_no_date():
    for date in ("soon", "Tue, 99 Nov 2026 08:00:00 +0000", "Tue, 24 Nov 99999999 08:00:00 +9999999"):
        assert letters.read(f"Date: {date}\r\n\r\nHello".encode()).sent is None


HEADERS = st.sampled_from(
    [b"Subject", b"To", b"From", b"Date", b"Content-Type", b"Content-Transfer-Encoding", b"X-Windbreak-For"]
)
VALUES = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"=?utf-8?q?=FF=FE?=",
            b"=?utf-8?b?////?=",
            b"=?nowhere?q?x?=",
            b"=?utf-8?b?a?=",
            b'multipart/mixed; boundary="b"',
            b"multipart/mixed",
            b"message/rfc822",
            b"text/html; charset=utf-7",
            b"text/plain; charset*=utf-8''%ff",
            b"text/plain; charset=idna",
            b"text/plain; charset=\x00",
            b"base64",
            b"x-uuencode",
            b"quoted-printable",
        ]
    ),
)


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=6), st.binary(max_size=300))
def test_read_of_anything_gives_text_that_can_be_sent(headers, body):
    data = b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body

    letter = letters.read(data)

    for shown in (letter.to, letter.sender, letter.subject, letter.text, letter.html or ""):
        assert shown.encode().decode() == shown
        assert "\x00" not in shown
    assert letter.sent is None or letter.sent.isoformat()


@given(st.binary(max_size=2000))
def test_read_of_any_bytes_gives_a_letter(data):
    assert isinstance(letters.read(data), letters.Letter)
