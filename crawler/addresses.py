"""Which network addresses may be reached: an explicit list, since `ipaddress.is_global` is wrong for several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: Networks that are no part of the public internet, each with where that is said.
SPECIAL: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(cidr), what)
    for cidr, what in (
        ("0.0.0.0/8", "this network, RFC 791"),
        ("10.0.0.0/8", "private, RFC 1918"),
        ("100.64.0.0/10", "carrier-grade NAT, RFC 6598"),
        ("127.0.0.0/8", "loopback, RFC 1122"),
        ("169.254.0.0/16", "link-local, RFC 3927"),
        ("172.16.0.0/12", "private, RFC 1918"),
        ("192.0.0.0/24", "protocol assignments, RFC 6890"),
        ("192.0.2.0/24", "documentation, RFC 5737"),
        ("192.88.99.0/24", "6to4 relay anycast, RFC 7526"),
        ("192.168.0.0/16", "private, RFC 1918"),
        ("198.18.0.0/15", "benchmarking, RFC 2544"),
        ("198.51.100.0/24", "documentation, RFC 5737"),
        ("203.0.113.0/24", "documentation, RFC 5737"),
        ("224.0.0.0/4", "multicast, RFC 5771"),
        ("240.0.0.0/4", "reserved and broadcast, RFC 1112"),
        ("168.63.129.16/32", "a cloud host's platform address"),
        ("2001::/23", "protocol assignments and Teredo, RFC 2928"),
        ("2001:db8::/32", "documentation, RFC 3849"),
        ("2002::/16", "6to4, RFC 3056"),
        ("3fff::/20", "documentation, RFC 9637"),
    )
)
#: What lies outside is no global unicast (RFC 4291): ::/96, 100::/64, 5f00::/16, fc00::/7, fe80::/10, fec0::/10,
#: ff00::/8 among it.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
#: An IPv4 address stands in the last 32 bits of these and is what counts (RFC 4291, RFC 6052).
_EMBEDDING = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))

_NUMERIC_LABEL = re.compile(r"^(0x[0-9a-f]*|[0-9]+)$")


def reason_to_refuse(address: Address, allowed: Sequence[Network] = ()) -> str | None:
    """Why an address may not be reached, None where it may. `allowed` networks are let through."""
    if _within(address, allowed):
        return None
    if isinstance(address, IPv6Address) and any(address in network for network in _EMBEDDING):
        return reason_to_refuse(IPv4Address(int(address) & 0xFFFF_FFFF), allowed)
    for network, what in SPECIAL:
        if address.version == network.version and address in network:
            return f"{address} is in {network} ({what})"
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return f"{address} is not global unicast (RFC 4291)"
    return None


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def literal_address(host: str) -> Address | None:
    """The address a host spells in digits, None where it is a name. Raises ValueError where it is neither.

    IPv4 in all the forms that resolvers take: four parts or fewer, decimal, octal, hexadecimal.
    """
    host = host.removeprefix("[").removesuffix("]").rstrip(".").lower()
    if ":" in host:
        if "%" in host:
            raise ValueError("an address with a zone is of this machine only")
        return ip_address(host)
    parts = host.split(".")
    return _ipv4(parts) if _NUMERIC_LABEL.match(parts[-1]) else None


def _ipv4(parts: list[str]) -> IPv4Address:
    """As the WHATWG URL standard reads a host that ends in a number."""
    if len(parts) > 4:
        raise ValueError("an IPv4 address has at most four parts")
    *leading, last = [_number(part) for part in parts]
    if any(number > 255 for number in leading) or last >= 256 ** (4 - len(leading)):
        raise ValueError("a part of the IPv4 address is too large")
    return IPv4Address(sum(number << (24 - 8 * i) for i, number in enumerate(leading)) + last)


def _number(part: str) -> int:
    if not _NUMERIC_LABEL.match(part):
        raise ValueError(f"{part!r} is not a part of an IPv4 address")
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if part.startswith("0") and len(part) > 1 else int(part)
