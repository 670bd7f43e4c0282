"""What others see of an account: what IT entered, what the phone system says, what the dial plan makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.accounts.view import AccountView
from softphone.basics.sip_uri import SipUri
from softphone.directory.numbers import NumberPlan, dialled


@dataclass(frozen=True, slots=True)
class Outward:
    """Attributes:
    number: as others see it. name: shown with it; may be empty.
    known_as: all that may be sent of the account, to look for what is private.
    is_work: the account belongs to one of the company's domains.
    """

    number: str
    name: str
    known_as: str
    is_work: bool

    def __str__(self) -> str:
        return f"{self.number} ({self.name})" if self.name and self.name != self.number else self.number


def outward_of(view: AccountView, plan: NumberPlan, target: str = "", work_domains: tuple[str, ...] = ()) -> Outward:
    """target: who is called; colleagues see the extension. work_domains: empty when every account is for work."""
    config, associated = view.config, view.registration.associated_uris
    user, host = _user_and_host(config.address_of_record)
    known_as = " ".join((config.address_of_record, config.display_name, config.outward_number, *associated))
    domains = tuple(domain.strip().lower() for domain in work_domains if domain.strip())
    is_work = not domains or any(host == each or host.endswith(f".{each}") for each in domains)
    number = "" if target and plan.is_extension(target) and plan.is_extension(user) else config.outward_number
    if not number and not (target and plan.is_extension(target)):
        number = _asserted(associated) or _with_trunk(user, plan)
    return Outward(number or (user if _is_number(user) else f"{user}@{host}"), config.display_name, known_as, is_work)


def _with_trunk(user: str, plan: NumberPlan) -> str:
    """``+49 30 1234-56``"""
    trunk = plan.own_trunk.strip()
    return f"{trunk}-{user}" if trunk.startswith("+") and plan.is_extension(user) else ""


def _asserted(uris: Iterable[str]) -> str:
    """The first number among the identities that the phone system gave (RFC 7315 section 4.1)."""
    users = [uri[4:].split(";")[0] if uri.lower().startswith("tel:") else _user_and_host(uri)[0] for uri in uris]
    return next((user for user in users if user.startswith("+") and _is_number(user)), "")


def _is_number(text: str) -> bool:
    return bool(text) and dialled(text) == text


def _user_and_host(address: str) -> tuple[str, str]:
    try:
        uri = SipUri.parse(address if ":" in address else f"sip:{address}")
    except ValueError:
        return address, ""
    return uri.user, uri.host
