"""The words of uploaded PDFs, for search: read once, in a process of their own, and kept by the name of the file."""
