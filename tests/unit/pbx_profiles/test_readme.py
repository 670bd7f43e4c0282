"""What IT reads of the files of phone systems is whole."""

import re

from softphone.pbx_profiles.profile import Feature, HandoffStep, Lamp, Profile, StatusWay
from softphone.pbx_profiles.profile_checking import checked
from softphone.pbx_profiles.profile_files import SHIPPED

README = (SHIPPED / "README.md").read_text(encoding="utf-8")
_OWN = {"profile_id", "codes", "unsure", "lamps"}


def test_every_key_is_explained() -> None:
    fields = set(Profile.__struct_fields__) - _OWN
    for key in (*fields, *Feature, *Lamp, *HandoffStep, *StatusWay):
        assert re.search(rf"`{key}`|`{key}`|^    {key} = |\"{key}\"", README, re.MULTILINE), key
    for table in ("codes", "unsure", "lamps"):
        assert f"### `[{table}]`" in README


def test_the_example_is_valid() -> None:
    import tomllib

    example = re.search(r"(?m)(^    name = (?:.|\n    )*)", README)
    assert example is not None
    text = re.sub(r"(?m)^    ", "", example[1])
    profile, problems = checked("ours", tomllib.loads(text), text, "ours.toml")
    assert problems == ()
    assert profile.handoff == (HandoffStep.CODE, HandoffStep.CONSULT)
