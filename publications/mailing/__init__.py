"""Issues and digests as mail: composed, sent from the desk, counted without persons."""
