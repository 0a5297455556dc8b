"""The names by which our exports tell our importer what WordPress has no place for."""

# A custom field of items and terms; the underscore hides it in WordPress.
KEY = "_nejat"
# In the metadata of a block: the block's id, "" where it has none, or SHOWN.
MARK = "nejat"
# Of blocks that show readers of WordPress what the custom field says: our importer passes them over.
SHOWN = "shown"
LANGUAGE, FORM, CAPTION = "nejatLang", "nejatForm", "nejatCaption"
CREDIT_CLASS = "nejat-credit"
