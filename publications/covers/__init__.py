"""Covers that the site makes itself: drawn of picture, title, number and date, or the first page of a PDF."""
