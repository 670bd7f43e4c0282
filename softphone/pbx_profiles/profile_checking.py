"""Checks what the file of a phone system says, key by key: what is wrong is left out and told, all else holds."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import msgspec

from softphone.basics.explanation import Explanation
from softphone.basics.words import translate
from softphone.pbx_profiles.profile import (
    EXTENSION,
    GREETING_MENUS,
    NUMBER,
    Feature,
    HandoffStep,
    Lamp,
    Profile,
    StatusWay,
)

_WITH_NUMBER = {
    Feature.FORWARD_ALWAYS_ON,
    Feature.FORWARD_BUSY_ON,
    Feature.FORWARD_NO_ANSWER_ON,
    Feature.FORWARD_NOT_REGISTERED_ON,
    Feature.PICK_UP,
    Feature.PARK_IN_SLOT,
    Feature.TWINNING_DELAY,
}
_MAY_HAVE_NUMBER = {
    Feature.FORWARD_TO_VOICEMAIL,
    Feature.PULL,  # the far party's, where several calls may be in progress
    Feature.PUSH,
    Feature.TWINNING_ON,
    Feature.VOICEMAIL,
}
_CODE = re.compile(r"\+?[0-9*#]{1,24}", re.ASCII)
_SLOTS = re.compile(r"[0-9 ,\-]{1,200}", re.ASCII)
_TABLES = ("codes", "unsure", "lamps")
_TOP = (
    "name",
    "handoff",
    "status",
    "push_confirms",
    "hides_mobile",
    "rings_before_voicemail_s",
    "sms",
    "servers",
    "park_slots",
    "greeting_menu",
)
_LONGEST_NAME = 60
_LONGEST_PATTERN = 200
_MOST_PATTERNS = 20
_LONGEST_RING_S = 120.0
_E = TypeVar("_E", bound=StrEnum)


class _Wrong(Exception):
    """A value that cannot be used: what to write instead."""


def checked(profile_id: str, raw: dict[str, Any], text: str, file: str) -> tuple[Profile, tuple[Explanation, ...]]:
    """The phone system, and what is wrong in its file.

    Args:
        raw: the file as TOML gives it; text: the file itself, for the lines; file: its name for people.
    """
    check = _Check(raw, text, file)
    codes = check.table("codes", Feature, _code)
    unsure = check.table("unsure", Feature, _code)
    check.note_doubles(codes, unsure)
    profile = Profile(
        profile_id=profile_id,
        name=check.value("name", _name, profile_id),
        codes=codes,
        unsure={feature: code for feature, code in unsure.items() if feature not in codes},
        lamps=check.table("lamps", Lamp, _lamp),
        handoff=check.value("handoff", _handoff, (HandoffStep.CONSULT,)),
        status=check.value("status", _status, StatusWay.PUBLISH),
        push_confirms=check.value("push_confirms", _flag, False),
        hides_mobile=check.value("hides_mobile", _flag, False),
        rings_before_voicemail_s=check.value("rings_before_voicemail_s", _seconds, None),
        sms=check.value("sms", _flag, False),
        servers=check.value("servers", _servers, ()),
        park_slots=check.value("park_slots", _slots, ""),
        greeting_menu=check.value("greeting_menu", _menu, ""),
    )
    check.note_unknown("", raw, (*_TOP, *_TABLES))
    if "name" not in raw:
        check.note("", "name", translate("pbx_profiles", "write the name under which people know the system"))
    return profile, tuple(check.problems)


class _Check:
    """problems: what was found, in the order of the file's parts."""

    def __init__(self, raw: dict[str, Any], text: str, file: str) -> None:
        self.problems: list[Explanation] = []
        self._raw, self._lines, self._file = raw, text.splitlines(), file

    def value(self, key: str, read: Callable[[object], Any], default: Any) -> Any:
        if key not in self._raw:
            return default
        try:
            return read(self._raw[key])
        except _Wrong as wrong:
            self.note("", key, str(wrong))
            return default

    def table(self, name: str, keys: type[_E], read: Callable[[_E, object], str]) -> dict[_E, str]:
        raw = self._raw.get(name, {})
        if not isinstance(raw, dict):
            self.note("", name, translate("pbx_profiles", "write it as a part of its own: [{name}]").format(name=name))
            return {}
        self.note_unknown(name, raw, [key.value for key in keys])
        found: dict[_E, str] = {}
        for key in keys:
            if key.value not in raw:
                continue
            try:
                found[key] = read(key, raw[key.value])
            except _Wrong as wrong:
                self.note(name, key.value, str(wrong))
        return found

    def note_unknown(self, table: str, raw: dict[str, Any], known: "list[str] | tuple[str, ...]") -> None:
        for key in raw:
            if key not in known:
                names = translate("pbx_profiles", "take it out, or write one of: {names}")
                self.note(table, key, names.format(names=", ".join(known)))

    def note_doubles(self, codes: dict[Feature, str], unsure: dict[Feature, str]) -> None:
        """Two features with one code: one of them is wrong, and nobody knows which, so neither is dialled."""
        for feature in codes.keys() & unsure.keys():
            self.note("unsure", feature, translate("pbx_profiles", "it stands under [codes] already; take one out"))
        for feature, code in list(codes.items()):
            twins = [each for each, other in codes.items() if other == code and each != feature]
            if twins and feature in codes:
                for each in (feature, *twins):
                    del codes[each]
                words = translate("pbx_profiles", "{other} has the same code; correct one of the two")
                self.note("codes", feature, words.format(other=", ".join(twins)))

    def note(self, table: str, key: str, remedy: str) -> None:
        line = self._line(table, key)
        place = f"{table}.{key}" if table else key
        title = (
            translate("pbx_profiles", "“{key}” in the file of a phone system cannot be used: {file}, line {line}")
            if line
            else translate("pbx_profiles", "“{key}” in the file of a phone system cannot be used: {file}")
        )
        self.problems.append(
            Explanation(
                title.format(key=place[:80], file=self._file, line=line),
                translate("pbx_profiles", "Correct it: {remedy}.").format(remedy=remedy),
            )
        )

    def _line(self, table: str, key: str) -> int:
        """Where it stands; 0 when it is written in a way that is not found so simply."""
        at = ""
        for number, line in enumerate(self._lines, 1):
            if head := re.match(r"\s*\[\s*([\w.\"'-]+)\s*\]", line):
                at = head[1].strip("\"'")
                if not table and at == key:
                    return number
            elif at == table and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return 0


