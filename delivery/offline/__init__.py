"""Reading without a connection: a manifest and a page per edition, and one service worker for who asks for it."""
