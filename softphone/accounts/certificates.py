"""Certificates of phone servers for people: what is wrong with one, comparing it aloud, trusting it on purpose."""

import ipaddress
from collections.abc import Iterator

import msgspec

from softphone.accounts.accounts import Accounts
from softphone.accounts.explain import server_text
from softphone.basics.ids import AccountId
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, Certificate, RegistrationProblem

_GROUP = 4
_GROUPS_A_LINE = 4
CERTIFICATE_PROBLEMS = frozenset(
    {
        RegistrationProblem.CERTIFICATE_UNTRUSTED,
        RegistrationProblem.CERTIFICATE_EXPIRED,
        RegistrationProblem.CERTIFICATE_WRONG_NAME,
        RegistrationProblem.CERTIFICATE_CHANGED,
    }
)


def trusting(config: AccountConfig, certificate: Certificate) -> AccountConfig:
    """The account with this very certificate trusted, besides those that were trusted before."""
    trusted = (*config.trusted_certificates, certificate.fingerprint)
    return msgspec.structs.replace(config, trusted_certificates=tuple(dict.fromkeys(trusted)))


def trust(accounts: Accounts, account_id: AccountId, certificate: Certificate) -> None:
    """The account takes this very certificate from now on, and signs in. Does nothing for an account that is gone."""
    view = accounts.view(account_id)
    if view is not None:
        accounts.update(trusting(view.config, certificate))


def grouped(fingerprint: str) -> str:
    """Four lines of four groups of four digits, such as two people can read to each other."""
    groups = [fingerprint[at : at + _GROUP].upper() for at in range(0, len(fingerprint), _GROUP)]
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    return "\n".join(" ".join(line) for line in lines)


def fingerprint_of(text: str) -> str:
    """A fingerprint as people write it (groups, colons, capitals) as 64 lower-case digits. Raises ValueError."""
    digits = "".join(c for c in text.lower() if not c.isspace() and c not in ":-.")
    if len(digits) != 64 or any(c not in "0123456789abcdef" for c in digits):
        raise ValueError("not a SHA-256 fingerprint")
    return digits


def faults(
    problem: RegistrationProblem, certificate: Certificate, config: AccountConfig, now_s: float
) -> tuple[str, ...]:
    """What is wrong with it, a sentence each; there may be several things at once."""
    return tuple(_faults(problem, certificate, config, now_s))


def _faults(
    problem: RegistrationProblem, certificate: Certificate, config: AccountConfig, now_s: float
) -> Iterator[str]:
    server = host_of(config)
    if config.trusted_certificates and certificate.fingerprint not in config.trusted_certificates:
        yield translate("accounts", "It is not the certificate that you trusted for this server before.")
    if problem is RegistrationProblem.CERTIFICATE_EXPIRED or not certificate.valid_until_s > now_s:
        if certificate.valid_from_s > now_s:
            yield translate("accounts", "It is not valid yet, by the clock of this computer.")
        else:
            yield translate("accounts", "It has expired, by the clock of this computer.")
    if problem is RegistrationProblem.CERTIFICATE_WRONG_NAME or not is_for(certificate, server):
        yield translate("accounts", "It is not for {server}, but for {names}.").format(
            server=server, names=", ".join(names_of(certificate)[:4]) or translate("accounts", "nobody")
        )
    if certificate.subject == certificate.issuer:
        yield translate("accounts", "The server has issued it to itself; no authority vouches for it.")
    elif problem in (RegistrationProblem.CERTIFICATE_UNTRUSTED, RegistrationProblem.CERTIFICATE_CHANGED):
        yield translate("accounts", "This computer does not trust who issued it: {issuer}.").format(
            issuer=certificate.issuer or translate("accounts", "nobody")
        )


def names_of(certificate: Certificate) -> tuple[str, ...]:
    """Whom it is for, each once."""
    return tuple(dict.fromkeys(certificate.names or filter(None, (certificate.subject,))))


def is_for(certificate: Certificate, host: str) -> bool:
    """True when it names this host."""
    wanted = _plain(host)
    return any(_plain(name.removeprefix("sips:").removeprefix("sip:")) == wanted for name in names_of(certificate))


def host_of(config: AccountConfig) -> str:
    """The name that the server of this account has to show, without a port."""
    text = server_text(config)
    try:
        return SipUri.parse(f"sip:{text}").host.strip("[]")
    except ValueError:
        return text


def _plain(host: str) -> str:
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return host.lower().rstrip(".")