def _code(feature: Feature, raw: object) -> str:
    if not isinstance(raw, str):
        raise _Wrong(translate("pbx_profiles", 'write the code in quotation marks, as "*97"'))
    if feature in _WITH_NUMBER and raw.count(NUMBER) != 1:
        raise _Wrong(translate("pbx_profiles", '{number} has to stand where the number is dialled, as "*72{number}"'))
    if NUMBER in raw and feature not in _WITH_NUMBER | _MAY_HAVE_NUMBER:
        raise _Wrong(translate("pbx_profiles", "no number is dialled with it; take {number} out"))
    return _dialled(raw, NUMBER)


def _lamp(_: Lamp, raw: object) -> str:
    if not isinstance(raw, str):
        raise _Wrong(translate("pbx_profiles", 'write the number in quotation marks, as "*78{extension}"'))
    if raw.count(EXTENSION) != 1:
        raise _Wrong(translate("pbx_profiles", '{extension} has to stand for the own number, as "*78{extension}"'))
    return _dialled(raw, EXTENSION)


def _dialled(raw: str, place: str) -> str:
    parts = raw.split(place)
    digits = "".join(parts)
    if len(parts) > 2 or (digits and not _CODE.fullmatch(digits)) or not raw or "+" in raw[1:]:
        raise _Wrong(translate("pbx_profiles", "write digits, * and # only, at most 24"))
    if not digits:
        raise _Wrong(translate("pbx_profiles", "a number alone is no code"))
    return raw


def _name(raw: object) -> str:
    if not isinstance(raw, str) or not 0 < len(raw.strip()) <= _LONGEST_NAME or not raw.isprintable():
        raise _Wrong(translate("pbx_profiles", "write the name in quotation marks, at most 60 characters"))
    return raw.strip()


def _handoff(raw: object) -> tuple[HandoffStep, ...]:
    try:
        steps = msgspec.convert(raw, tuple[HandoffStep, ...])
    except msgspec.ValidationError:
        names = ", ".join(HandoffStep)
        raise _Wrong(translate("pbx_profiles", "write a list of these: {names}").format(names=names)) from None
    return tuple(dict.fromkeys(steps))


def _status(raw: object) -> StatusWay:
    try:
        return msgspec.convert(raw, StatusWay)
    except msgspec.ValidationError:
        names = ", ".join(StatusWay)
        raise _Wrong(translate("pbx_profiles", "write one of these: {names}").format(names=names)) from None


def _menu(raw: object) -> str:
    if raw not in GREETING_MENUS:
        names = ", ".join(GREETING_MENUS)
        raise _Wrong(translate("pbx_profiles", "write one of these: {names}").format(names=names))
    return str(raw)


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise _Wrong(translate("pbx_profiles", "write true or false"))
    return raw


def _seconds(raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 < raw <= _LONGEST_RING_S:
        raise _Wrong(translate("pbx_profiles", "write seconds, at most 120"))
    return float(raw)


def _servers(raw: object) -> tuple[str, ...]:
    words = translate("pbx_profiles", "write a list of regular expressions, as ['^Asterisk PBX']")
    if not isinstance(raw, list) or len(raw) > _MOST_PATTERNS:
        raise _Wrong(words)
    for pattern in raw:
        if not isinstance(pattern, str) or not 0 < len(pattern) <= _LONGEST_PATTERN:
            raise _Wrong(words)
        try:
            re.compile(pattern)
        except re.error as error:
            unclear = translate("pbx_profiles", "{pattern} is not a regular expression ({reason})")
            raise _Wrong(unclear.format(pattern=pattern, reason=error.msg)) from None
    return tuple(raw)


def _slots(raw: object) -> str:
    if not isinstance(raw, str) or not _SLOTS.fullmatch(raw):
        raise _Wrong(translate("pbx_profiles", 'write the numbers in quotation marks, as "701-720"'))
    return raw
