"""The directory's mirror as a process: it ends by itself once its order is carried out."""

import subprocess
import sys
from pathlib import Path

import msgspec

from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorSaid
from softphone.directory.numbers import NumberPlan


def test_it_ends_in_order_while_its_parent_lives(tmp_path: Path) -> None:
    order = MirrorOrder(None, None, str(tmp_path / "directory.sqlite"), NumberPlan(), compares=True)
    command = [sys.executable, "-m", "softphone", "--mirror"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(msgspec.json.encode(order) + b"\n")
        process.stdin.flush()  # and stays open, as a parent's that lives
        said = process.stdout.read()
        assert (process.wait(), process.stderr.read()) == (0, b"")
    assert msgspec.json.decode(said, type=MirrorSaid) == MirrorEnded()
