import pytest

from tests.site_wide.world import World, build_world


@pytest.fixture
def world(db, files_dir) -> World:
    """A small site with something at every address, in four editions."""
    return build_world()
