"""What search engines may find: an index of sitemaps by edition and section, and one of the newest articles."""
