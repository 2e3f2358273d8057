"""Deliveries that are held, and those that a channel has done with, found without reading all that were ever sent.

Revision 0009, after 0008.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Applies the revision."""
    _index("ix_delivery_lease_by", ["lease_by"])
    _index("ix_delivery_channel_finished_at", ["channel", "finished_at"])
    op.drop_index(op.f("ix_delivery_finished_at"), "delivery")  # nothing asks for it across channels


def _index(name: str, columns: list[str]) -> None:
    """An index of the rows that have something in the last of its columns."""
    filled = sa.text(f"{columns[-1]} IS NOT NULL")
    op.create_index(name, "delivery", columns, sqlite_where=filled, postgresql_where=filled)
