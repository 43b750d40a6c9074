"""What goes on paper: records in, PDF bytes out. Knows neither the web nor the database."""

from services.paper.brochure import Brochure, BrochureLine, BrochurePlace, brochure_pdf
from services.paper.contact import PaperContact
from services.paper.expectations import Expectations, expectations_pdf
from services.paper.look import Look
from services.paper.poster import Poster, poster_pdf
from services.paper.slip import Slip, SlipContact, slip_pdf

__all__ = [
    "Brochure",
    "BrochureLine",
    "BrochurePlace",
    "Expectations",
    "Look",
    "PaperContact",
    "Poster",
    "Slip",
    "SlipContact",
    "brochure_pdf",
    "expectations_pdf",
    "poster_pdf",
    "slip_pdf",
]
