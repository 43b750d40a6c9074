"""The action server: rasa-sdk in one process, on the address it is given."""

import logging
import sys

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic


def serve(host: str, port: int) -> None:
    """Serves the package `actions` until ended. rasa-sdk's own start takes two processes."""
    executor = ActionExecutor()
    executor.register_package("actions")
    app = create_app(executor, cors_origins=[])
    app.prepare(host=host, port=port, single_process=True, motd=False, access_log=False)
    Sanic.serve_single(primary=app)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    serve(sys.argv[1], int(sys.argv[2]))
