"""Proxies and CDNs in front of the site: what they are told of pages, and that a page is no longer true."""
