"""What happened and what to do about it, in the user's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from softphone.basics.words import translate


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words for a state or an outcome.

    Attributes:
        title: what happened, one sentence without technical terms.
        remedy: what the user can do about it; empty when there is nothing to do.
    """

    title: str
    remedy: str = ""

    def translated(self, context: str, names: Mapping[str, str] | None = None) -> "Explanation":
        """The same in the user's language, for constants, which are made of marked texts of this context.

        names: what stands in these texts as ``{key}``; without them nothing does.
        """
        title = translate(context, self.title)
        remedy = translate(context, self.remedy) if self.remedy else ""
        if names is None:
            return Explanation(title, remedy)
        return Explanation(title.format_map(names), remedy.format_map(names))

    def __str__(self) -> str:
        if not self.remedy:
            return self.title
        return f"{self.title}{'' if self.title.endswith(('.', '!', '?', '…')) else '.'} {self.remedy}"
