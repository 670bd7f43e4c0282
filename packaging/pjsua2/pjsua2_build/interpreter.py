"""The Python interpreter a wheel is built for: tag, headers, file suffix."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .progress import BuildError

SUPPORTED = ((3, 11), (3, 12), (3, 13))

_QUESTION = """
import json, sys, sysconfig
print(json.dumps({
    "executable": sys.executable,
    "version": sys.version_info[:2],
    "include": sysconfig.get_path("include"),
    "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
    "platform": sysconfig.get_platform(),
    "base_prefix": sys.base_prefix,
    "is_cpython": sys.implementation.name == "cpython",
}))
"""


@dataclass(frozen=True)
class Interpreter:
    """What the compiler and the wheel's name need to know of an interpreter."""

    executable: str
    version: tuple[int, int]
    include: Path
    suffix: str
    platform: str
    base_prefix: str

    @property
    def tag(self) -> str:
        """Such as cp311-cp311-linux_x86_64."""
        python = f"cp{self.version[0]}{self.version[1]}"
        return f"{python}-{python}-{self.platform.replace('-', '_').replace('.', '_')}"

    @property
    def is_debians(self) -> bool:
        """Whether its headers come from Debian's python3-dev."""
        return self.base_prefix == "/usr"


def inspect(executable: str) -> Interpreter:
    """Asks the interpreter itself. Raises BuildError if it cannot be run or is not supported."""
    try:
        answer = subprocess.run([executable, "-I", "-c", _QUESTION], capture_output=True, text=True, check=True)
        facts = json.loads(answer.stdout)
    except (OSError, subprocess.CalledProcessError) as error:
        raise BuildError(f"cannot run the Python interpreter {executable}: {error}") from error
    except ValueError as error:
        raise BuildError(f"{executable} is no Python interpreter") from error
    version = (int(facts["version"][0]), int(facts["version"][1]))
    if version not in SUPPORTED or not facts["is_cpython"]:
        names = ", ".join(f"{major}.{minor}" for major, minor in SUPPORTED)
        raise BuildError(f"{executable} is Python {version[0]}.{version[1]}; CPython {names} is needed")
    return Interpreter(
        executable=facts["executable"],
        version=version,
        include=Path(facts["include"]),
        suffix=facts["suffix"],
        platform=facts["platform"],
        base_prefix=facts["base_prefix"],
    )
