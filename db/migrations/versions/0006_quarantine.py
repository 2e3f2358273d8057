"""Pages that ended their parsers, kept; and documents of a kind by their days.

Every new article asks for the threads of its days, which without an index means every article of them.

Revision 0006, after 0005.
"""

import sqlalchemy as sa
from alembic import op

from db.tables import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Applies the revision."""
    op.create_table(
        "quarantine",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "version", name=op.f("pk_quarantine")),
    )
    op.create_index(op.f("ix_quarantine_at"), "quarantine", ["at"])
    op.create_index("ix_document_kind_published_at", "document", ["kind", "published_at"])
