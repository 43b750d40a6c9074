"""A relative who leaves words everywhere, and staff who act on them, over HTTP."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx

from services.accounts.account import add_account
from services.accounts.invitation import invite
from services.accounts.office import Office
from services.accounts.session import start_session
from services.web.admin.access import COOKIE, PREFIX

PLACE = {"kommun": "9999"}
PASSWORD = "fyra vilda svanar i dimman"


@dataclass(frozen=True)
class Mark:
    """Words that stand nowhere else: what one thing that is left can be found by."""

    word: str
    phone: str

    @property
    def traces(self) -> tuple[str, ...]:
        """The word, and the phone number as it is typed, kept and shown."""
        bare = self.phone.replace("-", "").replace(" ", "").removeprefix("0")
        return (self.word, self.phone, bare, self.phone.removeprefix("0"))


def mark(number: int) -> Mark:
    """The mark of a number below 30; the phone is one of those that reach nobody."""
    return Mark(f"Qvarzel{number:02}nix", f"070-174 06 {60 + number}")


@dataclass(frozen=True)
class Relative:
    """Speaks with the service at `http` as a browser does, with its cookies."""

    http: httpx.Client

    def chat(self, left: Mark) -> str:
        """The session of a conversation with two messages."""
        said = {"message": f"{left.word} orkar inte mer, ring {left.phone}", "municipality": "9999"}
        session = str(self._json(said)["session"])
        self._json(said | {"message": f"kan {left.word} få avlösning", "session": session})
        return session

    def chat_by_form(self, left: Mark) -> None:
        """The same without JavaScript."""
        message = {"message": f"{left.word} har demens, ring {left.phone}", **PLACE}
        self.post("/", message)

    def erase(self, session: str) -> None:
        answer = self.http.request("DELETE", "/api/chat", json={"session": session})
        assert answer.status_code == 204

    def erase_by_words(self, session: str) -> None:
        self._json({"message": "Radera samtalet, tack", "session": session})

    def erase_by_form(self) -> None:
        self.post("/radera", PLACE)

    def ask_for_call(self, left: Mark) -> str:
        """The receipt of a wish to be called."""
        wish = {"name": left.word, "phone": left.phone, "times": left.word, "about": left.word}
        return self._receipt(self.post("/ring-mig", wish | PLACE | {"consent": "1"}))

    def ask(self, left: Mark) -> str:
        """The receipt of a question to the municipality."""
        question = {"text": f"Var möts gruppen för {left.word}, {left.phone}", "consent": "1"}
        return self._receipt(self.post("/fraga", question | PLACE))

    def report(self, left: Mark, record: str) -> None:
        """Says that a contact does not hold."""
        told = {"k": record, "kind": "phone", "note": f"{left.word} svarar på {left.phone}"}
        self.post("/stammer-inte", told | PLACE)

    def take_back(self, what: str, receipt: str) -> None:
        self.post(f"/{what}/{receipt}/ta-tillbaka", {})

    def post(self, path: str, form: dict[str, str]) -> httpx.Response:
        answer = self.http.post(path, data=form)
        assert answer.status_code == 303, (path, answer.status_code, answer.text[:2000])
        return answer

    def _json(self, body: dict[str, object] | dict[str, str]) -> dict[str, object]:
        answer = self.http.post("/api/chat", json=body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def _receipt(self, answer: httpx.Response) -> str:
        return answer.headers["Location"].split("?")[0].rsplit("/", 1)[1]


@dataclass(frozen=True)
class Staff:
    """An editor of the example, signed in by the link and the password."""

    http: httpx.Client

    def sign_in(self, office: Office) -> None:
        user = add_account(office, "maja", scope="municipality:9999", role="editor", by="provet")
        path = f"/admin/valkommen/{invite(office, user.id, by='provet')}"
        self.post(path, path, {"password": PASSWORD, "again": PASSWORD})

    def come_in(self, office: Office) -> None:
        """Is signed in already: where a code is needed too, which is tried elsewhere."""
        user = add_account(office, "moa", scope="municipality:9999", role="editor", by="provet")
        self.http.cookies.set(COOKIE, start_session(office, user.id), path=PREFIX)

    def handle_call(self) -> None:
        """Takes care of the wish that has waited longest."""
        self.post("/admin/ring-mig", self.first("/admin/ring-mig", "klar"), {})

    def handle_report(self) -> None:
        self.post("/admin/rapporter", self.first("/admin/rapporter", "klar"), {})

    def answer(self, left: Mark) -> str:
        """Answers the first question, thinks better of it, shows it to all; gives its address."""
        found = re.search(r'href="(/admin/fragor/[^"/]+)"', self.http.get("/admin/fragor").text)
        assert found
        path = found[1]
        for words in (f"Först skrev jag {left.word} här", f"Gruppen för {left.word} möts i parken"):
            self.post(path, path, {"title": f"Om {left.word}", "answer": words})
        self.post(path, f"{path}/visa", {"checked": "1"})
        return path

    def erase_question(self, path: str) -> None:
        self.post(path, f"{path}/ta-bort", {})

    def first(self, page: str, what: str) -> str:
        """The first address on the page that does something."""
        found = re.search(rf'action="({page}/[^"/]+/{what})"', self.http.get(page).text)
        assert found, f"nothing to do on {page}"
        return found[1]

    def post(self, page: str, path: str, form: dict[str, str]) -> None:
        """Sends a form with the page's own token."""
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.http.get(page).text)
        assert token, f"no form on {page}"
        answer = self.http.post(path, data=form | {"csrf_token": token[1]})
        assert answer.status_code == 303, (path, answer.status_code, answer.text[:2000])
