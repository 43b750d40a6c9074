"""The tables of the conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "conversation",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conversation")),
    )
    op.create_index(op.f("ix_conversation_last_at"), "conversation", ["last_at"])
    op.create_table(
        "conversation_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked", sa.String(length=20), nullable=True),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["key"],
            ["conversation.key"],
            name=op.f("fk_conversation_turn_key_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_turn")),
    )
    op.create_index("ix_conversation_turn_key_id", "conversation_turn", ["key", "id"])


def downgrade() -> None:
    """Takes them away."""
    op.drop_table("conversation_turn")
    op.drop_table("conversation")
