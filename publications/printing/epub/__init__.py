"""An issue as an EPUB 3 book, of the parts of which its PDF is made; nothing of the system is needed for it."""
