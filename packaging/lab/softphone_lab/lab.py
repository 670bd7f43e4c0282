"""One lab: its parts brought up together, each killed or restarted at will, all of it gone after down()."""

import dataclasses
import os
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from . import certificates, ports
from .asterisk import AMI_SECRET, AMI_USER, HOLD_TONE_HZ, Asterisk
from .certificates import Fault
from .dovecot import Dovecot
from .errors import NotRunning
from .facts import AmiAccess, LabFacts, Options
from .instance import GUARDIAN, begin, read_facts, remove, write_facts
from .kamailio import Kamailio
from .parts import Part, with_needed
from .pbx_control import PbxControl
from .people import LINES, PEOPLE, REALM, extra_people
from .pipewire import PipeWire
from .processes import Processes
from .server import Place, Server, listens, wait_ready
from .slapd import Slapd
from .sound_control import SoundControl

SERVERS: Mapping[Part, Callable[[Place], Server]] = {
    Part.PBX: Asterisk,
    Part.PRESENCE: Kamailio,
    Part.MAIL: Dovecot,
    Part.DIRECTORY: Slapd,
    Part.SOUND: PipeWire,
}


class Lab(PbxControl):
    """A lab in a folder of its own.

    folder: the instance folder; default is a fresh temporary one, which down() removes.
    parts: what to start. extra_users: more extensions from 2000 on. ring_seconds: how long an
    extension rings before voicemail. people: entries of the directory. has_robots: Bob and
    Reception answer by themselves while they have no phone. host: the address of this machine that
    the servers listen on. die_with_parent: the
    lab goes down when this process dies, however it dies; default only for temporary folders.
    Everything may raise LabError with the remedy in its text.
    """

    def __init__(
        self,
        folder: Path | None = None,
        parts: Collection[Part] = (Part.PBX,),
        *,
        extra_users: int = 0,
        ring_seconds: int = 8,
        park_seconds: int = 45,
        people: int = 5000,
        force_active: bool = True,
        has_robots: bool = False,
        host: str = Place.host,
        die_with_parent: bool | None = None,
    ) -> None:
        self._is_temporary = folder is None
        self._folder = folder.resolve() if folder else None
        self._parts = with_needed(parts)
        self._host = host
        self._options = Options(extra_users, ring_seconds, park_seconds, people, force_active, has_robots)
        self._dies_with_parent = self._is_temporary if die_with_parent is None else die_with_parent
        self._place: Place | None = None
        self._facts: LabFacts | None = None
        self._servers: dict[Part, Server] = {}

    @classmethod
    def at(cls, folder: Path) -> "Lab":
        """The lab that runs in that folder, started by whichever process. Raises NotRunning."""
        facts = read_facts(folder.resolve())
        lab = cls(facts.folder, facts.parts, host=facts.host, die_with_parent=False)
        lab._options = facts.options
        lab._facts = facts
        lab._place = lab._place_at(ports.Ports.at(facts.sip_udp), facts.folder)
        return lab

    @property
    def facts(self) -> LabFacts:
        """What up() returned. Raises NotRunning before it and after down()."""
        if self._facts is None:
            raise NotRunning("the lab is not up")
        return self._facts

    def up(self) -> LabFacts:
        """Start the parts, each in parallel, and return once all serve. Raises LabError and leaves nothing."""
        if self._facts is not None:
            return self._facts
        began = time.monotonic()
        place = self._place = self._take_place()
        try:
            if self._dies_with_parent:
                self._start_guardian(place)
            certificates.make(place.keys, place.host)
            self._start_parts(place)
            facts = self._make_facts(place, round((time.monotonic() - began) * 1000))
            write_facts(facts)
        except BaseException:
            self.down()
            raise
        self._facts = facts
        return facts

    def down(self) -> None:
        """End every process and remove every file of the lab; does nothing when it is down."""
        place, self._place, self._facts = self._place, None, None
        self._servers.clear()
        if place is not None:
            remove(place.folder)

    def __enter__(self) -> LabFacts:
        return self.up()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.down()

    # ------------------------------------------------------------------ one part

    def start(self, part: Part) -> None:
        """Start a part, on the ports that the facts tell. One that runs is left alone."""
        place = self._there()
        server = self._server(part, place)
        if not self.is_running(part):
            server.start()
            self._note_part(part, server)

    def stop(self, part: Part) -> None:
        """End a part politely."""
        place = self._there()
        for name in reversed(self._server(part, place).processes):
            place.processes.stop(name)

    def kill(self, part: Part) -> None:
        """End a part as a crash would: SIGKILL, nothing is said to anyone."""
        place = self._there()
        for name in reversed(self._server(part, place).processes):
            place.processes.kill(name)

    def suspend(self, part: Part, is_suspended: bool = True) -> None:
        """Freeze a part, or let it go on: it keeps its ports and connections and answers nothing."""
        place = self._there()
        for name in self._server(part, place).processes:
            place.processes.suspend(name, is_suspended)

    def restart(self, part: Part) -> None:
        """Stop and start a part on the same ports."""
        self.stop(part)
        self.start(part)

    def is_running(self, part: Part) -> bool:
        """Whether all processes of the part live."""
        place = self._there()
        return all(place.processes.running(name) for name in self._server(part, place).processes)

    @property
    def sound(self) -> SoundControl:
        """Sound devices to add, remove, play into and record from. Raises NotRunning without the part SOUND."""
        place, sound = self._there(), self.facts.sound
        if sound is None:
            raise NotRunning("this lab has no sound server: start it with Part.SOUND")
        return SoundControl(place.folder / "sound", sound.env)

    # ------------------------------------------------------------------ faults

    def tls_fault(self, fault: Fault | str, part: Part = Part.PBX) -> int:
        """A TLS port whose certificate has that fault; behind it is the PBX, or the directory. Starts it unless it
        runs.

        fault: "expired", "self_signed", "wrong_name" or "other_ca". Ends with the lab.
        """
        place, fault = self._there(), Fault(fault)
        is_directory = part is Part.DIRECTORY
        port = place.ports.fault(list(Fault).index(fault) + (len(Fault) if is_directory else 0))
        certificate, key = certificates.make_faulty(place.keys, fault)
        name = f"tls_{fault}{'_directory' if is_directory else ''}"
        log = place.folder / f"{name}.log"
        if not place.processes.running(name):
            script = str(Path(__file__).with_name("tls_relay.py"))
            inside = place.ports.ldap if is_directory else place.ports.sip
            files, numbers = [str(certificate), str(key)], [str(port), str(inside)]
            argv = [sys.executable, "-I", script, *files, place.host, *numbers]
            place.processes.spawn(name, argv, log)
            wait_ready(lambda: listens(place.host, port), place, name, log)
        return port

    # ------------------------------------------------------------------ inside

    def _there(self) -> Place:
        if self._place is None:
            raise NotRunning("the lab is not up")
        return self._place

    def _take_place(self) -> Place:
        folder = self._folder or Path(tempfile.mkdtemp(prefix="softphone-lab-")).resolve()
        begin(folder)
        return self._place_at(ports.claim(folder, self._host), folder)

    def _place_at(self, block: ports.Ports, folder: Path) -> Place:
        return Place(folder, block, Processes(folder), self._options, self._host)

    def _start_guardian(self, place: Place) -> None:
        code = str(Path(__file__).with_name("guardian.py"))
        argv = [sys.executable, "-S", "-E", code, str(os.getpid()), str(place.folder)]
        place.processes.spawn(GUARDIAN, argv, place.folder / "guardian.log")

    def _server(self, part: Part, place: Place) -> Server:
        if part not in self._servers:
            self._servers[part] = SERVERS[part](place)
            if not (place.folder / f".{part}").exists():
                self._servers[part].prepare()
                (place.folder / f".{part}").touch()
        return self._servers[part]

    def _start_parts(self, place: Place) -> None:
        def start(part: Part) -> None:
            self._server(part, place).start()

        first = [p for p in Part if p in self._parts and p != Part.MAIL]
        with ThreadPoolExecutor(max_workers=len(Part)) as pool:
            for done in [pool.submit(start, part) for part in first]:
                done.result()
        if Part.MAIL in self._parts:  # its sync talks to the PBX
            start(Part.MAIL)

    def _make_facts(self, place: Place, up_ms: int) -> LabFacts:
        host, ports_ = place.host, place.ports
        facts = LabFacts(
            folder=place.folder, host=host, realm=REALM,
            parts=tuple(part for part in Part if part in self._parts),
            sip_udp=ports_.sip, sip_tcp=ports_.sip, sip_tls=ports_.sips,
            ws=f"ws://{host}:{ports_.http}/ws", wss=f"wss://{host}:{ports_.https}/ws",
            rtp=(ports_.rtp_first, ports_.rtp_last),
            ca=place.keys / "ca.pem", rogue_cert=place.keys / "rogue.pem", rogue_key=place.keys / "rogue.key",
            users=(*PEOPLE, *extra_people(place.options.extra_users), *LINES),
            ami=AmiAccess(ports_.ami, AMI_USER, AMI_SECRET),
            options=self._options, hold_tone_hz=HOLD_TONE_HZ, up_ms=up_ms,
        )  # fmt: skip
        for part in facts.parts:
            facts = self._server(part, place).describe(facts)
        return facts

    def _note_part(self, part: Part, server: Server) -> None:
        if part not in self.facts.parts:
            facts = dataclasses.replace(self.facts, parts=(*self.facts.parts, part))
            self._facts = server.describe(facts)
            write_facts(self._facts)
