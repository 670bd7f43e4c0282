"""A child process that behaves as no engine should: run as ``python strange_engine.py MODE``."""

import os
import struct
import sys
import time

from softphone import __version__
from softphone.basics.ids import AccountId
from softphone.protocol.codec import encode, fingerprint
from softphone.protocol.events import AccountRemoved, AnyEvent, EngineStarted, EventFrame, Heartbeat, LevelsMeasured

STATES = 2_000
LEVELS = 100_000


class Pipe:
    """Writes events to stdout, numbered."""

    def __init__(self) -> None:
        self._seq = 0

    def frame(self, event: AnyEvent) -> bytes:
        self._seq += 1
        return encode(EventFrame(engine_run="strange", seq=self._seq, event=event))

    def send(self, *events: AnyEvent) -> None:
        write(b"".join(map(self.frame, events)))


def write(data: bytes) -> None:
    while data:
        data = data[os.write(1, data) :]


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def garbage(pipe: Pipe) -> None:
    write(os.urandom(1 << 16))
    time.sleep(60)


def not_a_message(pipe: Pipe) -> None:
    write(struct.pack(">I", 5) + b"hello")
    time.sleep(60)


def half_a_frame(pipe: Pipe) -> None:
    whole = pipe.frame(Heartbeat())
    write(whole[: len(whole) // 2])
    say("that was only half of it")


def exits(pipe: Pipe) -> None:
    say("the cable is on fire")
    sys.exit(3)


def flood(pipe: Pipe) -> None:
    for at in range(LEVELS):
        pipe.send(LevelsMeasured(microphone_dbfs=-float(at), speaker_dbfs=0.0))
        if at % (LEVELS // STATES) == 0:
            pipe.send(AccountRemoved(account_id=AccountId(str(at // (LEVELS // STATES)))))
    pipe.send(AccountRemoved(account_id=AccountId("last")))
    sys.stdin.buffer.read()


def runaway(pipe: Pipe) -> None:
    while True:
        pipe.send(*[AccountRemoved(account_id=AccountId("again"))] * 1000)


def deaf(pipe: Pipe) -> None:
    time.sleep(60)


def slow_reader(pipe: Pipe) -> None:
    """Reads all that comes, but late and in small bites; says how much at the end."""
    time.sleep(0.5)
    total = 0
    while data := os.read(0, 100_000):
        total += len(data)
    pipe.send(AccountRemoved(account_id=AccountId(str(total))))


def closes_stdout(pipe: Pipe) -> None:
    os.close(1)
    time.sleep(60)


def chatterbox(pipe: Pipe) -> None:
    for at in range(60_000):
        say(f"line {at} {'x' * 60}")
    say("\x1b[31mred\x00\xff end")


def telltale(pipe: Pipe) -> None:
    """Repeats the command that it gets, password and all, on stderr."""
    sys.stderr.buffer.write(os.read(0, 100_000) + b"\nthat was it\n")
    sys.stderr.buffer.flush()


def main() -> None:
    pipe = Pipe()
    pipe.send(EngineStarted(fingerprint=fingerprint(), version=__version__, pid=os.getpid()))
    globals()[sys.argv[1]](pipe)


if __name__ == "__main__":
    main()
