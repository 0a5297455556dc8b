"""Addresses that have moved: one normal form for all their spellings, rules for those that are too many to be kept, and
a count of what was asked for and is not here."""
