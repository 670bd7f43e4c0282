"""The presence server: a private Kamailio 5.6 with registrar, presence agent, lists and XCAP."""

import shutil
from dataclasses import replace
from pathlib import Path

from . import templates
from .errors import StartError
from .facts import KamailioFacts, LabFacts
from .people import REALM
from .server import Place, listens, program, wait_ready

TABLES = Path("/usr/share/kamailio/dbtext/kamailio")
USED_TABLES = ("version", "presentity", "active_watchers", "watchers", "xcap", "pua", "rls_presentity", "rls_watchers")


class Kamailio:
    """Presence for sip:NNNN@lab.test, 1000 to 2999. Its state is in memory: a restart forgets it."""

    processes = ("kamailio",)

    def __init__(self, place: Place) -> None:
        self._place = place
        self._program = program("kamailio", "kamailio kamailio-presence-modules kamailio-tls-modules")
        self.folder = place.folder / "presence"
        self.log = self.folder / "log"

    def prepare(self) -> None:
        place, ports = self._place, self._place.ports
        values = {
            "DIR": self.folder, "RUN": ports.run / "kamailio", "KEYS": place.keys, "HOST": place.host,
            "KAM_MODULES": _modules(), "KAM_PORT": ports.kamailio, "KAMS_PORT": ports.kamailio_tls,
            "XCAP_PORT": ports.xcap, "FORCE_ACTIVE": int(place.options.force_active), "KAM_DEBUG": 2,
        }  # fmt: skip
        templates.fill_folder("kamailio", self.folder, values)

    def start(self) -> None:
        tables, run = self.folder / "db", self._place.ports.run / "kamailio"
        shutil.rmtree(tables, ignore_errors=True)
        shutil.rmtree(run, ignore_errors=True)
        tables.mkdir()
        run.mkdir()
        for name in USED_TABLES:
            shutil.copyfile(TABLES / name, tables / name)
        argv = [self._program, "-f", str(self.folder / "kamailio.cfg"), "-P", str(run / "pid"), "-w", str(self.folder),
                "-Y", str(run), "-DD", "-E", "-m", "64", "-M", "8"]  # fmt: skip
        self._place.processes.spawn("kamailio", argv, self.log)
        wait_ready(lambda: listens(self._place.host, self._place.ports.kamailio), self._place, "kamailio", self.log)

    def describe(self, facts: LabFacts) -> LabFacts:
        ports = self._place.ports
        xcap = f"http://{facts.host}:{ports.xcap}/xcap-root"
        return replace(facts, kamailio=KamailioFacts(ports.kamailio, ports.kamailio_tls, xcap, REALM))


def _modules() -> Path:
    found = sorted(Path("/usr/lib").glob("*/kamailio/modules"))
    if not found or not TABLES.is_dir():
        raise StartError("Kamailio's modules are not installed: run `python3 -m softphone_lab install`")
    return found[0]
