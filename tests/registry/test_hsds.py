"""The open registry answers in HSDS 3.0, and its schemas agree."""

from typing import Any

import pytest
from sqlalchemy import Engine

from services.registry.hsds.catalogue import (
    find_organization,
    find_service,
    find_service_at_location,
    list_organizations,
    list_service_at_locations,
    list_services,
)
from services.registry.hsds.page import BadPage, PageRequest
from services.registry.hsds.vocabulary import (
    find_taxonomy,
    find_taxonomy_term,
    list_taxonomies,
    list_taxonomy_terms,
)
from services.registry.hsds.wanted import Wanted
from services.registry.rows import term_id
from services.registry.store import Store
from tests.registry.hsds_schema import faults, needs_schemas

BIG = PageRequest(per_page=200)


@needs_schemas
def test_every_service_follows_the_schema(engine: Engine) -> None:
    page = list_services(engine, BIG, shape="full")
    assert page["total_items"] == page["size"] > 100
    assert [faults("service", service) for service in page["contents"]] == [[]] * page["size"]


@needs_schemas
@pytest.mark.parametrize(
    "name, read",
    [
        ("service_list", list_services),
        ("service_at_location_list", list_service_at_locations),
        ("organization_list", list_organizations),
        ("taxonomy", list_taxonomies),
        ("taxonomy_term", list_taxonomy_terms),
    ],
)
def test_every_list_follows_its_schema(engine: Engine, name: str, read: Any) -> None:
    page = read(engine, BIG)
    assert page["contents"] and not any(faults(name, thing) for thing in page["contents"])


@needs_schemas
def test_each_thing_on_its_own_follows_its_schema(engine: Engine) -> None:
    place = list_service_at_locations(engine, BIG)["contents"][0]
    organization = list_organizations(engine, BIG)["contents"][0]
    assert faults("service_at_location", find_service_at_location(engine, place["id"])) == []
    assert faults("organization", find_organization(engine, organization["id"])) == []


def test_pages_hold_everything_once(engine: Engine) -> None:
    whole = [s["id"] for s in list_services(engine, BIG)["contents"]]
    parts, page = [], 1
    while True:
        found = list_services(engine, PageRequest(page, 30))
        parts += [service["id"] for service in found["contents"]]
        assert found["first_page"] is (page == 1)
        if found["last_page"]:
            break
        page += 1
    assert parts == whole and page == found["total_pages"] == -(-len(whole) // 30)


def test_a_page_after_the_last_is_empty(engine: Engine) -> None:
    page = list_services(engine, PageRequest(99, 50))
    assert page["empty"] and page["contents"] == [] and page["size"] == 0


@pytest.mark.parametrize("page, per_page", [(0, 10), (-1, 10), (1, 0), (1, 201)])
def test_a_page_out_of_range_is_refused(page: int, per_page: int) -> None:
    with pytest.raises(BadPage):
        PageRequest(page, per_page)


@pytest.mark.parametrize(
    "search, least, most",
    [("anhörigkonsulent", 2, 10), ("Demensförbundet", 2, 3), ("100%", 0, 0), ("finns inte", 0, 40)],
)
def test_services_are_searched(engine: Engine, search: str, least: int, most: int) -> None:
    assert least <= list_services(engine, BIG, Wanted(search=search))["total_items"] <= most


def test_services_are_found_by_term_organization_and_municipality(engine: Engine) -> None:
    by_term = list_services(
        engine, BIG, Wanted(taxonomy_term_id=term_id("area", "npf")), shape="full"
    )
    assert by_term["total_items"] > 5
    for service in by_term["contents"]:
        assert "npf" in {attribute["value"] for attribute in service["attributes"]}
    ours = list_services(engine, BIG, Wanted(municipality="9999"))["contents"]
    organization = ours[0]["organization_id"]
    same = list_services(engine, BIG, Wanted(organization_id=organization))["contents"]
    assert {service["organization_id"] for service in same} == {organization}


def test_what_is_not_active_is_not_open(engine: Engine, store: Store) -> None:
    service = list_services(engine, BIG)["contents"][0]
    assert find_service(engine, service["id"])
    store.retire(service["id"], by="karin")
    assert find_service(engine, service["id"]) is None
    assert service["id"] not in {s["id"] for s in list_services(engine, BIG)["contents"]}


def test_terms_know_their_taxonomy_and_parent(engine: Engine) -> None:
    bup = find_taxonomy_term(engine, term_id("support_type", "bup"))
    assert bup and bup["parent_id"] == term_id("support_type", "psykiatri")
    taxonomy = find_taxonomy(engine, bup["taxonomy_id"])
    assert taxonomy and taxonomy["name"] == "Stödtyper"
    areas = list_taxonomy_terms(
        engine,
        BIG,
        taxonomy_id=find_taxonomy_term(engine, term_id("area", "npf"))["taxonomy_id"],  # type: ignore[index]
    )
    assert areas["total_items"] == 9


@pytest.mark.parametrize(
    "find",
    [find_service, find_service_at_location, find_organization, find_taxonomy, find_taxonomy_term],
)
def test_what_is_not_there_is_none(engine: Engine, find: Any) -> None:
    assert find(engine, "finns-inte") is None


def test_a_page_of_full_services_takes_a_fixed_number_of_queries(
    engine: Engine, queries: list[str]
) -> None:
    list_services(engine, PageRequest(per_page=10), shape="full")
    few = len(queries)
    queries.clear()
    list_services(engine, PageRequest(per_page=100), shape="full")
    assert len(queries) == few <= 16
