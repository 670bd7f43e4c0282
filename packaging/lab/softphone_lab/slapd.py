"""The company directory: a private OpenLDAP server with generated people."""

import subprocess
from dataclasses import replace

from . import directory_people, templates
from .errors import StartError
from .facts import DirectoryFacts, LabFacts
from .server import Place, listens, program, wait_ready

BIND_DN, BIND_PASSWORD = "cn=reader,dc=lab,dc=test", "reader-secret"
BASE = "ou=people,dc=lab,dc=test"


class Slapd:
    """People under ou=people,dc=lab,dc=test; nobody reads them without a bind."""

    processes = ("slapd",)

    def __init__(self, place: Place) -> None:
        self._place = place
        self._program = program("slapd", "slapd")
        self.folder = place.folder / "directory"
        self.log = self.folder / "log"
        self._conf = self.folder / "slapd.conf"

    def prepare(self) -> None:
        """Write the configuration and load the people, 0.5 s for 5,000."""
        values = {"DIR": self.folder, "KEYS": self._place.keys, "READER": BIND_DN}
        templates.fill_folder("slapd", self.folder, values)
        (self.folder / "db").mkdir(mode=0o700)
        ldif = self.folder / "people.ldif"
        ldif.write_text(directory_people.ldif(self._place.options.people))
        load = [program("slapadd", "slapd"), "-q", "-f", str(self._conf), "-l", str(ldif)]
        done = subprocess.run(load, capture_output=True, text=True, check=False)
        if done.returncode:
            raise StartError(f"the directory could not be loaded: {done.stderr.strip()[-300:]}")

    def start(self) -> None:
        host, ports = self._place.host, self._place.ports
        listeners = f"ldap://{host}:{ports.ldap} ldaps://{host}:{ports.ldaps}"
        self._place.processes.spawn(
            "slapd", [self._program, "-d", "0", "-f", str(self._conf), "-h", listeners], self.log
        )
        wait_ready(lambda: listens(host, ports.ldaps), self._place, "slapd", self.log)

    def describe(self, facts: LabFacts) -> LabFacts:
        ports, people = self._place.ports, self._place.options.people
        found = DirectoryFacts(ports.ldap, ports.ldaps, BASE, BIND_DN, people, BIND_PASSWORD)
        return replace(facts, directory=found)
