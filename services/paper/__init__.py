"""What goes on paper: records in, PDF bytes out. Knows neither the web nor the database."""

from services.paper.poster import Poster, poster_pdf
from services.paper.slip import Slip, SlipContact, slip_pdf

__all__ = ["Poster", "Slip", "SlipContact", "poster_pdf", "slip_pdf"]
