"""`make bench`: measures the softphone, and baresip beside it; prints a table, writes build/bench.json."""

import argparse
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from tests.bench import measure_window as window
from tests.bench import processes
from tests.bench.baresip import Baresip
from tests.bench.desk import ROOT, Desk, desk
from tests.bench.figures import Figure, Results
from tests.bench.measure_devices import measure_devices
from tests.bench.measure_directory import measure_directory
from tests.bench.measure_failover import measure_failover
from tests.bench.measure_frames import measure_frames
from tests.bench.measure_handoff import measure_handoffs
from tests.bench.measure_history import measure_history
from tests.bench.measure_lamps import Load, measure_lamps
from tests.bench.measure_line import measure_line
from tests.bench.measure_long_call import measure_long_call, use_window
from tests.bench.measure_messages import measure_messages
from tests.bench.measure_mirror import measure_mirror
from tests.bench.measure_pull import measure_pulls
from tests.bench.measure_situations import measure_situations
from tests.bench.measure_sound import measure_mouth_to_ear
from tests.bench.measure_ten_calls import measure_ten_calls
from tests.bench.measure_transfer import measure_transfers
from tests.bench.measure_voicemail import measure_voicemail
from tests.bench.sip_peer import SipPeer
from tests.bench.window_program import window_program
from tests.bench.x_windows import XWatcher

PARTS = (
    "start",
    "idle",
    "calls",
    "cost",
    "engine",
    "lamps",
    "frames",
    "ten",
    "sound",
    "devices",
    "transfers",
    "handoffs",
    "pulls",
    "line",
    "failover",
    "long",
    "situations",
    "history",
    "voicemail",
    "messages",
    "directory",
    "mirror",
    "peer",
)


def main() -> int:
    """0 when everything could be measured, whatever the figures say."""
    options = _options()
    results = Results(ROOT / "build" / "bench.json")
    with ExitStack() as stack:
        bench = Bench(stack, stack.enter_context(desk()), results, options)
        for part in options.only or PARTS:
            print(f"measuring: {part} …", file=sys.stderr, flush=True)
            try:
                getattr(bench, part)()
            except Exception as error:
                traceback.print_exc()
                results.failures[part] = f"{type(error).__name__}: {error}"
        if not options.only:
            results.note_missing()
    print(results.table())
    return 1 if results.failures else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="how often each thing is measured")
    parser.add_argument("--minutes", type=float, default=10.0, help="length of the long call")
    parser.add_argument("--lamp-seconds", type=float, default=60.0, help="length of each flood of lamp changes")
    parser.add_argument("--transfers", type=int, default=100, help="transfers over each kind of connection")
    parser.add_argument("--only", nargs="*", choices=PARTS, help="measure these parts only")
    return parser.parse_args()


