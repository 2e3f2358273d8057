"""The running service: how sources stand, what was done each day, who runs, and the chores.

Revision 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op

from db.tables import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "pulse",
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("spells", sa.JSON(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("stale", sa.Text(), nullable=True),
        sa.Column("recheck", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_pulse")),
    )
    op.create_table(
        "standing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("health", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing")),
    )
    op.create_index(op.f("ix_standing_until"), "standing", ["until"], unique=False)
    op.create_index("ix_standing_source_id_until", "standing", ["source_id", "until"], unique=False)
    op.create_table(
        "source_day",
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("source_id", sa.String(length=60), nullable=False),
        sa.Column("off", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _COUNTED),
        sa.Column("first_at", Instant(), nullable=True),
        sa.Column("last_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("day", "source_id", name=op.f("pk_source_day")),
    )
    op.create_table(
        "node",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("visiting", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_node")),
    )
    op.create_index(op.f("ix_node_seen_at"), "node", ["seen_at"], unique=False)
    op.create_table(
        "gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
    )
    op.create_index(op.f("ix_gap_until"), "gap", ["until"], unique=False)
    op.create_table(
        "chore",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("begun_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("ok", sa.Boolean(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("lease_by", sa.String(length=80), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_chore")),
    )


_COUNTED = ("visits", "good", "refused", "failed", "found", "stored")
