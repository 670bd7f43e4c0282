"""A telephone that writes many messages and is killed in the middle; everything in it is real but settings and keyring.

Run as ``python -m tests.harness.message_program FOLDER PEER QUEUE``, with the account as JSON and its password as two
lines on stdin. QUEUE: how many messages are written before it signs in. Says ``queued`` on stdout when they are kept,
``sent`` when none waits any more, with the numbers of each state.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import msgspec

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.secret import Secret
from softphone.headless import HeadlessPhone
from softphone.messaging.message import MessageState
from softphone.messaging.messaging import Messaging
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore

WAITING = (MessageState.QUEUED, MessageState.SENDING)


def main(folder: Path, peer: str, queue: int) -> None:
    config = msgspec.json.decode(sys.stdin.readline(), type=AccountConfig)
    password = Secret(sys.stdin.readline().strip())
    runtime = PlainRuntime()
    phone = HeadlessPhone(
        runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore(), data_folder=folder
    )
    phone.start()
    messaging = phone.app.messaging
    if queue:
        phone.app.accounts.add_ephemeral(msgspec.structs.replace(config, is_enabled=False), password)
        for number in range(queue):
            messaging.send(config.account_id, peer, text_of(number))
        phone.wait_for(lambda: _kept(messaging, queue), 300, "the messages were not kept")
        print("queued", flush=True)
        phone.app.accounts.update(config)
    else:
        phone.app.accounts.add_ephemeral(config, password)
    phone.wait_for(lambda: _is_done(messaging), 1200, "the messages were not sent")
    print("sent", json.dumps(_states(messaging)), flush=True)
    phone.close()


def text_of(number: int) -> str:
    """The text of the message with this number, from 0 on."""
    return f"message {number}"


def _kept(messaging: Messaging, count: int) -> bool:
    talks = messaging.conversations()
    return bool(talks) and talks[0].last_text == text_of(count - 1) and messaging.is_saved


def _is_done(messaging: Messaging) -> bool:
    """The last of all is looked at first: the others are sent before it."""
    talks = messaging.conversations()
    if not talks:
        return False
    last = messaging.messages(talks[0].conversation_id, 1)
    return bool(last) and last[-1].state not in WAITING and messaging.is_saved


def _states(messaging: Messaging) -> dict[str, int]:
    talk = messaging.conversations()[0]
    return dict(Counter(str(each.state) for each in messaging.messages(talk.conversation_id, 1_000_000)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
