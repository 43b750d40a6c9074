"""The action server: rasa-sdk in one process, on the address it is given."""

import logging
import sys
import warnings
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic


class Executor(ActionExecutor):  # type: ignore[misc]
    """Runs actions also when the engine sends no domain, which rasa-sdk 3.21 asks for anew.

    Rasa 3.6 does not know that question. With `enable_selective_domain` it sends the domain
    to the actions that want it and leaves it out for the rest.
    """

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """The domain that came with the call, or an empty one."""
        return payload.get("domain") or {}


def serve(host: str, port: int) -> None:
    """Serves the package `actions` until ended. rasa-sdk's own start takes two processes."""
    warnings.filterwarnings("ignore", message="(?s)Your versions of rasa and rasa_sdk")
    executor = Executor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins=[])
    app.prepare(host=host, port=port, single_process=True, motd=False, access_log=False)
    Sanic.serve_single(primary=app)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    serve(sys.argv[1], int(sys.argv[2]))
