"""Words of the stock admin and its forms that Django's own catalogues lack in a language of the desk.

Named here so that they are collected into locale/, which comes before Django's. Nothing imports this. A test compares
the admin's words with both, so that a new version of Django cannot bring untranslated ones unseen.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

WORDS = [
    _(", "),
    _("- Select an option -"),
    _(
        "Are you sure you want to delete the %(object_name)s “%(escaped_object)s”? All of the following related items will be deleted:"
    ),
    _("Breadcrumbs"),
    _("Conflicting form data submitted. Please try again."),
    _("Constraint “%(name)s” is violated."),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would require deleting the following protected related objects:"
    ),
    _(
        "Deleting the %(object_name)s “%(escaped_object)s” would result in deleting related objects, but your account doesn't have permission to delete the following types of objects:"
    ),
    _("Disabled"),
    _("Enable password-based authentication for this user by setting a password."),
    _("Enabled"),
    _("Enter a valid domain name."),
    _(
        "Enter a valid username. This value may contain only unaccented lowercase a-z and uppercase A-Z letters, numbers, and @/./+/-/_ characters."
    ),
    _("Filter by %(field_name)s"),
    _("In case you’ve forgotten, you are:"),
    _("Logout"),
    _("Model name"),
    _("No %s matches the given query."),
    _("Pagination %(name)s"),
    _("Pagination %(name)s entries"),
    _("Password-based authentication"),
    _("Password-based authentication was disabled."),
    _("Raw passwords are not stored, so there is no way to see the user’s password."),
    _("Reset password"),
    _("Run"),
    _("Search %(name)s"),
    _("Select this object for an action - {}"),
    _("Set password"),
    _("Set password: %s"),
    _("This action will <strong>enable</strong> password-based authentication for this user."),
    _(
        "Whether the user will be able to authenticate using a password or not. If disabled, they may still be able to authenticate using other backends, such as Single Sign-On or LDAP."
    ),
    _("checksum"),
    _("work factor"),
    ngettext_lazy("Please correct the error below.", "Please correct the errors below."),
    ngettext_lazy("Please submit at least %(num)d form.", "Please submit at least %(num)d forms."),
    ngettext_lazy("Please submit at most %(num)d form.", "Please submit at most %(num)d forms."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    ngettext_lazy("entry", "entries"),
    ngettext_lazy("…and %(count)d more object.", "…and %(count)d more objects."),
]
