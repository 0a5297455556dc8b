"""The language lint: rules of a language's writing, as plain functions over one block of text.

Nothing here knows models or requests, and nothing is ever changed: a rule finds, a person decides. A rule takes a `Run`
and the `Facts` of an edition and gives `Finding`s; `lint` asks them all.
"""
