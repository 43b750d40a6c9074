"""`./lots bench`: the service, the starter project of Rasa, and our model alone, side by side."""

from __future__ import annotations

import signal
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from services.command.bench_client import Measured, measure
from services.command.bench_stack import Stack, list_stacks
from services.command.bench_starter import make_starter
from services.command.growth import MEASURES, measure_growth
from services.command.growth_page import PAGE, write_growth
from services.command.model import is_current
from services.command.programs import BOT_PYTHON
from services.command.refusal import Refusal
from services.settings import ROOT, read_settings

CLIENTS = (1, 4, 16)
SECONDS, QUICK_SECONDS = 20.0, 5.0


@click.command()
@click.option("--quick", is_flag=True, help="Kortare mätning, för en första blick.")
@click.option("--growth", is_flag=True, help="Rita i stället hur registret och navigatorn växer.")
def command(quick: bool, growth: bool) -> None:
    """Mät tjänsten mot Rasas startprojekt, på samma dator och i samma körning."""
    if growth:
        draw_growth(quick)
        return
    settings = read_settings()
    if not BOT_PYTHON.exists() or not is_current(settings):
        raise Refusal("Modellen är inte tränad på det som finns nu. Kör ./lots train.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the stacks are ended too
    make_starter(settings.var / "bench", click.echo)
    seconds = QUICK_SECONDS if quick else SECONDS
    with TemporaryDirectory(prefix="lots-bench-") as folder:
        rows = [run(stack, seconds) for stack in list_stacks(settings, Path(folder))]
    for line in table(rows):
        click.echo(line)


def draw_growth(quick: bool) -> None:
    """Measures, prints a line a size, and writes the picture and the table in docs/."""
    points = []
    with TemporaryDirectory(prefix="lots-growth-") as folder:
        for point in measure_growth(Path(folder), share=0.2 if quick else 1.0):
            told = ", ".join(f"{MEASURES[key]} {ms:.2f} ms" for key, ms in point.ms.items())
            click.echo(f"{point.towns} x {point.each}: {told}")
            points.append(point)
    write_growth(points, date.today())
    click.echo(f"Kurvorna och tabellen står i {PAGE.relative_to(ROOT)}.")


def run(stack: Stack, seconds: float) -> Measured:
    """Starts the stack, measures it at each number of clients, and ends it."""
    click.echo(f"Mäter: {stack.name}", err=True)
    with stack.running() as started:
        levels = {count: measure(stack, count, seconds) for count in CLIENTS}
        return Measured(stack.name, started.first, started.whole, stack.memory(), levels)


def table(rows: list[Measured]) -> list[str]:
    """Lines of "name measure value", and the ratios of ours to the starter's."""
    lines = [line for row in rows for line in row.lines()]
    ours, starter = rows[0], rows[1]
    for count in CLIENTS:
        mine, other = ours.levels[count], starter.levels[count]
        lines.append(f"kvot p50 vid {count}: {mine.p50 / other.p50:.2f}")
        lines.append(f"kvot p95 vid {count}: {mine.p95 / other.p95:.2f}")
        lines.append(f"kvot svar/s vid {count}: {mine.rate / other.rate:.2f}")
    lines.append(f"kvot minne: {ours.memory / starter.memory:.2f}")
    lines.append(f"kvot till första svar: {ours.first / starter.first:.2f}")
    return lines
