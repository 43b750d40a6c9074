"""From the classifier's shares over all support types to ordered needs."""

from __future__ import annotations

from collections.abc import Mapping

from services.understanding.situation import Need
from services.vocabulary import parent_or_self

# A finer type is named instead of its parent when it holds at least this part of the family.
FINER_SHARE = 0.45
AT_MOST = 8
OWN_SUPPORT = "anhorigkonsulent"
OWN_SUPPORT_WEIGHT = 1.5


def rank_support(
    shares: Mapping[str, float], triage: str, *, own_support_first: bool = False
) -> tuple[Need, ...]:
    """Families of support types by their summed share; each named by its finest likely member.

    The share of 112 is left out when the triage is routine: alarms are the triage's to give.
    ``own_support_first`` lets the carer's own support go before what is about as likely, for the
    writer who has no strength left.
    """
    families: dict[str, dict[str, float]] = {}
    for kind, share in shares.items():
        if kind != "larm_112" or triage == "danger":
            weight = OWN_SUPPORT_WEIGHT if own_support_first and kind == OWN_SUPPORT else 1.0
            families.setdefault(parent_or_self(kind), {})[kind] = share * weight
    total = sum(sum(family.values()) for family in families.values()) or 1.0
    ranked = sorted(families.items(), key=lambda item: -sum(item[1].values()))
    return tuple(
        Need(_name(parent, family), round(sum(family.values()) / total, 4))
        for parent, family in ranked[:AT_MOST]
    )


def _name(parent: str, family: Mapping[str, float]) -> str:
    finest = max(family, key=lambda kind: family[kind])
    return finest if family[finest] >= FINER_SHARE * sum(family.values()) else parent
