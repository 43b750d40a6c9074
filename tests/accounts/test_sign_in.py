"""Passwords, codes, links, locks and sessions."""

import re

import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import text

from services.accounts.account import (
    BadAccount,
    UnknownAccount,
    add_account,
    close_account,
    find_account,
    get_account,
    list_accounts,
    open_account,
    set_role,
)
from services.accounts.invitation import BadLink, WrongCode, invite, read_invitation, redeem
from services.accounts.office import Office
from services.accounts.password import BadPassword, check_password
from services.accounts.session import end_session, find_user, start_session
from services.accounts.sign_in import LockedOut, SignInRefused, check_code, check_sign_in
from services.accounts.two_step import new_secret
from services.accounts.user import ROLES, User
from tests.accounts.conftest import PASSWORD, SCOPE, Clock

NAME = "karin@kommun.example"


def dump(office: Office) -> str:
    """Everything that the database keeps of accounts."""
    tables = ("account", "invitation", "account_session", "sign_in_failure", "audit")
    with office.engine.connect() as connection:
        rows = [connection.execute(text(f"SELECT * FROM {table}")).fetchall() for table in tables]
    return str(rows)


def code_of(secret: str, clock: Clock) -> str:
    return pyotp.TOTP(secret).at(clock.now)


@pytest.fixture
def secret(office: Office, karin: User, clock: Clock) -> str:
    """Karin's second step."""
    secret = new_secret()
    token = invite(office, karin.id, by="provet")
    redeem(office, token, PASSWORD, secret, code_of(secret, clock))
    clock.turn(minutes=1)
    return secret


def test_the_way_from_invitation_to_session(office: Office, karin: User) -> None:
    user = check_sign_in(office, f" {NAME.upper()} ", PASSWORD)
    assert (user.scope, user.role, user.may("editor")) == (SCOPE, "editor", True)
    assert not user.may("administrator") and user.municipality == "9999" and user.region is None
    token = start_session(office, user.id)
    found = find_user(office, token)
    assert found and found.id == karin.id and found.signed_in_at
    end_session(office, token)
    assert find_user(office, token) is None and find_user(office, "påhittad") is None


def test_nothing_that_opens_a_door_is_kept(office: Office, karin: User, secret: str) -> None:
    token, link = start_session(office, karin.id), invite(office, karin.id, by="provet")
    kept = dump(office)
    assert "$argon2id$" in kept
    assert not any(one in kept for one in (PASSWORD, secret, token, link))
    assert PASSWORD not in repr(office) and "en nyckel" not in repr(office)


WEAK = ["kort", "a" * 20, "x" * 201, "sommar202611", "lösenord1234", f"{NAME}1", "123456123456"]


@pytest.mark.parametrize("password", WEAK)
def test_a_weak_password_is_refused_and_the_link_remains(office: Office, password: str) -> None:
    user = add_account(office, NAME, scope=SCOPE, role="reader", by="provet")
    token = invite(office, user.id, by="provet")
    with pytest.raises(BadPassword):
        redeem(office, token, password)
    assert read_invitation(office, token).id == user.id


@pytest.mark.parametrize("password", [PASSWORD, "ÅÄÖ är också ord", "korrekt häst batteri"])
def test_some_words_are_a_good_password(password: str) -> None:
    check_password(password, NAME)


def test_passwords_cost_what_the_rfc_asks() -> None:
    assert PasswordHasher().hash("x").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_a_link_works_once_and_for_a_week(office: Office, karin: User, clock: Clock) -> None:
    first = invite(office, karin.id, by="provet")
    second = invite(office, karin.id, by="provet")
    with pytest.raises(BadLink):
        redeem(office, first, PASSWORD)
    redeem(office, second, PASSWORD)
    with pytest.raises(BadLink):
        redeem(office, second, PASSWORD)
    third = invite(office, karin.id, by="provet")
    clock.turn(days=7, seconds=1)
    with pytest.raises(BadLink):
        read_invitation(office, third)


def test_a_new_link_signs_out_everywhere_and_takes_the_old_password(
    office: Office, karin: User
) -> None:
    token = start_session(office, karin.id)
    redeem(office, invite(office, karin.id, by="provet"), "fyra röda bussar i snö")
    assert find_user(office, token) is None
    with pytest.raises(SignInRefused):
        check_sign_in(office, NAME, PASSWORD)


def test_a_code_is_asked_for_and_is_good_once(
    office: Office, karin: User, secret: str, clock: Clock
) -> None:
    user = check_sign_in(office, NAME, PASSWORD)
    assert user.two_step
    code = code_of(secret, clock)
    assert check_code(office, user.id, f"{code[:3]} {code[3:]}").id == karin.id
    for wrong in (code, "000000", "", "１２３４５６"):
        with pytest.raises(SignInRefused):
            check_code(office, user.id, wrong)


