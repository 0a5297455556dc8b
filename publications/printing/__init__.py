"""An issue on paper and as a book: its PDF, drawn by WeasyPrint in a process of its own, and its EPUB.

Importing this asks for no library of the system: `needs.printable` says whether PDFs can be made here.
"""
