"""Design tokens: colours for light and dark, spacing, radii, type scale. Everything that is drawn uses these."""

from dataclasses import dataclass
from enum import StrEnum

SPACE_XS = 4
SPACE_S = 8
SPACE_M = 12
SPACE_L = 16
SPACE_XL = 24
SPACE_XXL = 32

RADIUS_CONTROL = 8
RADIUS_CARD = 12
FOCUS_WIDTH = 2
ICON_SIZE = 20

# Factors of the system's font size, so that a user's larger text is respected.
TYPE_SMALL = 0.9
TYPE_BODY = 1.0
TYPE_STRONG = 1.1
TYPE_TITLE = 1.3
TYPE_DISPLAY = 1.7


class Tone(StrEnum):
    """What a colour says. Each tone is shown with an icon or a word besides, never by colour alone."""

    NEUTRAL = "neutral"
    ACCENT = "accent"
    POSITIVE = "positive"
    WARNING = "warning"
    DANGER = "danger"


@dataclass(frozen=True)
class Palette:
    """One set of colours as ``#RRGGBB``.

    Attributes:
        window, surface, sunken: backgrounds, from the back to cards to wells within them.
        border: separates; border_strong: outlines what can be operated (3:1 against its background).
        muted: secondary text, 4.5:1 against every background; faint: text of what is disabled.
        accent, positive, warning, danger: as text and icons on any background, and as fill under `on_fill`.
        …_soft: tinted backgrounds for banners and chips.
        …_hover: fills and surfaces under the pointer.
    """

    is_dark: bool
    window: str
    surface: str
    sunken: str
    hover: str
    pressed: str
    border: str
    border_strong: str
    text: str
    muted: str
    faint: str
    on_fill: str
    accent: str
    accent_hover: str
    accent_soft: str
    positive: str
    positive_hover: str
    positive_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_hover: str
    danger_soft: str
    focus: str

    def tone(self, tone: Tone) -> str:
        """The colour of text and icons in this tone."""
        return self.muted if tone is Tone.NEUTRAL else str(getattr(self, tone.value))

    def tone_soft(self, tone: Tone) -> str:
        """The tinted background of this tone."""
        return self.sunken if tone is Tone.NEUTRAL else str(getattr(self, f"{tone.value}_soft"))


LIGHT = Palette(
    is_dark=False,
    window="#F3F5F8",
    surface="#FFFFFF",
    sunken="#E9EDF2",
    hover="#EDF1F6",
    pressed="#DFE5ED",
    border="#D3DAE3",
    border_strong="#7C8898",
    text="#17202C",
    muted="#4F5B6B",
    faint="#8C97A5",
    on_fill="#FFFFFF",
    accent="#1F5FA8",
    accent_hover="#184E8C",
    accent_soft="#E3EDF8",
    positive="#17744A",
    positive_hover="#115E3B",
    positive_soft="#E2F3EA",
    warning="#7A4B00",
    warning_soft="#FDF1D8",
    danger="#B3263A",
    danger_hover="#921C2E",
    danger_soft="#FBE8EA",
    focus="#1F5FA8",
)

DARK = Palette(
    is_dark=True,
    window="#12161C",
    surface="#1B2129",
    sunken="#252D38",
    hover="#28313D",
    pressed="#323C4A",
    border="#333D4A",
    border_strong="#748194",
    text="#E9EDF3",
    muted="#A9B4C3",
    faint="#6E7A8A",
    on_fill="#0E141B",
    accent="#7FB2F0",
    accent_hover="#A0C7F5",
    accent_soft="#1D3350",
    positive="#5FCB94",
    positive_hover="#86DAAF",
    positive_soft="#163527",
    warning="#EDBB5A",
    warning_soft="#3C3013",
    danger="#F58A96",
    danger_hover="#F9AAB3",
    danger_soft="#43202A",
    focus="#A0C7F5",
)
