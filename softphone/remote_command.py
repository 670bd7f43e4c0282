"""`softphone answer`, `hangup`, `mute`, `dial` …: the command line as a remote control of the running program."""

import sys
from collections.abc import Callable
from typing import Annotated

import typer

from softphone.basics.words import translate
from softphone.instance import InstanceLock


def add_commands(app: typer.Typer) -> None:
    """Adds each command to the program's command line."""
    for function, help_text in _commands():
        app.command(help=help_text)(function)


def _commands() -> tuple[tuple[Callable[..., None], str], ...]:
    return (
        (answer, translate("command_line", "Answer the call that rings in the running program.")),
        (decline, translate("command_line", "Decline the call that rings in the running program.")),
        (hangup, translate("command_line", "End the call of the running program.")),
        (mute, translate("command_line", "Switch the microphone of the running program's call off or on.")),
        (hold, translate("command_line", "Hold the call of the running program.")),
        (resume, translate("command_line", "Go back to the call that was held last.")),
        (dial, translate("command_line", "Call a number from the running program.")),
        (dtmf, translate("command_line", "Send key presses in the call of the running program.")),
        (transfer, translate("command_line", "Transfer the call of the running program, without asking there first.")),
        (handoff, translate("command_line", "Continue the call of the running program on your mobile.")),
        (pull, translate("command_line", "Take the call here that you have on your mobile or another device.")),
        (forward, translate("command_line", "Show or set where the running program has the phone system send calls.")),
        (twin, translate("command_line", "Show or set when the mobile rings too.")),
        (message, translate("command_line", "Write a message from the running program.")),
        (status, translate("command_line", "Show accounts and calls of the running program.")),
    )


def answer() -> None:
    """Answer the call that rings in the running program."""
    _send("answer")


def decline() -> None:
    """Decline the call that rings in the running program."""
    _send("decline")


def hangup() -> None:
    """End the call of the running program."""
    _send("hangup")


def mute(
    wish: Annotated[
        str, typer.Argument(help=translate("command_line", "on or off; the other way round when left out."))
    ] = "",
) -> None:
    """Switch the microphone of the running program's call off or on."""
    if wish not in ("", "on", "off"):
        raise typer.BadParameter(translate("command_line", "Say on or off."))
    _send("mute", wish)


def hold() -> None:
    """Hold the call of the running program."""
    _send("hold")


def resume() -> None:
    """Go back to the call that was held last."""
    _send("resume")


def dial(
    number: Annotated[str, typer.Argument(help=translate("command_line", "Number, sip: or tel: address."))],
) -> None:
    """Call a number from the running program."""
    _send("dial", number)


def dtmf(digits: Annotated[str, typer.Argument(help=translate("command_line", "0-9, *, #."))]) -> None:
    """Send key presses in the call of the running program."""
    _send("dtmf", digits)


def transfer(
    number: Annotated[str, typer.Argument(help=translate("command_line", "Number, sip: or tel: address."))],
) -> None:
    """Transfer the call of the running program, without asking there first."""
    _send("transfer", number)


def handoff(
    wish: Annotated[str, typer.Argument(help=translate("command_line", "back: keep the call here after all."))] = "",
) -> None:
    """Continue the call of the running program on your mobile."""
    if wish not in ("", "back"):
        raise typer.BadParameter(translate("command_line", "Say back, or nothing."))
    _send("handoff", wish)


def pull(
    who: Annotated[
        str,
        typer.Argument(help=translate("command_line", "Part of the name or number, where there are several calls.")),
    ] = "",
) -> None:
    """Take the call here that you have on your mobile or another device."""
    _send("pull", who)


def forward(
    which: Annotated[
        str, typer.Argument(help=translate("command_line", "always, busy, no-answer or not-registered."))
    ] = "",
    target: Annotated[str, typer.Argument(help=translate("command_line", "A number, voicemail, mobile, or off."))] = "",
) -> None:
    """Show or set where the running program has the phone system send calls."""
    _send("forward", which, target)


def twin(
    when: Annotated[str, typer.Argument(help=translate("command_line", "on, off, away or schedule."))] = "",
) -> None:
    """Show or set when the mobile rings too."""
    _send("twin", when)


def message(
    peer: Annotated[str, typer.Argument(help=translate("command_line", "Number or address."))],
    text: Annotated[str, typer.Argument(help=translate("command_line", "What to write."))],
) -> None:
    """Write a message from the running program."""
    _send("message", "".join(peer.split()), text)


def status() -> None:
    """Show accounts and calls of the running program."""
    _send("status")


def _send(*words: str) -> None:
    reply = InstanceLock().command_first([word for word in words if word])
    if reply is None:
        print(translate("command_line", "Softphone is not running. Start it first."), file=sys.stderr)
        raise typer.Exit(2)
    print(reply.text, file=sys.stdout if reply.is_done else sys.stderr)
    raise typer.Exit(0 if reply.is_done else 1)
