"""Chores: what is done every so often beside the visits, each by one process of all that share a database."""

from nightdesk.chores.chore import Chore, end_absent, run_chore
from nightdesk.chores.listed import chores_of

__all__ = ["Chore", "chores_of", "end_absent", "run_chore"]
