"""The command line: everything but the window itself. Loaded when the language is known: help is made at once."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from softphone import __version__
from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.remote_command import add_commands

app = typer.Typer(
    name="softphone", add_completion=False, no_args_is_help=False, pretty_exceptions_show_locals=False
)  # fmt: skip
add_commands(app)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        print(__version__)
        raise typer.Exit


@app.callback(
    help=translate(
        "command_line",
        "The enterprise softphone. Without a command it opens the window; --lab signs in at a practice PBX when there "
        "is no account, --hidden starts in the tray, a tel: or sip: link is put into the field, and a file of contacts "
        "or accounts is opened.",
    )
)
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help=translate("command_line", "Print the version.")
        ),
    ] = False,
) -> None:
    """What stands before every command."""


@app.command(help=translate("command_line", "Call a number from the command line. Ctrl-C hangs up."))
def call(
    number: Annotated[str, typer.Argument(help=translate("command_line", "Number, sip: or tel: address."))],
    play: Annotated[
        Path | None, typer.Option(help=translate("command_line", "WAV file played as the microphone."), exists=True)
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help=translate("command_line", "WAV file the far party's sound is written to."))
    ] = None,
    account: Annotated[
        str, typer.Option(help=translate("command_line", "Label or address of the account to call from."))
    ] = "",
    seconds: Annotated[
        float | None,
        typer.Option(help=translate("command_line", "Hang up after this time; default: when the file ends.")),
    ] = None,
    lab: Annotated[
        bool, typer.Option(help=translate("command_line", "Call from Alice's account on a lab PBX."))
    ] = False,
) -> None:
    """Call a number from the command line. Ctrl-C hangs up."""
    from softphone.call_command import CallRequest, place_call

    try:
        exit_code = place_call(CallRequest(number, play, record, account, seconds, lab), _say)
    except UserFacingError as error:
        _say(str(error))
        exit_code = 1
    raise typer.Exit(exit_code)


@app.command(help=translate("command_line", "Run the main job for real against a lab PBX of its own."))
def demo(
    headless: Annotated[
        bool, typer.Option(help=translate("command_line", "Without a window: run every step and report."))
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=translate("command_line", "Print one JSON document on standard output."))
    ] = False,
) -> None:
    """Run the main job for real against a lab PBX of its own."""
    if not headless:
        # The window is a program of its own: the core never imports it.
        os.execv(sys.executable, [sys.executable, "-m", "softphone", "--lab"])
    try:
        from softphone.demo.scenario import run_demo
    except ModuleNotFoundError as error:
        _say(_no_lab(error))
        raise typer.Exit(1) from error
    report = run_demo(
        lambda step: _say(f"{'ok    ' if step.ok else 'FAILED'} {step.name} ({step.ms} ms) {step.detail}")
    )
    if as_json:
        print(json.dumps(report.as_dict(), indent=1))
    raise typer.Exit(0 if report.ok else 1)


_accounts = typer.Typer(help=translate("command_line", "Accounts: take those of a file over, ask their servers."))
app.add_typer(_accounts, name="account")


@_accounts.callback()
def accounts() -> None:
    """Groups what is about accounts."""


@_accounts.command("import", help=translate("command_line", "Add the accounts of a file that you were given."))
def import_file(
    file: Annotated[Path, typer.Argument(help=translate("command_line", "Account file (TOML), without passwords."))],
) -> None:
    """Add the accounts of a file."""
    from softphone.account_command import import_accounts

    raise typer.Exit(import_accounts(file, _say))


@_accounts.command("probe", help=translate("command_line", "Ask a phone server what it is and what it offers."))
def probe(
    account: Annotated[
        str, typer.Argument(help=translate("command_line", "Label or address of an account, or any SIP address."))
    ] = "",
) -> None:
    """Ask the server of an account."""
    from softphone.probe_command import probe_account

    try:
        exit_code = probe_account(account, _say)
    except UserFacingError as problem:
        _say(str(problem))
        exit_code = 1
    raise typer.Exit(exit_code)


@_accounts.command("systems", help=translate("command_line", "Show the phone systems that are known, and check them."))
def systems() -> None:
    """Show and check the phone systems."""
    from softphone.probe_command import tell_systems

    raise typer.Exit(tell_systems(_say))


@app.command(
    help=translate("command_line", "Start, stop or show the lab PBX: up, down, status."),
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
)
def lab(context: typer.Context) -> None:
    """Start, stop or show the lab PBX: up, down, status."""
    try:
        from softphone_lab.command import run
    except ModuleNotFoundError as error:
        _say(_no_lab(error))
        raise typer.Exit(1) from error
    raise typer.Exit(run(context.args))


def _no_lab(error: ModuleNotFoundError) -> str:
    title = translate("command_line", "The lab PBX is not installed ({name} is missing).").format(name=error.name)
    return f"{title} {translate('command_line', 'Run `make setup` in a checkout of the project.')}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
