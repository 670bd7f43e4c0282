"""What a setting is: key, type, default and help, and how a value from a file is checked against them."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting.

    Attributes:
        key: ``section.name``, as in the file.
        kind: type that values are checked against; may carry `msgspec.Meta` limits.
        help: one sentence for the settings window.
        is_lockable: True when an administrator may fix it.
    """

    key: str
    kind: Any
    default: T
    help: str
    is_lockable: bool = True

    @property
    def path(self) -> tuple[str, ...]:
        """The key in its parts."""
        return tuple(self.key.split("."))

    def read(self, raw: object) -> T:
        """The value in a file as the setting's type. Raises ValueError when it does not fit."""
        return _convert(raw, self.kind)  # type: ignore[no-any-return]

    def write(self, value: T) -> object:
        """The value as what a settings file can hold. Raises ValueError when it does not fit the setting."""
        plain = msgspec.to_builtins(value)
        _convert(plain, self.kind)
        return plain


@dataclass(frozen=True, slots=True)
class SettingTable(Generic[S]):
    """A table of entries by id, each of one struct type (for instance the accounts).

    Attributes:
        key: name of the table in the file.
        id_field: field of the struct that is the entry's id.
    """

    key: str
    kind: type[S]
    id_field: str
    help: str
    is_lockable: bool = True

    def read(self, entry_id: str, raw: object) -> S:
        """The entry as its struct; unknown keys are passed over. Raises ValueError when it does not fit."""
        if not isinstance(raw, dict):
            raise ValueError("not a table")
        known = {name: value for name, value in raw.items() if name in self.fields}
        return _convert({**known, self.id_field: entry_id}, self.kind)  # type: ignore[no-any-return]

    def write(self, entry: S) -> dict[str, object]:
        """The entry's fields that differ from their defaults, as what a settings file can hold."""
        plain: dict[str, object] = msgspec.to_builtins(entry)
        _convert(plain, self.kind)
        defaults = {
            f.name: msgspec.to_builtins(_default(f)) for f in msgspec.structs.fields(self.kind) if not f.required
        }
        return {
            name: value
            for name, value in plain.items()
            if name != self.id_field and value is not None and (name not in defaults or defaults[name] != value)
        }

    @property
    def fields(self) -> frozenset[str]:
        """Names of the struct's fields but the id."""
        return frozenset(field.name for field in msgspec.structs.fields(self.kind)) - {self.id_field}


def _default(field: msgspec.structs.FieldInfo) -> object:
    if field.default is msgspec.NODEFAULT and callable(field.default_factory):
        return field.default_factory()
    return field.default


def _convert(raw: object, kind: Any) -> Any:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None
