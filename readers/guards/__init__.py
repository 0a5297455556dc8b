"""What keeps spam out of the forms of public pages, which have no session and no cookie.

Each guard is a module of plain functions; `GuardedForm` (readers/guards/form.py) puts them together for any form that
readers send. Nothing is asked of other hosts, and nobody's network address is stored.
"""
