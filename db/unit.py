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
from db.repositories.looks import Looks
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
from db.repositories.visits import Visits


class UnitOfWork:
    """The repositories of one transaction. What is done in it is committed or undone as a whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    schedule = cached_property(lambda self: Schedule(self._connection))
    """When sources are due."""
    visits = cached_property(lambda self: Visits(self._connection))
    """How each look at a source went."""
    pulses = cached_property(lambda self: Pulses(self._connection))
    """What the history of sources taught, and how they stand."""
    figures = cached_property(lambda self: Figures(self._connection))
    """Counts for those who watch the service."""
    days = cached_property(lambda self: Days(self._connection))
    """What was done about sources on each day."""
    nodes = cached_property(lambda self: Nodes(self._connection))
    """Who visits sources, and the chores."""
    renaming = cached_property(lambda self: Renaming(self._connection))
    """Sources that go on under another id."""
    endpoints = cached_property(lambda self: Endpoints(self._connection))
    """What is known of addresses asked again, and robots.txt."""
    frontier = cached_property(lambda self: Frontier(self._connection))
    """Discovered links."""
    hosts = cached_property(lambda self: Hosts(self._connection))
    """The pace of hosts."""
    chrome = cached_property(lambda self: Chrome(self._connection))
    """What repeats on the pages of each host."""
    captures = cached_property(lambda self: Captures(self._connection))
    """Kept responses."""
    documents = cached_property(lambda self: Documents(self._connection, self.search))
    """Documents being written."""
    looks = cached_property(lambda self: Looks(self._connection))
    """Looks at documents that are stored."""
    matches = cached_property(lambda self: Matches(self._connection))
    """Which document met which watch."""
    stories = cached_property(lambda self: Stories(self._connection))
    """Stories being written."""
    fingerprints = cached_property(lambda self: Fingerprints(self._connection))
    """Texts as they are compared."""
    history = cached_property(lambda self: History(self._connection))
    """What befell documents."""
    alerts = cached_property(lambda self: Alerts(self._connection))
    """What is to be told."""
    outbox = cached_property(lambda self: Outbox(self._connection))
    """What is to be told on channels."""
    deliveries = cached_property(lambda self: Deliveries(self._connection))
    """The log of what was told on channels."""
    channels = cached_property(lambda self: Channels(self._connection))
    """Which channels are off, and how much each was sent."""
    retelling = cached_property(lambda self: Retelling(self._connection))
    """What is to be told of stories that become one or are parted."""
    told = cached_property(lambda self: Told(self._connection))
    """Alerts as feeds and messages show them."""
    backfills = cached_property(lambda self: Backfills(self._connection))
    """How far archives have been read."""
    retention = cached_property(lambda self: Retention(self._connection))
    """What has been kept long enough."""
    quarantine = cached_property(lambda self: Quarantine(self._connection))
    """Pages that ended their parsers."""
    troubles = cached_property(lambda self: Troubles(self._connection))
    """What of the service needs a hand."""
    search = cached_property(lambda self: Search(self._connection))
    """The full-text index."""
    reading = cached_property(lambda self: Reading(self._connection))
    """Stored documents as they are shown."""
    browsing = cached_property(lambda self: Browsing(self._connection))
    """Pages of stories."""
    listing = cached_property(lambda self: Listing(self._connection))
    """Stories as lists show them."""
    marks = cached_property(lambda self: Marking(self._connection))
    """What readers marked and saved."""
    accounts = cached_property(lambda self: Accounts(self._connection))
    """Who may sign in."""
    attention = cached_property(lambda self: Attention(self._connection))
    """How much was published on each day."""
