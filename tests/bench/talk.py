"""Two telephones without a window that talk to each other directly; a process of its own for the bench."""

import sys

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import AccountId, DeviceId
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.headless import HeadlessPhone
from softphone.protocol.snapshots import AccountConfig, AudioSelection, LegState
from softphone.runtime import PlainRuntime
from softphone.settings.declared import CODECS
from softphone.settings.store import MemorySettingsStore


def _phone(runtime: PlainRuntime, user: str, registrar: str, codec: str) -> HeadlessPhone:
    store = MemorySettingsStore()
    phone = HeadlessPhone(runtime, settings_store=store, credentials=MemoryCredentialStore())
    phone.app.settings.set(CODECS, (codec,))
    phone.start()
    account = AccountConfig(account_id=AccountId(user), address_of_record=f"sip:{user}@{registrar}")
    phone.sign_in(account, Secret("bench"))
    phone.app.devices.refresh()
    phone.wait_for(lambda: bool(phone.app.devices.snapshot.devices), 5, "There are no sound devices.")
    microphone, speaker = (_device(phone, f"{user}_{part}") for part in ("microphone", "speaker"))
    phone.app.devices.select(AudioSelection(microphone=microphone, speaker=speaker), keep=False)
    return phone


def _device(phone: HeadlessPhone, name: str) -> DeviceId:
    for device in phone.app.devices.snapshot.devices:
        if name in (device.device_id, device.name):
            return device.device_id
    raise LookupError(f"no device {name} among {[d.device_id for d in phone.app.devices.snapshot.devices]}")


def main() -> None:
    """Arguments: registrar (host:port), codec, contact URI template of Bob is read from the peer on stdin."""
    registrar, codec = sys.argv[1:3]
    runtime = PlainRuntime()
    alice, bob = (_phone(runtime, user, registrar, codec) for user in ("alice", "bob"))
    print("registered", flush=True)
    contact = sys.stdin.readline().strip()
    rung: list[Call] = []
    bob.app.calls.incoming.add(rung.append)
    dialled = alice.app.calls.dial(contact)
    bob.wait_for(lambda: bool(rung), 10, "The call did not arrive.")
    bob.app.calls.answer(rung[0].call_id)
    call = alice.wait_for_call(dialled, LegState.ESTABLISHED)
    alice.pause(1)
    media = (alice.app.calls.get(call.call_id) or call).leg.media
    print(media.codec if media else "", flush=True)
    seconds = float(sys.stdin.readline())
    alice.pause(seconds)
    alice.close()
    bob.close()


if __name__ == "__main__":
    main()
