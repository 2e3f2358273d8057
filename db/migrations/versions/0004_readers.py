"""Readers: accounts, marks, notes, labels and saved searches; what lists of stories are ordered and narrowed by.

Revision 0004, after 0003.
"""

import sqlalchemy as sa
from alembic import op

from db.tables import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Applies the revision."""

    op.create_table(
        "account",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_account")),
    )
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("account", "title", name=op.f("uq_saved_search_account_title")),
        sa.UniqueConstraint("slug", name=op.f("uq_saved_search_slug")),
    )
    op.create_index(op.f("ix_saved_search_account"), "saved_search", ["account"], unique=False)
    op.create_table(
        "session",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_account"), "session", ["account"], unique=False)
    op.create_index(op.f("ix_session_expires_at"), "session", ["expires_at"], unique=False)
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
    )
    op.create_index(op.f("ix_token_account"), "token", ["account"], unique=False)
    op.create_table(
        "label",
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_label_story_id_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account", "name", "story_id", name=op.f("pk_label")),
    )
    op.create_index("ix_label_story_id", "label", ["story_id"], unique=False)
    op.create_table(
        "mark",
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("flagged_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_mark_story_id_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account", "story_id", name=op.f("pk_mark")),
    )
    op.create_index("ix_mark_story_id", "mark", ["story_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(length=60), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name=op.f("fk_note_story_id_story"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_account_story_id", "note", ["account", "story_id"], unique=False)
    op.create_index(op.f("ix_note_story_id"), "note", ["story_id"], unique=False)
    op.create_index(op.f("ix_document_language"), "document", ["language"], unique=False)
    op.create_index(op.f("ix_membership_relation"), "membership", ["relation"], unique=False)
    op.create_index("ix_story_created_at_id", "story", ["created_at", "id"], unique=False)
