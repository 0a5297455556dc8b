"""The bell that the processes of a machine share."""

import subprocess
import sys
from pathlib import Path

from delivery.changes.bell import Bell


def test_who_rings_is_heard_by_all_with_the_same_folder(tmp_path: Path):
    one, other = Bell(tmp_path), Bell(tmp_path)
    assert one.count == other.count == 0
    one.ring()
    other.ring()

    assert one.count == other.count == 2
    one.close()
    assert Bell(tmp_path).count == 2


def test_another_process_is_heard_and_none_of_many_rings_is_lost(tmp_path: Path):
    bell = Bell(tmp_path)
    code = (
        "import sys; from pathlib import Path; from delivery.changes.bell import Bell\n"
        "bell = Bell(Path(sys.argv[1]))\n"
        "for _ in range(200): bell.ring()\n"
    )
    processes = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)]) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]

    assert bell.count == 600
