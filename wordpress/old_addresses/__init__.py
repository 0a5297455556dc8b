"""The addresses that a WordPress site had: those of each thing, to be kept, and rules for those without number."""

from wordpress.old_addresses.homes import home_addresses, host_of
from wordpress.old_addresses.kinds import Kind, Old
from wordpress.old_addresses.structure import Structure, structure_of
from wordpress.old_addresses.things import addresses_of

__all__ = ["Kind", "Old", "Structure", "addresses_of", "home_addresses", "host_of", "structure_of"]
