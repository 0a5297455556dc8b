"""A mail server that speaks SMTP (RFC 5321) over a real socket and may be told to refuse."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class SmtpServer(socketserver.ThreadingTCPServer):
    """What came in stands in `received`.

    `answers` holds other replies than the usual ones, by the command they answer: `{"RCPT": "550 No such mailbox"}`;
    "END" is the end of a message. `drops_after_end` breaks the connection instead of saying that a message was taken.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.received: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.drops_after_end = False

    @property
    def options(self) -> dict[str, object]:
        """As Django's SMTP backend takes them."""
        return {"host": "127.0.0.1", "port": self.server_address[1], "timeout": 5}


class _Session(socketserver.StreamRequestHandler):
    server: SmtpServer

    def handle(self) -> None:
        self.say("220 ready")
        while line := self.rfile.readline():
            command = line.decode().strip()[:4].upper()
            if command == "DATA" and "DATA" not in self.server.answers:
                self.say("354 go on")
                if not self.take():
                    return
            elif command == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say(self.server.answers.get(command, "250 ok"))

    def take(self) -> bool:
        """Read a message to its end; whether the connection is kept."""
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = self.server.answers.get("END", "250 taken")
        if answer.startswith("2"):
            self.server.received.append(message_from_bytes(b"".join(lines), policy=policy.default))
        if self.server.drops_after_end:
            return False
        self.say(answer)
        return True

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def running() -> Iterator[SmtpServer]:
    with SmtpServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
