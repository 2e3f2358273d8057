"""robots.txt (RFC 9309): may this be fetched, which rule says so, at what pace."""

from crawler.robots.policy import MemoryRobotsCache, Robots, RobotsCache, RobotsPolicy, RobotsRecord
from crawler.robots.verdict import Verdict, check

__all__ = ["MemoryRobotsCache", "Robots", "RobotsCache", "RobotsPolicy", "RobotsRecord", "Verdict", "check"]
