"""The generated part of Asterisk's configuration: accounts, hints, mailboxes, resource lists."""

from collections.abc import Sequence
from pathlib import Path

from .people import PEOPLE, LabUser, extra_people, password_digest

LIST_SIZE = 100  # Asterisk drops a NOTIFY over 64 KB, which is about 135 lamps
LEGACY_MWI_USER = "1002"


def write(etc: Path, extra_users: int) -> None:
    """Write the files that the templates of conf/asterisk include."""
    extra = extra_people(extra_users)
    everyone = [*PEOPLE, *extra]
    (etc / "pjsip_users.conf").write_text("".join(map(_account, everyone)))
    (etc / "extensions_hints.conf").write_text("".join(map(_hint, everyone)))
    (etc / "voicemail_users.conf").write_text("".join(map(_mailbox, PEOPLE)))
    (etc / "pjsip_lists.conf").write_text(_lists(extra))
    (etc / "cli.conf").write_text("[startup_commands]\n" + "".join(map(_start_commands, PEOPLE)))


def _account(user: LabUser) -> str:
    """Endpoint, address of record and credentials of one person.

    An AOR with mailboxes lets a phone SUBSCRIBE to message-summary, an endpoint with mailboxes
    is sent NOTIFYs unasked. Asterisk refuses both at once, so phones of the lab subscribe and
    1002 (an older phone) is notified unasked.
    """
    number = user.user
    mailbox = f"mailboxes = {number}@default\n" if user.has_voicemail else ""
    is_legacy = number == LEGACY_MWI_USER
    return (
        f"[{number}]({_template(user)})\nauth = {number}-auth\naors = {number}\n"
        f'callerid = "{user.name}" <{number}>\n{mailbox if is_legacy else ""}'
        f"[{number}](aor)\n{'' if is_legacy else mailbox}"
        f"[{number}-auth](auth)\nusername = {number}\n{_credentials(user)}"
    )


def _template(user: LabUser) -> str:
    if user.secure:
        return "secure-phone"
    if user.srtp == "dtls":
        return "dtls-phone"
    return {"info": "info-phone", "inband": "inband-phone"}.get(user.dtmf, "phone")


def _credentials(user: LabUser) -> str:
    if user.digest == "MD5":
        return f"password = {user.password}\n"
    algorithms = f"supported_algorithms_uas = {user.digest}\nsupported_algorithms_uac = {user.digest}\n"
    return f"{algorithms}password_digest = {user.digest}:{password_digest(user)}\n"


def _hint(user: LabUser) -> str:
    number = user.user
    return f"exten => {number},hint,PJSIP/{number}&Custom:MOBILE{number},CustomPresence:{number}\n"


def _mailbox(user: LabUser) -> str:
    return f"{user.user} => 1234,{user.name},{user.user}@lab.test\n"


def _start_commands(user: LabUser) -> str:
    return (
        f'database put NAME {user.user} "{user.name}" = yes\n'
        f"devstate change Custom:MOBILE{user.user} UNAVAILABLE = yes\n"
    )


def _lists(extra: Sequence[LabUser]) -> str:
    """RFC 4662 lists, one event package each: blf, team, vmboxes; blf1, team1, ... for each hundred extra users."""
    people = _numbers(PEOPLE)
    text = _list("blf", "dialog", f"{people},600,701,702,703")
    text += _list("team", "presence", people) + _list("vmboxes", "message-summary", "1001,1002")
    for i in range(0, len(extra), LIST_SIZE):
        members = _numbers(extra[i : i + LIST_SIZE])
        text += _list(f"blf{i // LIST_SIZE + 1}", "dialog", members)
        text += _list(f"team{i // LIST_SIZE + 1}", "presence", members)
    return text


def _list(name: str, event: str, members: str) -> str:
    return (
        f"[{name}]\ntype = resource_list\nevent = {event}\nlist_item = {members}\nfull_state = no\n"
        "notification_batch_interval = 200\nresource_display_name = yes\n"
    )


def _numbers(users: Sequence[LabUser]) -> str:
    return ",".join(user.user for user in users)
