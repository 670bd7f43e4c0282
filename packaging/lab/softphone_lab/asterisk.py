"""The PBX: a private Asterisk 22 on loopback."""

import shlex
import sys
from dataclasses import replace
from pathlib import Path

from . import asterisk_conf, rootfs, templates
from .ami import Ami
from .errors import NotRunning, StartError
from .facts import LabFacts
from .people import PEOPLE
from .server import READY_WITHIN_S, Place, tail, wait_ready
from .tones import write_tone

AMI_USER, AMI_SECRET = "lab", "lab-secret"
HOLD_TONE_HZ, GREETING_HZ = 700, 850


class Asterisk:
    """SIP registrar, PBX features, media. Everything it writes is under <instance>/pbx and its run folder."""

    processes = ("asterisk",)

    def __init__(self, place: Place) -> None:
        self._place = place
        self._rootfs = rootfs.find()
        self.folder = place.folder / "pbx"
        self.log = self.folder / "log" / "console"

    def prepare(self) -> None:
        for sub in ("lib/keys", "log", "spool/monitor", "spool/outgoing", "spool/tmp", "data/sounds", "data/moh",
                    "data/agi-bin"):  # fmt: skip
            (self.folder / sub).mkdir(parents=True, exist_ok=True)
        self._link_data()
        self._make_greetings()
        etc = self.folder / "etc"
        templates.fill_folder("asterisk", etc, self._values())
        asterisk_conf.write(etc, self._place.options.extra_users)

    def start(self) -> None:
        """Start it. Registrations and feature flags of an earlier run live in AstDB and would outlast it."""
        for name in ("astdb.sqlite3", "astdb.sqlite3-shm", "astdb.sqlite3-wal"):
            (self.folder / "lib" / name).unlink(missing_ok=True)
        run = self._place.ports.run / "asterisk"
        run.mkdir(exist_ok=True)
        self._write_mail_command(run / "deliver")
        argv = [*self._rootfs.asterisk, "-f", "-C", str(self.folder / "etc/asterisk.conf")]
        self._place.processes.spawn("asterisk", argv, self.log, {"OPENSSL_CONF": "/dev/null"})
        wait_ready(self._is_booted, self._place, "asterisk", self.log)

    def describe(self, facts: LabFacts) -> LabFacts:
        return replace(facts, version=self._rootfs.version)

    def ami(self) -> Ami:
        """A connection to the manager interface. Raises NotRunning."""
        return Ami(self._place.host, self._place.ports.ami, AMI_USER, AMI_SECRET)

    def _is_booted(self) -> bool:
        try:
            ami = self.ami()
        except NotRunning:
            return False
        with ami:
            try:
                ami.wait_booted(READY_WITHIN_S)
            except (NotRunning, OSError) as error:
                raise StartError(f"the lab's PBX did not boot: {tail(self.log)}") from error
        return True

    def _link_data(self) -> None:
        """Data that stays in the cache; Asterisk refuses modules whose XML documentation is missing."""
        data, share = self.folder / "data", self._rootfs.share
        sounds = next(iter(sorted(share.glob("sounds/en_US*"))), share / "sounds")
        for link, target in ((data / "documentation", share / "documentation"), (data / "rest-api", share / "rest-api"),
                             (data / "sounds/en", sounds)):  # fmt: skip
            if not link.is_symlink():
                link.symlink_to(target)

    def _make_greetings(self) -> None:
        """Hold music is a steady tone; greetings last one second, so that a test gets to the beep at once."""
        write_tone(self.folder / "data/moh/tone.wav", HOLD_TONE_HZ, 5)
        greeting = self.folder / "spool/greeting.wav"
        write_tone(greeting, GREETING_HZ, 1)
        for person in PEOPLE:
            box = self.folder / "spool/voicemail/default" / person.user
            box.mkdir(parents=True, exist_ok=True)
            for name in ("unavail.wav", "busy.wav"):
                (box / name).write_bytes(greeting.read_bytes())

    def _write_mail_command(self, script: Path) -> None:
        """In a file of its own, since Asterisk cuts mailcmd after 159 characters."""
        delivery = Path(__file__).with_name("voicemail_delivery.py")
        words = [sys.executable, "-I", str(delivery), str(self._place.mail), str(self.folder / "spool/voicemail")]
        script.write_text(f"exec {shlex.join(words)}\n")

    def _values(self) -> dict[str, object]:
        place, ports = self._place, self._place.ports
        return {
            "DIR": self.folder, "RUN": ports.run / "asterisk", "KEYS": place.keys, "HOST": place.host,
            "ROOTFS": self._rootfs.folder, "MODULES": self._rootfs.modules,
            "SIP_PORT": ports.sip, "SIPS_PORT": ports.sips, "AMI_PORT": ports.ami,
            "AMI_USER": AMI_USER, "AMI_SECRET": AMI_SECRET,
            "HTTP_PORT": ports.http, "HTTPS_PORT": ports.https,
            "RTP_START": ports.rtp_first, "RTP_END": ports.rtp_last,
            "RING_SECONDS": place.options.ring_seconds, "PARK_SECONDS": place.options.park_seconds,
            "ROBOTS": int(place.options.has_robots),
            "MAILCMD": f"sh {ports.run / 'asterisk/deliver'}",
        }  # fmt: skip
