#!/usr/bin/env python3
"""Builds our pjsua2 wheel, or finds it in the cache, and prints its path. Needs only the standard library."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pjsua2_build import cache, interpreter, recipe, requirements, source, wheel
from pjsua2_build.cache import Cache
from pjsua2_build.compilation import Build, run_swig
from pjsua2_build.interpreter import Interpreter
from pjsua2_build.progress import BuildError, say
from pjsua2_build.source import Source
from pjsua2_build.stub import write_stub

_ANNOTATIONS = '%feature("python:annotations", "c");\n%feature("autodoc", "1");\n'


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0, or 1 after a message that says what is missing or failed."""
    options = _options(arguments)
    try:
        python = interpreter.inspect(options.python)
        if options.list_packages:
            print(" ".join(requirements.packages(python)))
            return 0
        origin = source.choose(options.source, options.sha256)
        if options.write_stub:
            print(_write_stub(Cache(cache.root()), origin))
            return 0
        path = find_or_build(Cache(cache.root()), origin, python, force=options.force)
    except BuildError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(f"cannot build: {error}")
        return 1
    if options.out:
        path = _copy(path, options.out)
    print(path)
    return 0


def find_or_build(kept: Cache, origin: Source, python: Interpreter, *, force: bool = False) -> Path:
    """The wheel for this interpreter, from the cache where nothing that shapes it has changed."""
    if not force and (found := _find(kept, origin, python)):
        return found
    requirements.check(python)
    with kept.lock():
        # Another build may have finished while this one waited.
        if not force and (found := _find(kept, origin, python)):
            return found
        return _build(kept, origin, python)


def _find(kept: Cache, origin: Source, python: Interpreter) -> Path | None:
    digest = recipe.digest()
    sha256 = origin.known_sha256() or kept.remembered_source(digest, origin.name)
    return kept.wheel(_key(digest, sha256, python)) if sha256 else None


def _key(digest: str, sha256: str, python: Interpreter) -> str:
    return cache.key(digest, sha256, python.tag, requirements.compiler_version())


def _build(kept: Cache, origin: Source, python: Interpreter) -> Path:
    digest = recipe.digest()  # before the build: a file may be edited while it runs
    tarball = _tarball(kept, origin)
    sha256 = source.sha256_of(tarball)
    with kept.workspace() as folder:
        top, generated = _unpack(tarball, folder)
        module = Build(top, generated, folder / "build.log", python).module()
        path = kept.keep(_key(digest, sha256, python), wheel.pack(module, python, folder))
    for name in (digest, recipe.PJPROJECT_VERSION):
        kept.remember_source(name, origin.name, sha256)
    return path


def _tarball(kept: Cache, origin: Source) -> Path:
    """The tarball; one that was fetched for an earlier recipe of the same pjproject serves again."""
    sha256 = origin.known_sha256() or kept.remembered_source(recipe.PJPROJECT_VERSION, origin.name)
    if sha256 and (found := kept.tarball(sha256)):
        return found
    return source.obtain(origin, kept.tarballs)


def _unpack(tarball: Path, folder: Path) -> tuple[Path, Path]:
    unpacked, generated = folder / "source", folder / "generated"
    unpacked.mkdir()
    generated.mkdir()
    return source.unpack(tarball, unpacked), generated


def _write_stub(kept: Cache, origin: Source) -> Path:
    with kept.lock():
        tarball = _tarball(kept, origin)
        with kept.workspace() as folder:
            top, generated = _unpack(tarball, folder)
            run_swig(top, generated, folder / "build.log", prologue=_ANNOTATIONS)
            write_stub(generated / "pjsua2.py", recipe.STUB)
    return recipe.STUB


def _copy(wheel_path: Path, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / wheel_path.name
    target.write_bytes(wheel_path.read_bytes())
    return target


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--print-path", action="store_true", help="print the wheel's path on the last line (always done)"
    )
    parser.add_argument("--source", metavar="PATH_OR_URL", help="pjproject tarball (default: from Debian's sid suite)")
    parser.add_argument("--sha256", metavar="HEX", help="SHA-256 of the tarball; required with a URL")
    parser.add_argument("--python", default=sys.executable, help="interpreter the wheel is for (default: this one)")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="copy the wheel there and print that path")
    parser.add_argument("--force", action="store_true", help="build even if the cache has the wheel")
    parser.add_argument("--list-packages", action="store_true", help="print the Debian packages a build needs")
    parser.add_argument("--write-stub", action="store_true", help="write the type stub anew instead (developers)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
