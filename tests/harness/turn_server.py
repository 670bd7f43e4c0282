"""A private coturn on loopback: STUN and TURN on one port (RFC 8489, RFC 8656)."""

import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType

USER, PASSWORD = "relayed", "turn-secret"


class TurnServer:
    """Use as a context manager. `log` is what it has written."""

    def __init__(self) -> None:
        program = shutil.which("turnserver")
        assert program, "coturn is not installed: run `python3 -m softphone_lab install`"
        self._folder = Path(tempfile.mkdtemp(prefix="softphone-turn-"))
        self.port = _free_port()
        self._process = subprocess.Popen(
            [program, "-n", "-L", "127.0.0.1", "-p", str(self.port), "--realm", "lab.test", "--lt-cred-mech",
             "-u", f"{USER}:{PASSWORD}", "--no-cli", "--no-tls", "--no-dtls", "--allow-loopback-peers",
             "--pidfile", str(self._folder / "pid"), "--userdb", str(self._folder / "users"),
             "--log-file", str(self._folder / "log"), "--simple-log", "--no-stdout-log", "--verbose"],
            cwd=self._folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def __enter__(self) -> "TurnServer":
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline, f"coturn does not answer: {self.log[-500:]}"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        file = self._folder / "log"
        return file.read_text(errors="replace") if file.exists() else ""

    def _answers(self) -> bool:
        """Sends a binding request."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.settimeout(0.2)
            asking.connect(("127.0.0.1", self.port))
            try:
                asking.send(bytes.fromhex("000100002112a442") + b"123456789012")
                return asking.recv(500)[:2] == b"\x01\x01"
            except OSError:
                time.sleep(0.05)
                return False


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
