"""The archive by year, month and day.

They are Gregorian ones, by which it is addressed, in the edition's time zone and words. Only the rows of what is shown
are read, however large the archive is.
"""
