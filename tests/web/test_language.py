"""The page in other languages: chosen, kept, whole, and honest about what stays Swedish."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient

from services.navigator.wording import find
from services.web.language.catalogue import FOLDER
from services.web.language.choice import LANGUAGES
from services.web.language.fixed import told
from services.web.language.fixed_texts import fixed_texts, passing_texts
from tests.web.test_pages import assert_whole

WEB = Path(__file__).parents[2] / "services" / "web"
WHOLE = ("en", "fi")
OTHERS = (*WHOLE, "lattlast")
READER = ("/", "/?kommun=9999", "/om", "/tillganglighet", "/stod", "/stod/9999", "/sprak")
TEMPLATES = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
HELD = re.compile(r"%\(\w+\)s|<[^>]+>|\b(?:112|1177|90101|2000|2180|2018:1937)\b")


def written() -> set[str]:
    """What the templates and the code say through the catalogue."""
    found = extract_from_dir(
        WEB,
        method_map=[("templates/**.html", "jinja2"), ("**.py", "python")],
        options_map=TEMPLATES,
        keywords=KEYWORDS,
    )
    said = ((name, text if isinstance(text, str) else text[0]) for name, _, text, _, _ in found)
    return {text for name, text in said if text and "admin" not in Path(name).parts}


def messages(code: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Source texts and translations, each as a tuple: more than one where there is a plural."""
    with (FOLDER / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue: Any = read_po(file)
    for message in catalogue:
        if message.id:
            many = isinstance(message.id, tuple)
            yield (message.id, message.string) if many else ((message.id,), (message.string,))


@pytest.mark.parametrize("code", WHOLE)
def test_every_text_has_words_in_the_language(code: str) -> None:
    known = {source[0] for source, target in messages(code) if all(target)}
    assert sorted((written() | fixed_texts()) - known) == []


@pytest.mark.parametrize("code", OTHERS)
def test_no_catalogue_holds_what_is_no_longer_said(code: str) -> None:
    known = {source[0] for source, _ in messages(code)}
    assert sorted(known - written() - fixed_texts() - passing_texts()) == []


@pytest.mark.parametrize("code", OTHERS)
def test_numbers_links_and_places_to_fill_are_kept(code: str) -> None:
    for source, target in messages(code):
        assert sorted(set(HELD.findall(target[0]))) == sorted(set(HELD.findall(source[0]))), source


def test_easy_swedish_says_it_in_short_sentences() -> None:
    for _, (text,) in messages("lattlast"):
        plain = re.sub(r"<[^>]+>", "", text)
        longest = max(len(part.split()) for part in re.split(r"[.!?:]\s", plain))
        assert longest <= 25, text


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", READER)
def test_every_page_is_whole_in_every_language(client: FlaskClient, path: str, code: str) -> None:
    page = client.get(path, query_string={"sprak": code} if "?" not in path else None).text
    assert_whole(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_choice_is_kept_and_marked(client: FlaskClient, language: Any) -> None:
    client.get("/", query_string={"sprak": language.code})
    page = client.get("/om").text
    assert f'<html lang="{language.tag}">' in page
    client.get("/?sprak=sv")
    assert "Om tjänsten</h1>" in client.get("/om").text


def test_swedish_needs_no_cookie_and_nothing_unknown_is_kept(client: FlaskClient) -> None:
    for path in ("/?sprak=sv", "/?sprak=xx", "/embed?sprak=en", "/api/municipalities?sprak=en"):
        assert "Set-Cookie" not in client.get(path).headers, path


def test_each_language_leads_to_the_same_page(client: FlaskClient) -> None:
    page = client.get("/stod/9999?oppet=1").text
    assert 'href="/stod/9999?oppet=1&amp;sprak=fi"' in page
    lost = client.get("/finns-inte").text
    assert 'href="/?sprak=en"' in lost


def test_the_page_says_that_the_chat_knows_swedish(client: FlaskClient) -> None:
    page = client.get("/?kommun=9999&sprak=en").text
    assert "The chat understands only Swedish." in page
    note = page[page.index("interpreter") :]
    assert re.search(r'href="tel:\+46\d+"', note[: note.index("</div>")])
    assert "Keskustelu ymmärtää vain ruotsia." in client.get("/?sprak=fi").text
    assert "förstår bara svenska" not in client.get("/?sprak=sv").text


def test_an_answer_is_framed_in_the_language_and_marks_its_swedish(client: FlaskClient) -> None:
    client.get("/?sprak=en")
    page = client.post("/", data={"message": "orkar inte", "kommun": "9999"}, follow_redirects=True)
    assert_whole(page.text)
    assert "Call first" in page.text
    assert '<dd class="say" lang="sv">' in page.text


def test_danger_is_told_in_the_language(client: FlaskClient) -> None:
    reply = client.post(
        "/api/chat?sprak=en", json={"message": "han andas inte"}, headers={"Accept": "text/html"}
    )
    assert "112</a> now. Say where you are" in reply.text and "Ring 112 nu" not in reply.text


def test_a_program_gets_the_words_it_got_before(client: FlaskClient) -> None:
    reply = client.post("/api/chat", json={"message": "han andas inte"}).get_json()
    assert reply["replies"][0]["text"].startswith("Ring 112 nu")


def test_an_error_is_told_in_the_language(client: FlaskClient) -> None:
    client.get("/?sprak=fi")
    assert "Sivua ei ole" in client.get("/finns-inte").text


@pytest.mark.parametrize(("code", "direction"), [("ar", "rtl"), ("fa", "rtl"), ("uk", None)])
def test_other_scripts_run_their_own_way(app: Flask, code: str, direction: str | None) -> None:
    with app.test_request_context("/"):
        line = told(find(f"languages.{code}.text"))
    assert (line.lang, line.dir) == (code, direction)
    page = app.test_client().get("/sprak?kommun=9999").text
    assert re.search(rf'<section class="card" lang="{code}" dir="{direction or "ltr"}">', page)
    assert_whole(page)
