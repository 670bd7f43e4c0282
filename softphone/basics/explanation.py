"""What happened and what to do about it, in the user's words."""

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

    def translated(self, context: str) -> "Explanation":
        """The same in the user's language, for constants, which are made of marked texts of this context."""
        return Explanation(translate(context, self.title), translate(context, self.remedy) if self.remedy else "")

    def __str__(self) -> str:
        if not self.remedy:
            return self.title
        return f"{self.title}{'' if self.title.endswith(('.', '!', '?', '…')) else '.'} {self.remedy}"
