"""Servers that live as long as a block, by the scripts that the suite starts them with (tools/with-…)."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.measuring.processes import end_with_parent, pinned

TOOLS = Path(__file__).resolve().parent.parent.parent / "tools"


@contextmanager
def held(tool: str, variable: str, core: int | None) -> Iterator[str]:
    """Have a server by `tools/with-…`; its address, "" where there is none to be had.

    It is gone even if the benchmark is killed, for it rests on a pipe.

    Args:
        tool: the script's name, with-postgres.
        variable: of the environment, in which the script says where the server is.
        core: the processor that it has; None: any.
    """
    # Says where it is, and stays until its input ends.
    staying = ["sh", "-c", f'echo "${variable}"; exec cat >/dev/null']
    process = subprocess.Popen(
        [*pinned(core), str(TOOLS / tool), *staying],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=end_with_parent,
    )
    assert process.stdin
    assert process.stdout
    try:
        yield process.stdout.readline().strip()
    finally:
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
            process.wait()
