"""Runs a scenario in a process of its own, so that a crash of the library fails one test and nothing else."""

import importlib
import json
import resource
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_LONGEST_OUTPUT_BYTES = 50_000_000
_SHOWN_CHARACTERS = 4_000


def run(scenario: str, *, timeout_s: float = 60, **arguments: object) -> Any:
    """What the function `scenario` ("module:function" beside this file) returned, by way of JSON.

    Raises AssertionError with the end of its output when the process died, failed or hung.
    """
    with tempfile.TemporaryFile("w+") as output:
        process = start(scenario, stderr=output, **arguments)
        try:
            answer, _ = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise AssertionError(f"{scenario} hung\n{_end_of(output)}") from None
        assert process.returncode == 0, f"{scenario} ended by {_cause(process.returncode)}\n{_end_of(output)}"
    return json.loads(answer.splitlines()[-1])


def start(scenario: str, *, stderr: Any = None, **arguments: object) -> subprocess.Popen[str]:
    """The process of a scenario; it ends when its input ends, if it waits for that."""
    # -u: what C prints must come before the answer, not when its buffer is written at the end
    command = [sys.executable, "-u", "-X", "faulthandler", "-m", __name__, scenario, json.dumps(arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True)


def say(value: object) -> None:
    """Tells the parent something before the end, as one line of JSON."""
    print(json.dumps(value), flush=True)


def _cause(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _end_of(output: Any) -> str:
    output.seek(0)
    return str(output.read())[-_SHOWN_CHARACTERS:]


def _main() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LONGEST_OUTPUT_BYTES, _LONGEST_OUTPUT_BYTES))
    place, arguments = sys.argv[1:]
    module, _, function = place.partition(":")
    say(getattr(importlib.import_module(f"tests.pjsua2.{module}"), function)(**json.loads(arguments)))


if __name__ == "__main__":
    _main()
