"""One kept-open connection to an SMTP server.

Commands of a mail go in one piece where the server says that it reads them so (PIPELINING, RFC 2920). What the server
said and when decides what follows: before the mail was given nothing can have arrived; after it, a lost answer is one.
"""

import smtplib
import socket
import time
from contextlib import suppress
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from mailing.answers import Answer, Outcome
from mailing.transports import Mail

# Seconds without a mail until a connection is closed; many servers do so themselves after half a minute.
IDLE = 15.0
# Of one line of an answer; RFC 5321 says 512.
_LONGEST = 8192


class SmtpChannel:
    def __init__(self, backend: EmailBackend) -> None:
        # What is beneath it (smtplib's connection, its socket and buffer) is typed as perhaps missing.
        self._backend: Any = backend
        self._used_at = 0.0
        self._sent = 0

    def send(self, mail: Mail) -> Answer:
        try:
            content = mail.raw().replace(b"\r\n.", b"\r\n..")
        except Exception as error:  # noqa: BLE001 - Of one mail; the others are none the worse for it.
            return Answer(Outcome.NEVER, f"The mail could not be made: {error}"[:300])
        content += b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n"
        answer = self._attempt(mail, content)
        if answer.outcome == Outcome.BROKEN and self._sent:
            # A server may end a connection at any time between two mails: begin anew at once.
            answer = self._attempt(mail, content)
        return answer

    def _attempt(self, mail: Mail, content: bytes) -> Answer:
        problem = self._connect()
        if problem:
            return problem
        self._used_at = time.monotonic()
        try:
            refusal = self._announce(mail)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Answer(Outcome.BROKEN, _said(error))
        if refusal:
            return refusal
        try:
            self._socket.sendall(content)
            code, said = self._reply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Answer(Outcome.LOST, _said(error))
        self._sent += 1
        if code == 421:
            self.close()
        return Answer.of_reply(code, said)

    def _connect(self) -> Answer | None:
        if self._backend.connection is not None:
            return None
        self._sent = 0
        try:
            self._backend.open()
            connection = self._connection
            if connection.file is None:
                connection.file = connection.sock.makefile("rb")
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if not connection.esmtp_features and connection.ehlo_resp is None:
                connection.ehlo_or_helo_if_needed()
        except (OSError, smtplib.SMTPException, UnicodeError) as error:
            self.close()
            return Answer(Outcome.UNREACHABLE, f"{self._backend.host}:{self._backend.port}: {_said(error)}"[:300])
        return None

    @property
    def _connection(self) -> Any:
        return self._backend.connection

    @property
    def _socket(self) -> Any:
        return self._connection.sock

    def _announce(self, mail: Mail) -> Answer | None:
        """Say who writes to whom; None: the server waits for the mail."""
        sender, recipient = f"MAIL FROM:<{mail.sender}>\r\n".encode(), f"RCPT TO:<{mail.to}>\r\n".encode()
        if self._connection.has_extn("pipelining"):
            self._socket.sendall(sender + recipient + b"DATA\r\n")
            replies = [self._reply(), self._reply(), self._reply()]
            refusal = self._refusal_of(replies)
            if refusal and replies[2][0] == 354:
                # It waits for a mail to nobody: it gets an empty one (RFC 2920, 3.1).
                self._socket.sendall(b".\r\n")
                self._reply()
        else:
            replies = []
            for command in (sender, recipient, b"DATA\r\n"):
                self._socket.sendall(command)
                replies.append(self._reply())
                if replies[-1][0] >= 400:
                    break
            refusal = self._refusal_of(replies)
        if refusal and any(code == 421 for code, _said in replies):
            self.close()
        elif refusal:
            self._socket.sendall(b"RSET\r\n")
            self._reply()
        return refusal

    def _refusal_of(self, replies: list[tuple[int, str]]) -> Answer | None:
        code, said = replies[0]
        if code == 421:
            return Answer(Outcome.BROKEN, f"{code} {said}"[:300])
        if code >= 500:
            # Not of this recipient: the server takes no mail from us.
            return Answer(Outcome.UNREACHABLE, f"{self._backend.host}:{self._backend.port}: {code} {said}"[:300])
        for code, said in replies:
            if code == 421:
                return Answer(Outcome.BROKEN, f"{code} {said}"[:300])
            if code >= 400:
                return Answer.of_reply(code, said)
        return None

    def _reply(self) -> tuple[int, str]:
        """As smtplib's own `getreply`, from the same buffer, at a third of its cost."""
        lines = []
        while True:
            line = self._connection.file.readline(_LONGEST)
            if not line.endswith(b"\n"):
                raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
            lines.append(line[4:].strip())
            if line[3:4] != b"-":
                break
        if not line[:3].isdigit():
            raise smtplib.SMTPServerDisconnected("The server's answer cannot be read.")
        return int(line[:3]), b" ".join(lines).decode("utf-8", "replace")

    def idle(self) -> None:
        if self._backend.connection is not None and time.monotonic() - self._used_at > IDLE:
            self.close()

    def close(self) -> None:
        connection, self._backend.connection = self._backend.connection, None
        if connection is not None and connection.sock is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.sock.settimeout(2)
                connection.quit()
            with suppress(OSError):
                connection.close()
        partial, self._backend._partial_connection = self._backend._partial_connection, None
        if partial is not None:
            with suppress(OSError):
                partial.close()


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return f"{error.smtp_code} {text}"[:250]
    return (str(error) or type(error).__name__)[:250]
