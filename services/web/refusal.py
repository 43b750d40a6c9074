"""What the server refuses before the application is asked, in the application's own words."""

from __future__ import annotations

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from services.web.problem import DETAILS, TITLES


class Refusal(ErrorTask):  # type: ignore[misc]
    """Answers in plain text, and lets the connection go."""

    def execute(self) -> None:
        error = self.request.error
        code = error.code if error.code in TITLES else 400
        body = f"{TITLES[code]}\n\n{DETAILS[code]}\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "text/plain; charset=utf-8"))
        self.content_length = len(body)
        self.set_close_on_finish()
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection whose refusals are ours."""

    error_task_class = Refusal
