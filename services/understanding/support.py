"""From the classifier's shares over all support types to ordered needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from services.understanding.situation import Need
from services.vocabulary import parent_or_self

# A finer type is named instead of its parent when it holds at least this part of the family.
FINER_SHARE = 0.45
AT_MOST = 8
OWN_SUPPORT = "anhorigkonsulent"
OWN_SUPPORT_WEIGHT = 1.5
# What people ask for in so many words, by the concept of the lexicon.
WISHES = {
    "wants_to_talk": "enskilt_samtal",
    "wants_peers": "anhoriggrupp",
    "relief": "avlosning",
}
NEAR = 0.5
# What a pressed button is worth.
CHOSEN = 0.9


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


def wished_first(
    needs: tuple[Need, ...], concepts: Collection[str]
) -> tuple[tuple[Need, ...], bool]:
    """The needs with what the person asks for in so many words before what is about as likely, and
    whether there was such a wish."""
    wished = {kind for concept, kind in WISHES.items() if concept in concepts}
    near = [need for need in needs if need.probability >= NEAR * needs[0].probability]
    found = next((need for need in near if need.support_type in wished), None)
    if found is None:
        return needs, False
    return (found, *(need for need in needs if need is not found)), True


def chosen_first(needs: tuple[Need, ...], chosen: str | None) -> tuple[Need, ...]:
    """The needs with the support type that the person chose first, all others after it."""
    if chosen is None:
        return needs
    others = [need for need in needs if parent_or_self(need.support_type) != parent_or_self(chosen)]
    rest = [Need(need.support_type, round(need.probability / 10, 4)) for need in others]
    return (Need(chosen, CHOSEN), *rest)


def _name(parent: str, family: Mapping[str, float]) -> str:
    finest = max(family, key=lambda kind: family[kind])
    return finest if family[finest] >= FINER_SHARE * sum(family.values()) else parent
