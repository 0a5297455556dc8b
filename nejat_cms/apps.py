from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ProjectConfig(AppConfig):
    name = "nejat_cms"


class DeskConfig(AdminConfig):
    """The stock admin with our own site object, so that its index, title and gate are ours."""

    default_site = "nejat_cms.desk.DeskSite"
