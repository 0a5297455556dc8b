from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ProjectConfig(AppConfig):
    name = "nejat_cms"

    def ready(self) -> None:
        from delivery.mirror import extras
        from nejat_cms.mirror_search import index_files, search_page

        extras.register_files(index_files)
        extras.register_search_page(search_page)


class DeskConfig(AdminConfig):
    """The stock admin with our own site object, so that its index, title and gate are ours."""

    default_site = "nejat_cms.desk.DeskSite"
