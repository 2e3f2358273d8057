"""How domain values lie in columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from model.documents import Credit, Post, SourceCredit
from model.moments import Moment, Precision

_PRECISIONS = {each.value: each for each in Precision}


def moment_columns(name: str, value: Moment | None) -> dict[str, object]:
    """`NAME_at` and `NAME_precision` of a moment."""
    return {f"{name}_at": value.at if value else None, f"{name}_precision": value.precision.value if value else None}


def moment(at: datetime | None, precision: str | None, day: date | None = None) -> Moment | None:
    """The moment of two columns, or three where its own day is kept as well."""
    return Moment(at, _PRECISIONS[precision or "second"], day) if at else None


def moment_json(value: Moment | None) -> list[str] | None:
    """A moment inside a JSON column, with its precision."""
    return [value.at.isoformat(), value.precision.value] if value else None


def json_moment(value: Sequence[str] | None) -> Moment | None:
    """The moment of `moment_json`."""
    return Moment(datetime.fromisoformat(value[0]), Precision(value[1])) if value else None


def credit_json(credit: SourceCredit) -> dict[str, object]:
    """A credit inside a JSON column."""
    return {
        "kind": credit.kind.value,
        "said": credit.said,
        "url": credit.url,
        "name": credit.name,
        "published_at": moment_json(credit.published_at),
    }


def json_credit(value: Mapping[str, Any]) -> SourceCredit:
    """The credit of `credit_json`."""
    at = json_moment(value["published_at"])
    return SourceCredit(Credit(value["kind"]), value["said"], value["url"], value["name"], at)


def post_json(post: Post) -> dict[str, object]:
    """A post inside a JSON column."""
    at = moment_json(post.posted_at)
    return {"author": post.author, "posted_at": at, "permalink": post.permalink, "text": post.text}


def json_post(value: Mapping[str, Any]) -> Post:
    """The post of `post_json`."""
    return Post(value["author"], json_moment(value["posted_at"]), value["permalink"], value["text"])
