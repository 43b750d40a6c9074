"""The tables of the accounts, in both databases."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from services.accounts.models import AccountRow
from services.accounts.office import Office


def test_the_migrations_make_what_the_models_say(office: Office) -> None:
    tables = AccountRow.metadata.tables
    ours = {"account", "invitation", "account_session", "sign_in_failure", "audit"}
    assert ours <= set(tables)
    with office.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda n, kind, _: kind != "table" or n in ours}
        )
        kept = {name for name in tables if name in ours}
        differences = compare_metadata(context, AccountRow.metadata)
        assert [d for d in differences if getattr(d[1], "name", "") in kept] == []
