"""Passages: where in a text an excerpt begins that shows what met a watch.

Matches that are stored already go on showing the beginning of the text until they are made anew.

Revision 0005, after 0004.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Applies the revision."""
    op.add_column("watch_match", sa.Column("passage", sa.Integer(), nullable=False, server_default="0"))
