"""Discovery: down a source's ladder until links are found, each step told with its reason."""

from crawler.discovery.endpoints import Recall, nothing_more
from crawler.discovery.findings import Discovery, Step
from crawler.discovery.ladder import discover
from crawler.discovery.paging import Reach

__all__ = ["Discovery", "Reach", "Recall", "Step", "discover", "nothing_more"]
