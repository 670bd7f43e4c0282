"""Tools and headers the build needs, the Debian packages that bring them, and the check for them."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess

from .interpreter import Interpreter
from .progress import BuildError

TOOLS = {
    "gcc": "gcc",
    "g++": "g++",
    "make": "make",
    "patch": "patch",
    "swig": "swig",
    "strip": "binutils",
}
HEADERS = {
    "openssl/ssl.h": "libssl-dev",
    "opus/opus.h": "libopus-dev",
    "srtp2/srtp.h": "libsrtp2-dev",
    "speex/speex.h": "libspeex-dev",
    "speex/speex_echo.h": "libspeexdsp-dev",
    "gsm/gsm.h": "libgsm1-dev",
    "samplerate.h": "libsamplerate0-dev",
    "bcg729/encoder.h": "libbcg729-dev",
    "uuid/uuid.h": "uuid-dev",
}
_PYTHON_HEADERS = "python3-dev"
_OLDEST_SWIG = (4, 0)


def packages(interpreter: Interpreter) -> list[str]:
    """Debian packages to install before a build for this interpreter."""
    python = [_PYTHON_HEADERS] if interpreter.is_debians else []
    return [*TOOLS.values(), "libc6-dev", *python, *HEADERS.values()]


def check(interpreter: Interpreter) -> None:
    """Raises one BuildError that names everything missing and the command that installs it."""
    missing = {tool: package for tool, package in TOOLS.items() if shutil.which(tool) is None}
    lacking: list[str] = []
    if "g++" not in missing:
        missing.update(_missing_headers())
    if not (interpreter.include / "Python.h").exists():
        if interpreter.is_debians:
            missing["Python.h"] = _PYTHON_HEADERS
        else:
            lacking.append(f"Python.h (looked in {interpreter.include}) of {interpreter.executable}")
    if "swig" not in missing and (version := swig_version()) < _OLDEST_SWIG:
        lacking.append(f"SWIG 4 (found {'.'.join(map(str, version))})")
    if importlib.util.find_spec("lzma") is None:
        lacking.append("the lzma module of the Python interpreter that runs the build")
    if missing or lacking:
        # Without a compiler nobody knows which headers there are: name everything, APT skips what it has.
        wanted = packages(interpreter) if "g++" in missing else list(dict.fromkeys(missing.values()))
        raise BuildError(_explain([*missing, *lacking], wanted))


def _explain(lacking: list[str], wanted: list[str]) -> str:
    text = "the build of pjsua2 lacks: " + ", ".join(lacking)
    if wanted:
        text += f"\non Debian: sudo apt-get install --no-install-recommends {' '.join(wanted)}"
    return text


def _missing_headers() -> dict[str, str]:
    """One run of the preprocessor tells which headers the compiler does not find."""
    source = "".join(
        f"#if !__has_include(<{header}>)\nMISSING {index}\n#endif\n" for index, header in enumerate(HEADERS)
    )
    source += "#if !__has_include(<stdlib.h>)\nMISSING C\n#endif\n"
    done = subprocess.run(
        ["g++", "-E", "-P", "-x", "c++", "-"], input=source, capture_output=True, text=True, check=False
    )
    found = re.findall(r"MISSING (\w+)", done.stdout)
    names = list(HEADERS)
    lost = {names[int(word)]: HEADERS[names[int(word)]] for word in found if word.isdigit()}
    return {"stdlib.h": "libc6-dev", **lost} if "C" in found else lost


def swig_version() -> tuple[int, ...]:
    """The version SWIG gives for itself, (0,) when it says none."""
    done = subprocess.run(["swig", "-version"], capture_output=True, text=True, check=False)
    match = re.search(r"SWIG Version (\d+(?:\.\d+)+)", done.stdout)
    return tuple(int(part) for part in match[1].split(".")) if match else (0,)


def compiler_version() -> str:
    """What decides whether an object file may be reused: compiler, its target, SWIG."""
    words: list[str] = []
    for command in (["g++", "-dumpfullversion"], ["g++", "-dumpmachine"]):
        try:
            words.append(subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip())
        except OSError:
            words.append("none")
    return " ".join(words)
