"""The unit of work: every repository on one connection, in one transaction."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from db.repositories.accounts import Accounts
from db.repositories.alerts import Alerts
from db.repositories.attention import Attention
from db.repositories.backfills import Backfills
from db.repositories.browsing import Browsing
from db.repositories.captures import Captures
from db.repositories.channels import Channels
from db.repositories.chrome import Chrome
from db.repositories.days import Days
from db.repositories.deliveries import Deliveries
from db.repositories.documents import Documents
from db.repositories.endpoints import Endpoints
from db.repositories.figures import Figures
from db.repositories.fingerprints import Fingerprints
from db.repositories.frontier import Frontier
from db.repositories.history import History
from db.repositories.hosts import Hosts
from db.repositories.listing import Listing
from db.repositories.marks import Marking
from db.repositories.matches import Matches
from db.repositories.nodes import Nodes
from db.repositories.outbox import Outbox
from db.repositories.pulses import Pulses
from db.repositories.quarantine import Quarantine
from db.repositories.reading import Reading
from db.repositories.renaming import Renaming
from db.repositories.retelling import Retelling
from db.repositories.retention import Retention
from db.repositories.schedule import Schedule
from db.repositories.search import Search
from db.repositories.stories import Stories
from db.repositories.told import Told
from db.repositories.troubles import Troubles


class UnitOfWork:
    """The repositories of one transaction. What is done in it is committed or undone as a whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def schedule(self) -> Schedule:
        """When sources are due, and how their visits ended."""
        return Schedule(self._connection)

    @cached_property
    def pulses(self) -> Pulses:
        """What the history of sources taught, and how they stand."""
        return Pulses(self._connection)

    @cached_property
    def figures(self) -> Figures:
        """Counts for those who watch the service."""
        return Figures(self._connection)

    @cached_property
    def days(self) -> Days:
        """What was done about sources on each day."""
        return Days(self._connection)

    @cached_property
    def nodes(self) -> Nodes:
        """Who visits sources, and the chores."""
        return Nodes(self._connection)

    @cached_property
    def renaming(self) -> Renaming:
        """Sources that go on under another id."""
        return Renaming(self._connection)

    @cached_property
    def endpoints(self) -> Endpoints:
        """What is known of addresses asked again, and robots.txt."""
        return Endpoints(self._connection)

    @cached_property
    def frontier(self) -> Frontier:
        """Discovered links."""
        return Frontier(self._connection)

    @cached_property
    def hosts(self) -> Hosts:
        """The pace of hosts."""
        return Hosts(self._connection)

    @cached_property
    def chrome(self) -> Chrome:
        """What repeats on the pages of each host."""
        return Chrome(self._connection)

    @cached_property
    def captures(self) -> Captures:
        """Kept responses."""
        return Captures(self._connection)

    @cached_property
    def documents(self) -> Documents:
        """Documents being written."""
        return Documents(self._connection, self.search)

    @cached_property
    def matches(self) -> Matches:
        """Which document met which watch."""
        return Matches(self._connection)

    @cached_property
    def stories(self) -> Stories:
        """Stories being written."""
        return Stories(self._connection)

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Texts as they are compared."""
        return Fingerprints(self._connection)

    @cached_property
    def history(self) -> History:
        """What befell documents."""
        return History(self._connection)

    @cached_property
    def alerts(self) -> Alerts:
        """What is to be told."""
        return Alerts(self._connection)

    @cached_property
    def outbox(self) -> Outbox:
        """What is to be told on channels."""
        return Outbox(self._connection)

    @cached_property
    def deliveries(self) -> Deliveries:
        """The log of what was told on channels."""
        return Deliveries(self._connection)

    @cached_property
    def channels(self) -> Channels:
        """Which channels are off, and how much each was sent."""
        return Channels(self._connection)

    @cached_property
    def retelling(self) -> Retelling:
        """What is to be told of stories that become one or are parted."""
        return Retelling(self._connection)

    @cached_property
    def told(self) -> Told:
        """Alerts as feeds and messages show them."""
        return Told(self._connection)

    @cached_property
    def backfills(self) -> Backfills:
        """How far archives have been read."""
        return Backfills(self._connection)

    @cached_property
    def retention(self) -> Retention:
        """What has been kept long enough."""
        return Retention(self._connection)

    @cached_property
    def quarantine(self) -> Quarantine:
        """Pages that ended their parsers."""
        return Quarantine(self._connection)

    @cached_property
    def troubles(self) -> Troubles:
        """What of the service needs a hand."""
        return Troubles(self._connection)

    @cached_property
    def search(self) -> Search:
        """The full-text index."""
        return Search(self._connection)

    @cached_property
    def reading(self) -> Reading:
        """Stored documents as they are shown."""
        return Reading(self._connection)

    @cached_property
    def browsing(self) -> Browsing:
        """Pages of stories."""
        return Browsing(self._connection)

    @cached_property
    def listing(self) -> Listing:
        """Stories as lists show them."""
        return Listing(self._connection)

    @cached_property
    def marks(self) -> Marking:
        """What readers marked and saved."""
        return Marking(self._connection)

    @cached_property
    def accounts(self) -> Accounts:
        """Who may sign in."""
        return Accounts(self._connection)

    @cached_property
    def attention(self) -> Attention:
        """How much was published on each day."""
        return Attention(self._connection)
