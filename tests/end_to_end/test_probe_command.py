"""Phone systems at the command line: shown and checked, and a real server asked what it is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from softphone_lab import Lab

pytestmark = [pytest.mark.lab, pytest.mark.timeout(120)]


def _softphone(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    places = dict.fromkeys(("SOFTPHONE_CONFIG_DIR", "SOFTPHONE_STATE_DIR", "SOFTPHONE_DATA_DIR"), str(folder))
    return subprocess.run(
        [sys.executable, "-m", "softphone", "account", *arguments],
        capture_output=True,
        text=True,
        timeout=100,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C", **places},
        check=False,
    )


def test_phone_systems_are_shown_and_a_slip_is_named(tmp_path: Path) -> None:
    good = _softphone(tmp_path, "systems")
    assert good.returncode == 0, good.stderr
    assert "asterisk_freepbx: Asterisk / FreePBX" in good.stdout + good.stderr
    (tmp_path / "pbx_profiles").mkdir()
    (tmp_path / "pbx_profiles" / "ours.toml").write_text("name = 'Ours'\n[codes]\npark = 'x'\n", encoding="utf-8")
    bad = _softphone(tmp_path, "systems")
    assert bad.returncode == 1
    assert "ours.toml, line 3" in bad.stdout + bad.stderr
    assert "ours: Ours" in bad.stdout + bad.stderr


def test_a_server_is_asked_what_it_is(tmp_path: Path, lab: Lab) -> None:
    result = _softphone(tmp_path, "probe", f"1001@{lab.facts.host}:{lab.facts.sip_udp}")
    told = result.stdout + result.stderr
    assert result.returncode == 0, told
    assert "“Lab PBX”" in told
    assert 'pbx_profile = "lab"' in told


def test_no_account_and_no_address_is_said(tmp_path: Path) -> None:
    result = _softphone(tmp_path, "probe", "office")
    assert result.returncode == 1
    assert "There is no such account." in result.stdout + result.stderr
