"""Reads the files of phone systems (TOML). resources/pbx_profiles/README.md says what may stand in them."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.profile_checking import checked

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "pbx_profiles"
SITE = Path("/etc/softphone/pbx_profiles")
FOLDER = "pbx_profiles"
_SUFFIX = ".toml"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}", re.ASCII)
_LONGEST_BYTES = 100_000
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A phone system as far as its file can be used, and what is wrong in it."""

    profile: Profile
    problems: tuple[Explanation, ...] = ()


def profile_ids(folders: tuple[Path, ...]) -> frozenset[str]:
    """The names of the files, without their suffix."""
    found: set[str] = set()
    for folder in folders:
        try:
            names = sorted(path.stem for path in folder.iterdir() if path.suffix == _SUFFIX)
        except OSError:
            continue  # nobody need have such a folder
        found.update(name for name in names[:_MOST_FILES] if _NAME.fullmatch(name))
    return frozenset(found)


def read_profile(folders: tuple[Path, ...], profile_id: str) -> ReadProfile:
    """From the last folder that has it. A file that cannot be read at all gives a system with no codes: those of the
    file that it stands for could be wrong."""
    path = next((path for folder in reversed(folders) if (path := folder / f"{profile_id}{_SUFFIX}").exists()), None)
    if path is None:
        return ReadProfile(Profile(profile_id=profile_id, name=profile_id))
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST_BYTES + 1)
        if len(content) > _LONGEST_BYTES:
            raise ValueError(translate("pbx_profiles", "it is too big"))
        text = content.decode()
        raw = tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        return ReadProfile(Profile(profile_id=profile_id, name=profile_id), (_unreadable(path, error),))
    profile, problems = checked(profile_id, raw, text, str(path))
    return ReadProfile(profile, problems)


def _unreadable(path: Path, error: Exception) -> Explanation:
    return Explanation(
        translate("pbx_profiles", "The file of a phone system cannot be used: {file}").format(file=path),
        translate("pbx_profiles", "Correct it: {reason}. Until then nothing is dialled for this phone system.").format(
            reason=_reason(error)
        ),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error).rstrip(".") or type(error).__name__
