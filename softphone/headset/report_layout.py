"""Where a headset's reports hold its buttons and lamps: from the report descriptor (HID 1.11 section 6.2.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hid_parser import ArrayItem, BaseItem, ReportDescriptor, VariableItem

TELEPHONY_PAGE = 0x0B
_LED_PAGE = 0x08


class Button(IntEnum):
    """Usages of the telephony page that we act on."""

    HOOK_SWITCH = 0x20
    FLASH = 0x21
    REDIAL = 0x24
    MUTE = 0x2F
    REJECT = 0x94  # "Drop"


class Lamp(IntEnum):
    """Usages of the LED page that we set."""

    MUTE = 0x09
    OFF_HOOK = 0x17
    RING = 0x18
    HOLD = 0x20


@dataclass(frozen=True, slots=True)
class Field:
    """Bits in a report, without the byte of the report id.

    Attributes:
        report_id: None where the device's reports have none.
        usage: what a set bit means; for an array what `number` means.
        number: for an array: the value that stands for the usage; None for a bit field.
        is_relative: each set bit is a press of its own, not a state that lasts.
    """

    report_id: int | None
    offset: int
    size: int
    usage: int
    number: int | None = None
    is_relative: bool = False

    def is_set_in(self, report: bytes) -> bool:
        """The field says yes in this report."""
        value = _bits(report, self.offset, self.size)
        return value == self.number if self.number is not None else bool(value & 1)


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """What a headset can tell and show.

    Attributes:
        buttons, lamps: every field of a usage that we know.
        output_sizes: bytes of each output report without its id.
    """

    buttons: tuple[Field, ...]
    lamps: tuple[Field, ...]
    output_sizes: dict[int | None, int]

    @property
    def is_useful(self) -> bool:
        """It has a button that belongs to calls."""
        return any(field.usage in (Button.HOOK_SWITCH, Button.MUTE) for field in self.buttons)

    @property
    def has_report_ids(self) -> bool:
        """Its reports begin with their id."""
        return any(field.report_id is not None for field in (*self.buttons, *self.lamps))

    def pressed(self, report: bytes) -> dict[Button, bool]:
        """The state of each button that the report tells of. report: as it was read, with the id where there is one."""
        report_id, body = (report[0], report[1:]) if self.has_report_ids and report else (None, report)
        told: dict[Button, bool] = {}
        for field in self.buttons:
            if field.report_id == report_id:
                button = Button(field.usage)
                told[button] = told.get(button, False) or field.is_set_in(body)
        return told

    def lamp_reports(self, lit: Iterable[Lamp]) -> list[bytes]:
        """The output reports that make exactly these lamps shine; each begins with its id, 0 where there is none."""
        wanted = set(lit)
        reports = {report_id: bytearray(size) for report_id, size in self.output_sizes.items()}
        for field in self.lamps:
            if Lamp(field.usage) in wanted and field.number is None:
                reports[field.report_id][field.offset // 8] |= 1 << (field.offset % 8)
        with_lamps = {field.report_id for field in self.lamps}
        return [bytes([report_id or 0]) + bytes(body) for report_id, body in reports.items() if report_id in with_lamps]


def layout_of(descriptor: bytes) -> ReportLayout:
    """Reads a report descriptor. Raises ValueError for one that cannot be read."""
    import warnings

    from hid_parser import InvalidReportDescriptor, ReportDescriptor

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # many a headset bends the rules; what matters is read all the same
            parsed = ReportDescriptor(list(descriptor))
            inputs, outputs = _fields(parsed, is_input=True), _fields(parsed, is_input=False)
            sizes = {i: int(parsed.get_output_report_size(i).byte) or 1 for i in parsed.output_report_ids}
    except (InvalidReportDescriptor, KeyError, IndexError, TypeError, NotImplementedError) as error:
        raise ValueError(f"no usable report descriptor: {error}") from None
    return ReportLayout(
        tuple(field for page, field in inputs if page == TELEPHONY_PAGE and field.usage in set(Button)),
        tuple(field for page, field in outputs if page == _LED_PAGE and field.usage in set(Lamp)),
        sizes,
    )


def _fields(parsed: "ReportDescriptor", *, is_input: bool) -> list[tuple[int, Field]]:
    ids = parsed.input_report_ids if is_input else parsed.output_report_ids
    get = parsed.get_input_items if is_input else parsed.get_output_items
    return [found for report_id in ids for item in get(report_id) for found in _fields_of(item, report_id)]


def _fields_of(item: "BaseItem", report_id: int | None) -> list[tuple[int, Field]]:
    from hid_parser import ArrayItem, VariableItem

    offset, size = int(item.offset), int(item.size)
    if isinstance(item, VariableItem):
        return [_of_bits(item, report_id, offset, size)]
    if isinstance(item, ArrayItem):
        return _of_array(item, report_id, offset)
    return []


def _of_bits(item: "VariableItem", report_id: int | None, offset: int, size: int) -> tuple[int, Field]:
    return item.usage.page, Field(report_id, offset, size, item.usage.usage, is_relative=item.relative)


def _of_array(item: "ArrayItem", report_id: int | None, offset: int) -> list[tuple[int, Field]]:
    width = int(item.size) // max(1, int(item.count))
    return [
        (usage.page, Field(report_id, offset + at * width, width, usage.usage, item.logical_min + index))
        for at in range(int(item.count))
        for index, usage in enumerate(item.usages)
    ]


def _bits(report: bytes, offset: int, size: int) -> int:
    """HID packs its fields from the least significant bit on."""
    return (int.from_bytes(report, "little") >> offset) & ((1 << size) - 1)
