"""The process that drafts: it reads a `Job` and its `Share` from its input, and writes a batch after the other.

It ends when nobody reads what it writes.
"""

import gc
import os
import pickle
import signal
import sys
from typing import IO, Any


def write(out: IO[bytes], value: Any) -> None:
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    out.write(len(data).to_bytes(8) + data)
    out.flush()


def read(source: IO[bytes]) -> Any:
    """What `write` wrote.

    Raises:
        EOFError: the other process has ended.
    """
    head = source.read(8)
    data = source.read(int.from_bytes(head)) if len(head) == 8 else b""
    if not data or len(data) < int.from_bytes(head):
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - from our own process


def main() -> None:
    # Whoever interrupts the import interrupts its parent, which ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nothing but batches may be written there, whatever a library has to say.
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    job, share = read(sys.stdin.buffer)
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    try:
        for batch in job.batches(share):
            write(out, batch)
        write(out, None)
    except BrokenPipeError:
        # Nobody is there any more.
        os._exit(1)


if __name__ == "__main__":
    main()
