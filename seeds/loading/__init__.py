"""The demo, loaded: one module a kind of thing. `load_demo` puts them in order."""
