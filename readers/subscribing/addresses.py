"""Mail addresses, written in one way each."""

from editions.scripts.controls import one_line

# Of the whole, as mail servers take it (RFC 5321).
MOST = 254


def tidy(address: str) -> str:
    """The address with its domain in small letters and in ASCII, as mail servers know it; the rest as it was typed.

    What is no address comes back as it is, without spaces around it.
    """
    local, sign, domain = one_line(address).strip().rpartition("@")
    if not sign:
        return domain
    domain = domain.rstrip(".").lower()
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return f"{local}@{domain}"


def shown(address: str) -> str:
    """The address as people write it: its domain in the letters of its language."""
    local, sign, domain = address.rpartition("@")
    if "xn--" not in domain:
        return address
    try:
        return f"{local}{sign}{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return address