class Bench:
    """The parts of the bench, each on programs of its own."""

    def __init__(self, stack: ExitStack, at: Desk, results: Results, options: argparse.Namespace) -> None:
        self._desk = at
        self._runs: int = options.runs
        self._long_call_s: float = options.minutes * 60
        self._lamps_s: float = options.lamp_seconds
        self._transfers: int = options.transfers
        self._add: Callable[[Figure], None] = results.add
        self._peer = SipPeer()
        stack.callback(self._peer.close)
        self._watcher = XWatcher(at.display)
        stack.callback(self._watcher.close)
        window.prepare(at, self._peer)

    def start(self) -> None:
        """From exec to window and registration."""
        window.measure_start(self._desk, self._peer, self._watcher, self._add, self._runs)

    def idle(self) -> None:
        """Registered, shown, untouched."""
        with window_program(self._desk, self._peer, self._watcher) as program:
            window.measure_idle(program, self._add, self._runs)

    def calls(self) -> None:
        """Dialling and ringing."""
        with window_program(self._desk, self._peer, self._watcher) as program:
            window.measure_dialling(program, self._peer, self._add, self._runs)
            window.measure_ringing(self._peer, self._watcher, "alice", "", True, self._add, self._runs)

    def cost(self) -> None:
        """Processor and memory in a call, echo cancellation on, window shown."""
        for codec, names in (
            ("opus", ("call_cpu_percent_opus", "call_pss_mib")),
            ("PCMU", ("call_cpu_percent_g711", None)),
        ):
            self._peer.codec = codec
            with window_program(self._desk, self._peer, self._watcher) as program:
                begin = lambda p=program: window.dial_from_window(p, self._peer)  # noqa: E731
                window.measure_call_cost(program.pid, begin, self._peer, names, self._add, self._runs)

    def engine(self) -> None:
        """Back after SIGKILL."""
        with window_program(self._desk, self._peer, self._watcher) as program:
            window.measure_engine_back(program, self._peer, self._add, max(3, self._runs // 2))

    def lamps(self) -> None:
        """Thousands of lamps, by lists and each on its own."""
        measure_lamps(self._desk, Load(seconds=self._lamps_s), "lamps", self._add)
        measure_lamps(self._desk, Load(seconds=self._lamps_s, is_singly=True), "lamps_singly", self._add)

    def frames(self) -> None:
        """The window's frames while the lamps that it shows change."""
        measure_frames(self._desk, self._lamps_s, self._add)

    def ten(self) -> None:
        """Ten calls at a time."""
        measure_ten_calls(self._desk, self._add, self._runs, self._lamps_s)

    def sound(self) -> None:
        """Mouth to ear, ours and baresip's in turn."""
        for codec in ("opus", "PCMU"):
            measure_mouth_to_ear(self._desk, codec, self._add, seconds=30)

    def devices(self) -> None:
        """A headset that comes and goes in a call."""
        measure_devices(self._desk, self._add, self._runs)

    def transfers(self) -> None:
        """Attended transfers through the PBX, by what the two hear of each other."""
        measure_transfers(self._desk.folder, self._add, self._transfers)

    def handoffs(self) -> None:
        """Calls handed over to the mobile through the PBX, by what the far party hears; and such that come back."""
        measure_handoffs(self._desk.folder / "handoff", self._add, self._transfers)

    def pulls(self) -> None:
        """Calls taken from the mobile through the PBX, by what the far party hears; and such that must stay there."""
        measure_pulls(self._desk.folder, self._add, self._transfers)

    def long(self) -> None:
        """Gaps and glitches over a long call."""
        self._peer.codec = "PCMU"
        with window_program(self._desk, self._peer, self._watcher) as program:
            measure_long_call(
                self._desk,
                self._peer,
                lambda: window.dial_from_window(program, self._peer),
                lambda seconds: use_window(program, seconds),
                "",
                self._add,
                self._long_call_s,
            )
        with self._baresip("PCMU/8000/1") as baresip:
            begin = lambda: self._dial_from(baresip)  # noqa: E731
            measure_long_call(self._desk, self._peer, begin, time.sleep, "peer_", self._add, self._long_call_s)

    def situations(self) -> None:
        """Every situation of a call a hundred times."""
        measure_situations(self._add)

    def history(self) -> None:
        """A million calls, and a thousand kills."""
        measure_history(self._desk.folder / "history", self._add, self._runs)

    def voicemail(self) -> None:
        """A mailbox of 5,000 messages: opened from the cache, read at first, read again."""
        measure_voicemail(self._desk.folder / "voicemail", self._add, self._runs)

    def messages(self) -> None:
        """10,000 messages over kill -9; a store of 100,000."""
        measure_messages(self._desk.folder / "messages", self._add, self._runs)

    def directory(self) -> None:
        """100,000 people: typing, callers, memory; a large file of contacts."""
        measure_directory(self._desk.folder, self._add)

    def line(self) -> None:
        """The network goes and comes back, and another comes in its place."""
        measure_line(self._desk.folder / "line", self._add, self._runs)

    def failover(self) -> None:
        """The first server behind SRV dies."""
        measure_failover(self._add, self._runs)

    def mirror(self) -> None:
        """The server of a company with a hundred thousand people."""
        measure_mirror(self._desk, self._add, self._runs)

    def peer(self) -> None:
        """The figures of baresip that have a counterpart."""
        registered_ms = []
        for turn in range(self._runs):
            started_at_s = time.monotonic()
            with self._baresip("PCMU/8000/1") as baresip:
                registered_ms.append((self._peer.registered_at_s - started_at_s) * 1000)
                time.sleep(0.5)
                if turn == self._runs - 1:
                    self._peer_at_rest(baresip)
        self._add(Figure("peer_registered_ms", "ms", registered_ms))
        for codec, full, names in (
            ("opus", "opus/48000/2", ("peer_call_cpu_percent_opus", "peer_call_pss_mib")),
            ("PCMU", "PCMU/8000/1", ("peer_call_cpu_percent_g711", None)),
        ):
            self._peer.codec = codec
            with self._baresip(full) as baresip:
                begin = lambda b=baresip: self._dial_from(b)  # noqa: E731
                window.measure_call_cost(baresip.pid, begin, self._peer, names, self._add, self._runs)

    def _peer_at_rest(self, baresip: Baresip) -> None:
        window.measure_ringing(self._peer, self._watcher, "baresip", "peer_", False, self._add, self._runs)
        dialling = []
        for _ in range(self._runs):
            asked_at_s = time.monotonic()
            call_id = self._dial_from(baresip)
            dialling.append((self._peer.invite_of(call_id).at_s - asked_at_s) * 1000)
            time.sleep(1)
            window.hang_up(self._peer, call_id)
            time.sleep(0.5)
        self._add(Figure("peer_dial_to_invite_ms", "ms", dialling, note="from the command"))
        loads = [processes.load(baresip.pid, 3) for _ in range(3)]
        self._add(Figure("peer_idle_pss_mib", "MiB", [processes.pss_mib(baresip.pid)]))
        self._add(Figure("peer_idle_cpu_percent", "%", [load.cpu_percent for load in loads]))
        self._add(Figure("peer_idle_wakeups_per_s", "1/s", [load.wakeups_per_s for load in loads]))

    @contextmanager
    def _baresip(self, codec: str) -> Iterator[Baresip]:
        """A registered baresip for the block."""
        baresip = Baresip(
            self._desk.folder / "baresip",
            f"127.0.0.1:{self._peer.port}",
            codec,
            microphone="alice_microphone",
            speaker="alice_speaker",
            env=self._desk.env,
        )
        try:
            self._peer.wait_registered(baresip.started_at_s)
            yield baresip
        finally:
            baresip.close()

    def _dial_from(self, baresip: Baresip) -> str:
        seen = len(self._peer.seen)
        self._peer.rtp.forget()
        baresip.command("dial", f"sip:100@127.0.0.1:{self._peer.port}")
        return self._peer.wait_for("INVITE", after=seen).first("call-id")


if __name__ == "__main__":
    sys.exit(main())
