"""What items become, as far as it can be told without the database; so that other processes can tell it.

Nothing here imports a model: the process of a `child` has Django's settings and none of its apps.
"""
