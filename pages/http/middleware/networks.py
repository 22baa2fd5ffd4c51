"""What counts as one address."""

from ipaddress import IPv6Address, ip_address


def network(address: str) -> str | None:
    """Return the part of an address that one household controls: IPv4, or an IPv6 /64."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Address(int(parsed) >> 64 << 64))
