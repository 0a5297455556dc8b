"""A mail server for tests and benchmarks, in a process of its own: it takes mail, or does what bad servers do.

    python tests/mailing/sink.py [--log FILE] [--later P] [--drop P] [--swallow P] [--seed N] [--no-pipelining]

It prints its port, and ends with its standard input. Addresses say what becomes of their mail for good:
`nobody…` has no mailbox (5.1.1), `refuse…` is refused (5.7.1); everything else is taken in the end. By chance, before
that: `--later` puts off (4xx), `--drop` ends the connection before the mail is given, `--swallow` takes it and ends
the connection instead of saying so. The log has a line for each mail taken: its Message-ID, its recipient, `said` or
`swallowed`, and the moment in seconds.
"""

import argparse
import asyncio
import contextlib
import random
import re
import sys
import time
from typing import TextIO

_END = b"\r\n.\r\n"
_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(\S+)")


class Session(asyncio.Protocol):
    def __init__(self, options: argparse.Namespace, log: TextIO | None, chance: random.Random) -> None:
        self.options, self.log, self.chance = options, log, chance
        self.buffer, self.in_data, self.to = b"", False, ""
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]
        self.say("220 sink")

    def say(self, line: str) -> None:
        self.transport.write(f"{line}\r\n".encode())

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while not self.transport.is_closing():
            if self.in_data:
                end = self.buffer.find(_END)
                if end < 0 and not self.buffer.startswith(b".\r\n"):
                    return
                content = self.buffer[: max(end, 0)]
                self.buffer = self.buffer[end + 5 if end >= 0 else 3 :]
                self.in_data = False
                self.take(content)
            else:
                line, found, rest = self.buffer.partition(b"\r\n")
                if not found:
                    return
                self.buffer = rest
                self.command(line)

    def command(self, line: bytes) -> None:
        word = line[:4].upper()
        if word == b"EHLO":
            self.say("250-sink")
            if not self.options.no_pipelining:
                self.say("250-PIPELINING")
            self.say("250 ENHANCEDSTATUSCODES")
        elif word == b"RCPT":
            self.recipient(line)
        elif word == b"DATA":
            if not self.to:
                self.say("503 5.5.1 no recipient")
            elif self.is_so(self.options.drop):
                self.transport.abort()
            else:
                self.in_data = True
                self.say("354 go on")
        elif word == b"QUIT":
            self.say("221 bye")
            self.transport.close()
        else:
            self.to = ""
            self.say("250 2.0.0 ok")

    def recipient(self, line: bytes) -> None:
        address = line.decode().partition("<")[2].partition(">")[0]
        if address.startswith("nobody"):
            self.say("550 5.1.1 no such mailbox")
        elif address.startswith("refuse"):
            self.say("550 5.7.1 not from you")
        elif self.is_so(self.options.later):
            self.say("451 4.3.0 not now")
        else:
            self.to = address
            self.say("250 2.1.5 ok")

    def take(self, content: bytes) -> None:
        found, to = _MESSAGE_ID.search(content), self.to
        self.to = ""
        is_swallowed = self.is_so(self.options.swallow)
        if self.log:
            number = found[1].decode() if found else "-"
            # On disk before it is said, as of a server that keeps what it says it has.
            self.log.write(f"{number} {to} {'swallowed' if is_swallowed else 'said'} {time.monotonic()}\n")
            self.log.flush()
        if is_swallowed:
            self.transport.abort()
        else:
            self.say("250 2.0.0 taken")

    def is_so(self, probability: float) -> bool:
        return bool(probability) and self.chance.random() < probability


async def serve(options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)  # noqa: S311 - The same faults every time.
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(open(options.log, "a")) if options.log else None
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Session(options, log, chance), "127.0.0.1", options.port)
        print(server.sockets[0].getsockname()[1], flush=True)
        await loop.run_in_executor(None, sys.stdin.read)
        server.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--log", default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-pipelining", action="store_true")
    for name in ("later", "drop", "swallow"):
        parser.add_argument(f"--{name}", type=float, default=0.0)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
