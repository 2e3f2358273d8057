"""Operations: whether the service is alive and ready, and its figures for Prometheus."""

from web.operations.app import operations_app
from web.operations.heartbeat import Heartbeat
from web.operations.routes import Operations, add_operations

__all__ = ["Heartbeat", "Operations", "add_operations", "operations_app"]
