"""`./lots serve`: the whole service, on one public port, until somebody ends it."""

import time

import click

from services.command.engine import Engine
from services.command.port import need_free_port
from services.command.prepare import prepare_database
from services.command.programs import actions_program, address, web_program
from services.command.refusal import Refusal
from services.command.supervisor import Supervisor
from services.settings import Settings, read_settings


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Porten som webben svarar på.")
@click.option("--no-demo", is_flag=True, help="Utan den påhittade Exempelkommunen.")
def command(port: int | None, no_demo: bool) -> None:
    """Starta tjänsten. Avsluta med Ctrl-C."""
    settings = read_settings()
    port = port or settings.port
    need_locks(settings)
    need_ports(settings, port)
    if prepare_database(settings, demo=not no_demo):
        click.echo("Databasen är klar.")
    serve(settings, port)


def need_locks(settings: Settings) -> None:
    """Refuses several engine processes without locks that they share."""
    if settings.rasa_workers > 1 and settings.redis_url is None:
        raise Refusal("LOTS_RASA_WORKERS över 1 kräver LOTS_REDIS_URL, där processerna delar lås.")


def need_ports(settings: Settings, port: int) -> None:
    """Refuses before anything is started when a port is taken."""
    need_free_port("0.0.0.0", port, f"Välj en annan: ./lots serve --port {port + 1}")
    inner = {"LOTS_RASA_URL": settings.rasa_url, "LOTS_ACTIONS_URL": settings.actions_url}
    for name, url in inner.items():
        try:
            host, number = address(url)
        except ValueError as error:
            raise Refusal(f"{name}: {error}") from None
        need_free_port(host, number, f"Tjänsten kanske redan är igång, annars ändra {name}.")


def serve(settings: Settings, port: int) -> None:
    """Web first; the rest loads behind it."""
    began = time.monotonic()
    supervisor = Supervisor(settings.var / "log", click.echo)
    engine = Engine(settings, supervisor)

    def tell(text: str) -> None:
        click.echo(f"{text} ({time.monotonic() - began:.0f} s)")

    def load_the_rest() -> None:
        tell(f"Webben svarar på http://localhost:{port}/")
        supervisor.start(actions_program(settings))
        engine.start()

    supervisor.start(web_program(settings, port))
    supervisor.when(lambda: supervisor.ready("web"), load_the_rest)
    supervisor.when(
        lambda: supervisor.ready("web", "rasa", "actions"),
        lambda: tell("Allt är igång. Avsluta med Ctrl-C."),
    )
    supervisor.run()
    click.echo("Tjänsten är avslutad.")
