"""Why a text is not the whole article, where its page shows that it is not.

Documents stored before have none until they are read again (`nightdesk reparse`).

Revision 0008, after 0007.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Applies the revision."""
    op.add_column("document", sa.Column("partial", sa.Text(), nullable=True))
