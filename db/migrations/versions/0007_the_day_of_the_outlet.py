"""The day of publication on the outlet's own calendar, which may be another than in UTC.

Documents stored before have none until they are read again (`nightdesk reparse`); the day in UTC stands in.

Revision 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Applies the revision."""
    op.add_column("document", sa.Column("published_day", sa.Date(), nullable=True))
