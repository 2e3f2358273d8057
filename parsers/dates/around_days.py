"""What may stand around a day in a line that tells nothing else: a label of publication before it, a clock time."""

from __future__ import annotations

from typing import Final

LABEL: Final = (
    r"(?:(?:(?:(?:first )?(?:published|posted)(?: on| at)?|date)(?=[\W\d])|опубликован[оаы]?|дата(?: публикации)?|"
    r"發布時間|发布时间|发布于|發佈於|发表于|發表於|发布|时间|日期|เผยแพร่(?:เมื่อ)?|โพสต์เมื่อ)[\s:：,]*)?"
)
CLOCK: Final = r"(?:[上下]午)?\s*\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*(?:[ap]\.?m\.?|น\.?|мск|[A-Z]{2,4})(?![^\W\d_]))?"
AT: Final = r"(?:at|um|в|เวลา)?"  #: before a clock time
