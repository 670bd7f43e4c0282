"""Configures pjproject, builds its libraries, wraps it with SWIG and links the Python module."""

from __future__ import annotations

import concurrent.futures
import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from . import recipe
from .interpreter import Interpreter
from .progress import run, stage

_PARTS = ("pjlib", "pjlib-util", "pjmedia", "pjsip", "pjnath")


@dataclass(frozen=True)
class Module:
    """The finished Python module: its shared library and its Python half."""

    library: Path
    python: Path


@dataclass(frozen=True)
class Build:
    """One build in a folder of its own."""

    top: Path  # the unpacked pjproject
    folder: Path  # everything we generate
    log: Path
    interpreter: Interpreter

    def module(self) -> Module:
        """Runs all steps. Raises BuildError with the end of the log."""
        with stage("configuring"):
            self._configure()
        with stage("wrapping with SWIG"):
            run_swig(self.top, self.folder, self.log, "-doxygen")
        compiler = self._compiler()
        with stage("compiling (about a minute)"), concurrent.futures.ThreadPoolExecutor(3) as pool:
            libraries = pool.submit(self._build_libraries)
            wrapper = pool.submit(self._compile_wrapper, compiler)
            extension = pool.submit(self._compile_extension, compiler)
            libraries.result()
            objects = [wrapper.result(), *extension.result()]
        with stage("linking"):
            return self._link(objects)

    def _configure(self) -> None:
        flags = " ".join(recipe.CFLAGS)
        environment: Mapping[str, str] = {**os.environ, "CFLAGS": flags, "CXXFLAGS": flags, "LDFLAGS": ""}
        run(["./aconfigure", *recipe.CONFIGURE], self.log, cwd=self.top, env=environment)

    def _build_libraries(self) -> None:
        # A parallel make does not wait for the rule that makes these folders.
        for part in (*_PARTS, "third_party"):
            (self.top / part / "lib").mkdir(exist_ok=True)
        run(["make", "-j", str(os.cpu_count() or 2), "lib"], self.log, cwd=self.top)

    def _compiler(self) -> list[str]:
        words = [word for word in self._make_variable("PJ_CXXFLAGS") if not re.match(r"-O\d|-g$|-std", word)]
        folders = [self.interpreter.include, self.folder, recipe.EXTENSION]
        return ["g++", "-std=c++17", *words, *recipe.CFLAGS, *(f"-I{folder}" for folder in folders)]

    def _make_variable(self, name: str) -> list[str]:
        """Words that an application needs, as pjproject's build.mak has them after configuring."""
        makefile = f"include build.mak\nall:\n\t@echo $({name})\n"
        done = subprocess.run(
            ["make", "--no-print-directory", "-s", "-f", "-"],
            input=makefile,
            cwd=self.top,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    def _compile_wrapper(self, compiler: list[str]) -> Path:
        target = self.folder / "wrapper.o"
        source = self.folder / "pjsua2_wrap.cpp"
        command = [*compiler, "-w", recipe.WRAPPER_OPTIMISATION, "-c", str(source), "-o", str(target)]
        run(command, self.log.with_name("wrapper.log"))
        return target

    def _compile_extension(self, compiler: list[str]) -> list[Path]:
        objects = []
        for source in sorted(recipe.EXTENSION.glob("*.cpp")):
            target = self.folder / f"{source.stem}.o"
            warnings = ["-Wall", "-Wextra", "-Wno-unused-parameter"]
            run([*compiler, *warnings, "-c", source, "-o", target], self.log.with_name("extension.log"))
            objects.append(target)
        return objects

    def _link(self, objects: list[Path]) -> Module:
        library = self.folder / f"_pjsua2{self.interpreter.suffix}"
        libraries = [*self._make_variable("PJ_LDXXFLAGS"), *self._make_variable("PJ_LDXXLIBS")]
        run(["g++", "-shared", "-o", library, *objects, *recipe.LDFLAGS, *libraries], self.log)
        run(["strip", "--strip-unneeded", library], self.log)
        # Symbols that no library has show only now.
        run([self.interpreter.executable, "-c", "import pjsua2"], self.log, cwd=self.folder)
        return Module(library, self.folder / "pjsua2.py")


def run_swig(top: Path, folder: Path, log: Path, *options: str, prologue: str = "") -> None:
    """SWIG over pjproject's interface file and our fragment: pjsua2.py and pjsua2_wrap.cpp in `folder`."""
    interface = folder / "pjsua2.i"
    interface.write_text(_interface((top / "pjsip-apps/src/swig/pjsua2.i").read_text(), prologue))
    folders = [*(top / part / "include" for part in _PARTS), folder, top / "pjsip-apps/src/swig", recipe.EXTENSION]
    run(
        [
            *("swig", "-c++", "-python", "-threads", "-w312", *options),
            *(f"-I{path}" for path in folders),
            *("-outdir", folder, "-o", folder / "pjsua2_wrap.cpp", interface),
        ],
        log,
    )


def _interface(text: str, prologue: str) -> str:
    """pjproject's interface without the video classes, followed by ours."""
    head, module, rest = text.partition('%module(directors="1") pjsua2\n')
    ignored = "".join(f"%ignore pj::{name};\n" for name in recipe.VIDEO_CLASSES)
    rest = rest.replace("%ignore fromPj;", f"%ignore fromPj;\n{ignored}", 1)
    rest = re.sub(r"%template\((VideoMediaVector|VideoDevInfoVector2?|MediaFormatVideoVector)\).*\n", "", rest)
    rest = rest.replace('%feature("director") VideoRecorder;', "")
    return f'{head}{module}{prologue}{rest}\n%include "pjsua2_ext.i"\n'
