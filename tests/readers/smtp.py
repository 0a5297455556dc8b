"""A mail server for tests: it speaks SMTP on a port of its own and keeps what it takes, or takes nothing."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Session(socketserver.StreamRequestHandler):
    server: "MailServer"

    def handle(self) -> None:
        self.say("220 tests")
        for line in self.rfile:
            word = line.decode().upper()
            if word.startswith("DATA"):
                self.say("354 go on")
                self.server.letters.append(self.letter())
                self.say("250 taken")
            elif word.startswith("QUIT"):
                self.say("221 bye")
                return
            elif word.startswith("RCPT") and self.server.refuses:
                self.say("451 not now")
            else:
                if word.startswith("RCPT"):
                    self.server.receivers.append(line.decode().strip())
                self.say("250 yes")

    def letter(self) -> EmailMessage:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line[1:] if line.startswith(b".") else line)
        return message_from_bytes(b"".join(lines), policy=policy.default)  # type: ignore[return-value]

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.refuses = False

    @property
    def mailers(self) -> dict:
        """Django's setting that sends to it."""
        options = {"host": "127.0.0.1", "port": self.server_address[1], "timeout": 10}
        return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


@contextmanager
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)
