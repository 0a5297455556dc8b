"""Mailing at the desk: the mail of an issue, its sending, all sendings, an edition's digest."""
