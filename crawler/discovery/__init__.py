"""Discovery: down a source's ladder until links are found, each step told with its reason."""

from crawler.discovery.findings import Discovery, EndpointState, KnownEndpoint, Step
from crawler.discovery.ladder import discover
from crawler.discovery.paging import Reach

__all__ = ["Discovery", "EndpointState", "KnownEndpoint", "Reach", "Step", "discover"]
