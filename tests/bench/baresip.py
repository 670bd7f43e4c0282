"""The peer of the bench: baresip from Debian, with a configuration of its own, driven by its control socket."""

import json
import os
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

_CONFIG = """\
poll_method epoll
sip_listen 127.0.0.1:{sip_port}
sip_trans_def udp
audio_path /usr/share/baresip
audio_player alsa,{speaker}
audio_source alsa,{microphone}
audio_alert alsa,{speaker}
audio_level no
jitter_buffer_delay 1-4
rtp_stats no
module_path /usr/lib/baresip/modules
module ctrl_tcp.so
module g711.so
module opus.so
module alsa.so
module_tmp uuid.so
module_tmp account.so
module_app menu.so
ctrl_tcp_listen 127.0.0.1:{control_port}
"""


def free_port(kind: socket.SocketKind) -> int:
    """A port on loopback that nobody had a moment ago."""
    with socket.socket(socket.AF_INET, kind) as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


class Baresip:
    """One running baresip, registered at a registrar on loopback.

    codec: "opus/48000/2" or "PCMU/8000/1". microphone, speaker: ALSA PCM names.
    """

    def __init__(
        self,
        folder: Path,
        registrar: str,
        codec: str,
        microphone: str = "default",
        speaker: str = "default",
        env: Mapping[str, str] | None = None,
        answers: bool = False,
        user: str = "baresip",
    ) -> None:
        self.sip_port = free_port(socket.SOCK_DGRAM)
        self._control_port = free_port(socket.SOCK_STREAM)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "config").write_text(
            _CONFIG.format(
                sip_port=self.sip_port, control_port=self._control_port, microphone=microphone, speaker=speaker
            )
        )
        mode = "auto" if answers else "manual"
        (folder / "accounts").write_text(
            f"<sip:{user}@{registrar}>;auth_pass=none;audio_codecs={codec};answermode={mode};ptime=20\n"
        )
        (folder / "contacts").write_text("")
        self._log = (folder / "log").open("wb")
        self.started_at_s = time.monotonic()
        self._process = subprocess.Popen(
            ["baresip", "-f", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **(env or {})},
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def command(self, name: str, parameters: str = "") -> None:
        """Sends one command, such as dial or hangup, to the control socket (JSON in a netstring)."""
        text = json.dumps({"command": name, "params": parameters, "token": "bench"}).encode()
        with socket.create_connection(("127.0.0.1", self._control_port), timeout=5) as sock:
            sock.sendall(b"%d:%s," % (len(text), text))
            sock.settimeout(2)
            sock.recv(65536)

    def close(self) -> None:
        """Ends baresip."""
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
