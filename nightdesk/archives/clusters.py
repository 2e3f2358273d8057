"""Dask clusters: one in this program, or the one at an address. Needs the extra `cluster`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from model.errors import ConfigError, ConfigFault

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
#: How long a scheduler is waited for.
_TIMEOUT = "20s"


def is_installed() -> bool:
    """Whether there is Dask."""
    return find_spec("distributed") is not None


@contextmanager
def cluster(address: str, workers: int) -> Iterator[Client]:
    """A client of the cluster at an address, or of one on this machine for `local`. Raises ConfigError.

    The one on this machine has its scheduler and its worker in this program, for the reading is done by processes of
    their own in any case, and `workers` is how many.
    """
    if not is_installed():
        raise ConfigError((_fault("Dask is not installed", 'pip install ".[cluster]" in the clone'),))
    import distributed  # sets the levels of its own logs as it is imported

    logging.getLogger(distributed.__name__).setLevel(
        logging.CRITICAL
    )  # it tells of every connection; what fails is told by us
    with _local(workers) if address == LOCAL else _at(address) as client:
        yield client


@contextmanager
def _local(workers: int) -> Iterator[Client]:
    from dask import config as dask_config
    from distributed import Client, LocalCluster

    start: Any = LocalCluster  # Dask leaves its classes untyped
    connect: Any = Client
    size = {"n_workers": 1, "threads_per_worker": workers, "processes": False, "memory_limit": None}
    # Scheduler and worker serve pages of their own whatever they are told, by default to the whole network.
    here = {"dashboard_address": "127.0.0.1:0", "worker_dashboard_address": "127.0.0.1:0"}
    with (
        dask_config.set({f"distributed.{who}.http.routes": [] for who in ("scheduler", "worker")}),
        start(**size, **here) as local,
        connect(local, set_as_default=False) as client,
    ):
        yield client


@contextmanager
def _at(address: str) -> Iterator[Client]:
    from distributed import Client

    connect: Any = Client
    try:
        client = connect(address, timeout=_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ConfigError((_fault(f"no scheduler answers at {address}: {error}", "tcp://HOST:8786"),)) from error
    with client:
        yield client


def _fault(wrong: str, right: str) -> ConfigFault:
    return ConfigFault("--cluster", "", wrong, right)
