"""Pages that only a municipality has: what people leave there is seen by nobody else."""

from __future__ import annotations

from services.web.admin.access import current_user
from services.web.problem import Problem


def own_town() -> str:
    """The code of the user's municipality; raises Problem 404 for those of a region or of the
    whole country."""
    code = current_user().municipality
    if code is None:
        raise Problem(404, "Sidan finns bara för kommuner.")
    return code