def test_a_clock_may_be_half_a_minute_wrong_but_not_two(
    office: Office, karin: User, secret: str, clock: Clock
) -> None:
    early = pyotp.TOTP(secret).at(clock.now.timestamp() + 30)
    late = pyotp.TOTP(secret).at(clock.now.timestamp() + 120)
    with pytest.raises(SignInRefused):
        check_code(office, karin.id, late)
    assert check_code(office, karin.id, early)


def test_a_wrong_code_leaves_the_link(office: Office, karin: User) -> None:
    token = invite(office, karin.id, by="provet")
    with pytest.raises(WrongCode):
        redeem(office, token, PASSWORD, new_secret(), "123")
    assert read_invitation(office, token)


@pytest.mark.parametrize("name", [NAME, "ingen@kommun.example"])
def test_five_wrong_ones_lock_the_name_for_a_quarter(
    office: Office, karin: User, clock: Clock, name: str
) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            check_sign_in(office, name, "fel lösenord här")
    for _ in range(3):
        with pytest.raises(LockedOut):
            check_sign_in(office, name, PASSWORD)
    clock.turn(minutes=15, seconds=1)
    if name == NAME:
        assert check_sign_in(office, name, PASSWORD)


def test_wrong_codes_lock_too(office: Office, karin: User, secret: str, clock: Clock) -> None:
    check_sign_in(office, NAME, PASSWORD)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            check_code(office, karin.id, "000000")
    with pytest.raises(LockedOut):
        check_code(office, karin.id, code_of(secret, clock))


def test_coming_in_starts_the_count_anew(office: Office, karin: User) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(SignInRefused):
                check_sign_in(office, NAME, "fel lösenord här")
        check_sign_in(office, NAME, PASSWORD)


def test_sessions_end_when_idle_and_at_the_end_of_the_day(
    office: Office, karin: User, clock: Clock
) -> None:
    idle = start_session(office, karin.id)
    clock.turn(hours=2, seconds=1)
    assert find_user(office, idle) is None
    busy = start_session(office, karin.id)
    for _ in range(11):
        clock.turn(hours=1)
        assert find_user(office, busy)
    clock.turn(hours=1, seconds=1)
    assert find_user(office, busy) is None


def test_a_closed_account_is_out_and_its_link_is_dead(office: Office, karin: User) -> None:
    session, link = start_session(office, karin.id), invite(office, karin.id, by="provet")
    close_account(office, karin.id, by="provet")
    assert find_user(office, session) is None
    with pytest.raises(BadLink):
        redeem(office, link, PASSWORD)
    with pytest.raises(SignInRefused):
        check_sign_in(office, NAME, PASSWORD)
    with pytest.raises(UnknownAccount):
        invite(office, karin.id, by="provet")
    open_account(office, karin.id, by="provet")
    with pytest.raises(SignInRefused):
        check_sign_in(office, NAME, PASSWORD)
    assert redeem(office, invite(office, karin.id, by="provet"), PASSWORD)


BAD = [
    ({"username": "k k"}, "username"),
    ({"username": "<b>"}, "username"),
    ({"username": ""}, "username"),
    ({"username": NAME}, "username"),
    ({"role": "chef"}, "role"),
    ({"scope": "municipality:0001"}, "scope"),
    ({"scope": "region:77"}, "scope"),
    ({"scope": "världen"}, "scope"),
]


@pytest.mark.parametrize(("changed", "field"), BAD)
def test_an_account_that_cannot_be(
    office: Office, karin: User, changed: dict[str, str], field: str
) -> None:
    values = {"username": "samir", "scope": SCOPE, "role": "editor"} | changed
    with pytest.raises(BadAccount) as refused:
        add_account(office, by="provet", **values)
    assert refused.value.field == field
    assert re.match(r"^[A-ZÅÄÖ].*\.$", str(refused.value))


def test_accounts_are_listed_and_change_role(office: Office, karin: User) -> None:
    add_account(office, "robin", scope="region:99", role="reader", by="provet")
    assert [one.username for one in list_accounts(office, SCOPE)] == [NAME]
    assert len(list_accounts(office)) == 2
    set_role(office, karin.id, "administrator", by="provet")
    assert get_account(office, karin.id).role == "administrator"
    assert find_account(office, "ROBIN") and not find_account(office, "ingen")
    with pytest.raises(BadAccount):
        set_role(office, karin.id, "kung", by="provet")
    with pytest.raises(UnknownAccount):
        set_role(office, "nej", "reader", by="provet")


def test_roles_are_a_ladder() -> None:
    for at, role in enumerate(ROLES):
        user = User(id="1", username="a", name="A", scope="national", role=role)
        assert [user.may(one) for one in ROLES] == [index <= at for index in range(3)]
        assert user.owns("national") and not user.owns("municipality:9999")
