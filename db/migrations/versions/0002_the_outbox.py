"""The outbox: notices, their deliveries, and channels.

Revision 0002, after 0001.
"""

import sqlalchemy as sa
from alembic import op

from db.tables import Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("watch_id", sa.String(length=60), nullable=True),
        sa.Column("story_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("lane", sa.String(length=4), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_notice_document_id_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_notice_story_id_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("uid", name=op.f("uq_notice_uid")),
    )
    op.create_index(op.f("ix_notice_story_id"), "notice", ["story_id"], unique=False)
    op.create_index(op.f("ix_notice_document_id"), "notice", ["document_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", Instant(), nullable=True),
        sa.Column("lease_by", sa.String(length=80), nullable=True),
        sa.Column("batch", sa.String(length=36), nullable=True),
        sa.Column("tried_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_delivery_notice_id_notice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("notice_id", "channel", name=op.f("uq_delivery_notice_id_channel")),
    )
    op.create_index("ix_delivery_channel_state_due_at", "delivery", ["channel", "state", "due_at"], unique=False)
    op.create_index(op.f("ix_delivery_batch"), "delivery", ["batch"], unique=False)
    op.create_index(op.f("ix_delivery_finished_at"), "delivery", ["finished_at"], unique=False)
    op.create_index("ix_alert_watch_id_lane_seq", "alert", ["watch_id", "lane", "seq"], unique=False)
    op.create_table(
        "channel",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("off_at", Instant(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("sent_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_channel")),
    )
    op.create_table(
        "trouble",
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_trouble")),
    )
