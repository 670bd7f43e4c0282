"""A process of the demo that may make networks: a call goes on while the cable is pulled and Wi-Fi comes.

Prints its figures as JSON. Exit code 3: no networks can be made here.
"""

import json
import sys
import time
from pathlib import Path

from softphone_lab import LabError
from softphone_lab.networks import Site

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.demo.signal import find_probe, make_probe, read_wav, write_wav
from softphone.demo.steps import Detail
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore

NO_NETWORKS = 3
_LISTEN_S = 3.5
_PATIENCE_S = 12.0
_SEED = 50


def main(folder: Path) -> int:
    """Runs it in the folder."""
    try:
        site = Site()
    except (LabError, OSError) as error:
        print(error, file=sys.stderr)
        return NO_NETWORKS
    phone = HeadlessPhone(PlainRuntime(), settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
    try:
        site.cable.plug_in()
        with site.desk.entered():
            phone.start()
        print(json.dumps(_move(site, phone, folder)))
    finally:
        phone.close()
        phone.runtime.close()
        site.close()
    return 0


def _move(site: Site, phone: HeadlessPhone, folder: Path) -> Detail:
    config, password = lab_account(site.facts, "1001")
    phone.sign_in(config, password)
    said, heard = folder / "moved-microphone.wav", folder / "moved-speaker.wav"
    write_wav(said, make_probe(_SEED))
    call = phone.dial("*43")
    site.cable.pull_out()
    site.wifi.plug_in()
    moved_s = time.monotonic()
    phone.wait_for(lambda: _is_at(phone, site.wifi.address), _PATIENCE_S, "The account did not register again.")
    registered_ms = round((time.monotonic() - moved_s) * 1000)
    phone.pause(0.5)
    phone.use_files(str(said), str(heard))
    phone.pause(_LISTEN_S)
    now = phone.app.calls.get(call.call_id)
    is_up = now is not None and not now.is_ended
    phone.hang_up(call.call_id)
    return {
        "how": "two network namespaces: cable pulled, Wi-Fi with another address plugged in",
        "from": site.cable.address,
        "to": site.wifi.address,
        "registered_again_ms": registered_ms,
        "call_goes_on": is_up,
        "correlation": round(find_probe(read_wav(heard), make_probe(_SEED)).correlation, 2),
    }


def _is_at(phone: HeadlessPhone, address: str) -> bool:
    views = phone.app.accounts.views()
    return any(view.is_registered and address in view.registration.contact_uri for view in views)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
