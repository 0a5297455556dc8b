"""How the blocks of a translation belong to those of its source, and which of them lag behind it.

`pieces`, `records`, `publishing`, `following`, `comparing` and `accepting` are plain functions of texts and records;
`saving`, `counting` and `chains` are what they mean for stored articles. docs/adr/0005-lineage.md says why it is so.
"""
