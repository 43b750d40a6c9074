"""The tables of the desk: wishes to be called, questions, switches and counts; and API tokens."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = ("api_token", "demand", "question", "desk_switch", "callback")


def upgrade() -> None:
    """Makes the tables."""
    _make_callback()
    op.create_table(
        "desk_switch",
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("callbacks", sa.Boolean(), nullable=False),
        sa.Column("questions", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("municipality_code", name=op.f("pk_desk_switch")),
    )
    _make_question()
    _make_demand()
    _make_token()


def _make_callback() -> None:
    op.create_table(
        "callback",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
        sa.UniqueConstraint("receipt", name=op.f("uq_callback_receipt")),
    )
    op.create_index(op.f("ix_callback_municipality_code"), "callback", ["municipality_code"])
    op.create_index(op.f("ix_callback_created_at"), "callback", ["created_at"])


def _make_question() -> None:
    op.create_table(
        "question",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("municipality_code", sa.String(length=4), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.String(length=100), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("approved_by", sa.String(length=100), nullable=True),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("receipt", name=op.f("uq_question_receipt")),
    )
    op.create_index(op.f("ix_question_created_at"), "question", ["created_at"])
    op.create_index("ix_question_published", "question", ["municipality_code", "published_at"])


def _make_demand() -> None:
    keys = (("municipality_code", 4), ("area", 40), ("stage", 40), ("support_type", 40))
    op.create_table(
        "demand",
        sa.Column("week", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in keys),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("week", *(name for name, _ in keys), name=op.f("pk_demand")),
    )


def _make_token() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_scope"), "api_token", ["scope"])


def downgrade() -> None:
    """Takes them away."""
    for name in TABLES:
        op.drop_table(name)
