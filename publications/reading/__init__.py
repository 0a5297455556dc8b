"""The words of uploaded PDFs, for search: read once, apart from the site's own processes, and kept by the file's name."""
