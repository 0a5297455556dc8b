"""Subscribers as a file: brought along from elsewhere with proof of their consent, and taken out."""
