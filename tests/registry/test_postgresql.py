"""The same history and the same code with PostgreSQL."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from services.accounts.account import add_account
from services.accounts.audit import list_entries
from services.accounts.invitation import invite, redeem
from services.accounts.office import Office
from services.accounts.sign_in import check_sign_in
from services.registry.hsds.catalogue import list_services
from services.registry.hsds.page import PageRequest
from services.registry.hsds.wanted import Wanted
from services.registry.lookup import Directory
from services.registry.record import Record
from services.registry.seed import seed_registry
from services.registry.store import EditConflict, Store
from services.registry.transfer.exporting import export_file
from services.registry.transfer.importing import import_file
from tests.servers import needs_postgresql

pytestmark = needs_postgresql


def test_a_whole_working_day(postgres: Engine, new_record: Record) -> None:
    assert seed_registry(postgres) == 0
    store, directory = Store(postgres), Directory(postgres)
    assert len(directory.list_contacts("9999")) > 90
    read = store.add(new_record, by="karin")
    assert store.get_record(read.id) == replace(new_record, version=1)
    store.edit(read.id, {"name": "Nytt"}, by="karin", expected_version=1)
    with pytest.raises(EditConflict):
        store.edit(read.id, {"name": "Annat"}, by="samir", expected_version=1)
    assert directory.list_contacts("2180")[0].name == "Nytt"
    store.verify(read.id, by="karin")
    before = store.list_records()
    file = export_file(postgres, before, "csv")
    assert import_file(store, "fil.csv", file, by="karin").count("unchanged") == len(before)
    assert list_services(postgres, PageRequest(), Wanted(search="ANHÖRIGKONSULENT"))["total_items"]


def test_the_audit_log_cannot_be_changed(postgres: Engine) -> None:
    office = Office(postgres, "en nyckel")
    user = add_account(office, "karin", scope="municipality:9999", role="editor", by="provet")
    redeem(office, invite(office, user.id, by="provet"), "tre gula cyklar i regn")
    assert check_sign_in(office, "karin", "tre gula cyklar i regn").id == user.id
    for statement in ("UPDATE audit SET username = 'ingen'", "DELETE FROM audit"):
        with pytest.raises(DBAPIError, match="never changed"), postgres.begin() as connection:
            connection.execute(text(statement))
    assert len(list_entries(office, "municipality:9999")) == 3
