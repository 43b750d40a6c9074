"""`/lapp`, `/lapp.pdf` and `/lapp.vcf`, from one and the same choice."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, url_for
from markupsafe import Markup

from services.navigator.answer import AnswerContact
from services.paper import Slip, slip_pdf
from services.paper.code import code_svg
from services.web.context import lots
from services.web.door import known_municipality
from services.web.look import look_of
from services.web.problem import Problem
from services.web.slip.choice import Choice, list_chosen, read_keys
from services.web.slip.vcard import write_vcards
from services.web.slip.words import on_paper
from services.web.view import swedish_date

blueprint = Blueprint("slip", __name__)
ADDRESS_FITS = 1000


@blueprint.get("/lapp")
def show() -> str:
    """The slip as a page that prints on A5, with the code that opens it elsewhere."""
    choice = read_choice()
    contacts = list_chosen(choice, lots().clock(), lots().directory)
    slip = make_slip(choice, contacts)
    code = Markup(code_svg(slip.address)) if contacts else None
    look = look_of(choice.municipality)
    return render_template(
        "slip/page.html", slip=slip, contacts=contacts, code=code, choice=choice, look=look
    )


@blueprint.get("/lapp.pdf")
def pdf() -> Response:
    """The slip as tagged A5, with the municipality's own look."""
    choice = read_choice()
    slip = make_slip(choice, found_or_404(choice))
    body = slip_pdf(slip, look_of(choice.municipality))
    return as_file(body, "application/pdf", "lapp.pdf", inline=True)


@blueprint.get("/lapp.vcf")
def vcf() -> Response:
    """The slip's contacts for an address book."""
    body = write_vcards(found_or_404(read_choice())).encode()
    return as_file(body, "text/vcard; charset=utf-8", "lapp.vcf", inline=False)


def read_choice() -> Choice:
    """The choice of the address; raises Problem 400 for a municipality that does not exist."""
    code = known_municipality(request.args.get("kommun") or None, lots().directory)
    return Choice(code, read_keys(request.args.getlist("k")))


def found_or_404(choice: Choice) -> list[AnswerContact]:
    """The contacts; raises Problem 404 where none is left."""
    contacts = list_chosen(choice, lots().clock(), lots().directory)
    if not contacts:
        raise Problem(404, "Ingen av kontakterna på lappen finns kvar.")
    return contacts


def make_slip(choice: Choice, contacts: list[AnswerContact]) -> Slip:
    """What is on the slip, with the short address that opens the same one."""
    at, directory = lots().clock(), lots().directory
    here = url_for(
        "slip.show", kommun=choice.municipality, k=choice.short_keys[:ADDRESS_FITS], _external=True
    )
    return Slip(
        place=directory.municipality_name(choice.municipality),
        made=swedish_date(at.date()),
        address=here.replace("%2C", ","),
        contacts=tuple(on_paper(contact) for contact in contacts),
        fictional=any(contact.fictional for contact in contacts),
    )


def as_file(body: bytes, kind: str, name: str, *, inline: bool) -> Response:
    """Bytes to look at or to save."""
    response = Response(body, content_type=kind)
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response
