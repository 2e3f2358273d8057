"""Makes `feed_rules` known to the tests beside it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # tests are no package; this module is theirs alone
