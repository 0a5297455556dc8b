"""A migration that lives with an installation and changes one of the product's apps."""

from typing import Any

from django.db import migrations
from django.db.migrations.state import ProjectState


class ForeignAppMigration(migrations.Migration):
    """Acts on `target_app`, but is recorded, numbered and found under the installation's own label.

    Django runs what it finds in the order of the labels where no dependency says otherwise; ours begins with "a", so
    that columns of added editions are there before a later migration of the product alters their table.
    """

    target_app: str

    def mutate_state(self, project_state: ProjectState, preserve: bool = True) -> ProjectState:
        state = project_state.clone() if preserve else project_state
        for operation in self.operations:
            operation.state_forwards(self.target_app, state)
        return state

    def apply(self, *args: Any, **kwargs: Any) -> ProjectState:
        return self._as_target(super().apply, args, kwargs)

    def unapply(self, *args: Any, **kwargs: Any) -> ProjectState:
        return self._as_target(super().unapply, args, kwargs)

    def _as_target(self, run: Any, args: tuple, kwargs: dict) -> ProjectState:
        own, self.app_label = self.app_label, self.target_app
        try:
            return run(*args, **kwargs)
        finally:
            self.app_label = own
