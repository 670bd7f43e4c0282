"""A name server on loopback for names that only the lab has: A, AAAA, SRV and NAPTR (RFC 1035, RFC 2782, RFC 3403)."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import dns.message


class NameServer:
    """Answers over UDP while it is used as a context manager.

    Attributes:
        asked: ``(name, type)`` of every question so far, as text.
        is_silent: True while it answers nothing.
    """

    def __init__(self) -> None:
        self._records: dict[tuple[str, str], list[str]] = {}
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True, name="name server")
        self.asked: list[tuple[str, str]] = []
        self.is_silent = False

    @property
    def place(self) -> str:
        """``address:port``, as SOFTPHONE_DNS_SERVER takes it."""
        return f"127.0.0.1:{self._socket.getsockname()[1]}"

    def put(self, name: str, kind: str, *texts: str) -> None:
        """Sets the records of that name and type, written as in a zone file; none removes them."""
        self._records[name.lower().rstrip("."), kind] = list(texts)

    def put_service(self, service: str, *targets: tuple[int, int, int, str]) -> None:
        """Sets SRV records: priority, weight, port, target."""
        self.put(service, "SRV", *(f"{a} {b} {port} {target}." for a, b, port, target in targets))

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
            waker.sendto(b"", self._socket.getsockname())
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        import dns.exception
        import dns.message

        while True:
            data, source = self._socket.recvfrom(4096)
            if not data:
                return
            try:
                query = dns.message.from_wire(data)
            except dns.exception.DNSException:
                continue
            answer = self._answer(query)
            if not self.is_silent:
                with contextlib.suppress(OSError):
                    self._socket.sendto(answer.to_wire(), source)

    def _answer(self, query: dns.message.Message) -> dns.message.Message:
        import dns.flags
        import dns.message
        import dns.rcode
        import dns.rdatatype
        import dns.rrset

        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA | dns.flags.RA
        for question in query.question:
            name, kind = question.name.to_text().lower().rstrip("."), dns.rdatatype.to_text(question.rdtype)
            self.asked.append((name, kind))
            texts = self._records.get((name, kind), [])
            if texts:
                answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *texts))
            elif not any(known == name for known, _ in self._records):
                answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer
