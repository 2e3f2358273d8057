"""Which addresses the guard lets through, against a table of our own."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import SPECIAL, literal_address, reason_to_refuse

REFUSED = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.0.192",
    "192.88.99.1",
    "192.168.1.1",
    "198.19.255.255",
    "203.0.113.7",
    "224.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:0:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
]
REACHED = [
    "1.1.1.1",
    "93.184.216.34",
    "192.0.1.1",
    "172.32.0.1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:8.8.8.8",
]


@pytest.mark.parametrize("text", REFUSED)
def test_a_special_address_is_refused_with_a_reason(text: str) -> None:
    assert reason_to_refuse(ip_address(text))


@pytest.mark.parametrize("text", [*REACHED, "64:ff9b::808:808"])
def test_a_public_address_is_let_through(text: str) -> None:
    assert reason_to_refuse(ip_address(text)) is None


def test_an_allowed_network_is_let_through_and_no_other() -> None:
    allowed = (ip_network("127.0.0.0/8"),)
    assert reason_to_refuse(ip_address("127.0.0.1"), allowed) is None
    assert reason_to_refuse(ip_address("::ffff:127.0.0.1"), allowed) is None
    assert reason_to_refuse(ip_address("10.0.0.1"), allowed)
    assert reason_to_refuse(ip_address("::1"), allowed)


@given(st.sampled_from([network for network, _ in SPECIAL]), st.data())
def test_every_address_of_a_special_network_is_refused(network: object, data: st.DataObject) -> None:
    chosen = ip_network(str(network))
    offset = data.draw(st.integers(0, chosen.num_addresses - 1))
    assert reason_to_refuse(chosen[offset])


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("0", "0.0.0.0"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("10.1.258", "10.1.1.2"),
        ("[::1]", "::1"),
        ("::ffff:7f00:1", "::ffff:127.0.0.1"),
    ],
)
def test_an_address_is_read_in_every_form_that_resolvers_take(host: str, address: str) -> None:
    assert literal_address(host) == ip_address(address)


@pytest.mark.parametrize("host", ["example.org", "1.2.3.4.example", "0x7f.example", "127.0.0.1.nip.example"])
def test_a_name_is_no_address(host: str) -> None:
    assert literal_address(host) is None


@pytest.mark.parametrize("host", ["256.256.256.256", "1.2.3.4.5", "a.b.c.1", "09.1.1.1", "fe80::1%lo", "1..1", ":::1"])
def test_what_is_neither_name_nor_address_raises(host: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        literal_address(host)


@given(st.integers(0, 2**32 - 1))
def test_every_spelling_of_an_address_means_the_same(number: int) -> None:
    address = IPv4Address(number)
    parts = str(address).split(".")
    spellings = [str(address), str(number), hex(number), ".".join(map(hex, map(int, parts)))]
    spellings.append(".".join(f"0{int(part):o}" for part in parts))
    assert {literal_address(spelling) for spelling in spellings} == {address}
