"""Composing an issue: picking articles, putting them in order, taking over what another edition has composed."""
