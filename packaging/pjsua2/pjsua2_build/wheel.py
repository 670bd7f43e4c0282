"""Packs the module into a wheel (PEP 427) with the standard library alone."""

from __future__ import annotations

import base64
import hashlib
import os
import time
import zipfile
from pathlib import Path

from . import recipe
from .compilation import Module
from .interpreter import Interpreter

_FIRST_ZIP_SECOND = 315_532_800  # 1980-01-01: a ZIP archive knows nothing earlier


def pack(module: Module, interpreter: Interpreter, folder: Path) -> Path:
    """Writes the wheel into `folder` and returns its path."""
    info = f"pjsua2-{recipe.WHEEL_VERSION}.dist-info"
    files = {
        module.library.name: module.library.read_bytes(),
        module.python.name: module.python.read_bytes(),
        f"{info}/METADATA": _metadata(interpreter),
        f"{info}/WHEEL": _wheel_facts(interpreter),
        f"{info}/top_level.txt": b"_pjsua2\npjsua2\n",
    }
    record = "".join(f"{name},{_digest(content)},{len(content)}\n" for name, content in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    path = folder / f"pjsua2-{recipe.WHEEL_VERSION}-{interpreter.tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(_entry(name), content)
    return path


def _metadata(interpreter: Interpreter) -> bytes:
    major, minor = interpreter.version
    return (
        f"Metadata-Version: 2.1\nName: pjsua2\nVersion: {recipe.WHEEL_VERSION}\nSummary: {recipe.SUMMARY}\n"
        f"License: GPL-2.0-or-later\nRequires-Python: =={major}.{minor}.*\n"
    ).encode()


def _wheel_facts(interpreter: Interpreter) -> bytes:
    return (f"Wheel-Version: 1.0\nGenerator: build_wheel\nRoot-Is-Purelib: false\nTag: {interpreter.tag}\n").encode()


def _digest(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _entry(name: str) -> zipfile.ZipInfo:
    moment = time.gmtime(max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), _FIRST_ZIP_SECOND))
    entry = zipfile.ZipInfo(name, moment[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = (0o755 if name.endswith(".so") else 0o644) << 16
    return entry
