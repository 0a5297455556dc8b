"""Triggers that write the log of changes, made from what is declared."""
