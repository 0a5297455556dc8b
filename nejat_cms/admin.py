"""What other packages bring to the desk and is not for it."""

import django.contrib.auth.admin
import django_tasks_db.admin
import taggit.admin
from django.contrib import admin
from django.contrib.auth.models import Group
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag

# Imported first, so that each has registered what is taken away here.
BROUGHT_BY = (django.contrib.auth.admin, django_tasks_db.admin, taggit.admin)

# Groups of permissions would decide nothing: the gate does, by roles in editions. Topics are tags of our own, named per
# edition. Background work is looked at by `manage.py`, not by editors.
for model in (Group, Tag, DBTaskResult):
    admin.site.unregister(model)
