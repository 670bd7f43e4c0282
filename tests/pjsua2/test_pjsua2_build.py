"""The build of the wheel, as far as it needs no compiler: mirror, cache, requirements, packing, stub."""

import ast
import base64
import hashlib
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from pjsua2_build import cache, interpreter, recipe, requirements, source, wheel
from pjsua2_build.apt_configuration import debian_mirror
from pjsua2_build.cache import Cache
from pjsua2_build.compilation import Module
from pjsua2_build.progress import BuildError

from tests.pjsua2 import child

SCRIPT = recipe.FOLDER / "build_wheel.py"


def test_mirror_is_found_in_one_line_sources(tmp_path: Path) -> None:
    lines = [
        "# deb http://commented.example/debian bookworm main",
        "deb http://mirror.example/debian-security bookworm-security main",
        "deb [arch=amd64 signed-by=/x.gpg] http://mirror.example/debian/ bookworm main contrib",
    ]
    (tmp_path / "sources.list").write_text("\n".join(lines))
    assert debian_mirror(tmp_path) == "http://mirror.example/debian"


def test_mirror_is_found_in_deb822_sources(tmp_path: Path) -> None:
    (tmp_path / "sources.list.d").mkdir()
    text = (
        "Types: deb\nURIs: http://off.example/debian\nSuites: bookworm\nEnabled: no\n\n"
        "# ours\nTypes: deb\nURIs:\n http://mirror.example/debian\nSuites: bookworm bookworm-updates\n"
    )
    (tmp_path / "sources.list.d" / "debian.sources").write_text(text)
    assert debian_mirror(tmp_path) == "http://mirror.example/debian"


def test_no_mirror_is_no_error(tmp_path: Path) -> None:
    assert debian_mirror(tmp_path) is None


def test_everything_missing_is_named_in_one_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BuildError) as caught:
        requirements.check(interpreter.inspect(sys.executable))
    message = str(caught.value)
    assert all(word in message for word in ("gcc", "swig", "patch", "apt-get install", "libsrtp2-dev"))


def test_packages_are_listed_on_one_line() -> None:
    done = subprocess.run([sys.executable, SCRIPT, "--list-packages"], capture_output=True, text=True, check=True)
    assert {"g++", "swig", "libopus-dev"} <= set(done.stdout.split())
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--source", "/nowhere.tar"], "does not exist"),
        (["--source", "https://example.invalid/x.tar"], "needs --sha256"),
        (["--python", "/nowhere/python"], "cannot run"),
        (["--python", "/bin/true"], "no Python interpreter"),
    ],
)
def test_wrong_arguments_are_explained(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, SCRIPT, *arguments], capture_output=True, text=True, env={"XDG_CACHE_HOME": str(tmp_path)}
    )
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_source_that_is_not_the_expected_one_is_refused(tmp_path: Path) -> None:
    tarball = tmp_path / "x.tar"
    tarball.write_bytes(b"something else")
    with pytest.raises(BuildError, match="not the expected"):
        source.obtain(source.FileSource(tarball, "00" * 32), tmp_path / "sources")


def test_cache_finds_what_it_keeps_and_forgets_the_oldest(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "cache")
    keys = [cache.key("recipe", f"source {number}", "tag", "compiler") for number in range(6)]
    for key in keys:
        fresh = tmp_path / "x.whl"
        fresh.write_text(key)
        kept.keep(key, fresh)
    assert kept.wheel(keys[0]) is None
    found = kept.wheel(keys[-1])
    assert found is not None
    assert found.read_text() == keys[-1]


def test_second_build_waits_for_the_first(tmp_path: Path) -> None:
    kept, order = Cache(tmp_path), []

    def second() -> None:
        with Cache(tmp_path).lock():
            order.append("second")

    with kept.lock():
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.3)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_wheel_is_well_formed(tmp_path: Path) -> None:
    (tmp_path / "_pjsua2.so").write_bytes(b"library")
    (tmp_path / "pjsua2.py").write_bytes(b"python")
    python = interpreter.inspect(sys.executable)
    path = wheel.pack(Module(tmp_path / "_pjsua2.so", tmp_path / "pjsua2.py"), python, tmp_path)
    with zipfile.ZipFile(path) as archive:
        record = archive.read(f"pjsua2-{recipe.WHEEL_VERSION}.dist-info/RECORD").decode().splitlines()
        for line in record:
            name, digest, _ = line.split(",")
            if digest:
                plain = base64.urlsafe_b64encode(hashlib.sha256(archive.read(name)).digest()).rstrip(b"=")
                assert digest == f"sha256={plain.decode()}"
        assert {line.split(",")[0] for line in record} == set(archive.namelist())


def test_stub_names_what_the_module_has() -> None:
    tree = ast.parse(recipe.STUB.read_text())
    stubbed = {node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    stubbed |= {
        node.target.id for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    public = {name for name in stubbed if not name.startswith("_")}
    there = set(child.run("life_scenarios:module_names"))
    assert public - there == set()
    assert {name for name in there if name.startswith("sip") or name.startswith("call")} <= public
    assert {"EventSubscription", "OutRequest", "RequestHandler", "SipTrace", "Endpoint", "Call", "Account"} <= public
