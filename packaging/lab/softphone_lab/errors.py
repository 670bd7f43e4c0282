"""Errors of the lab: each says in words what is wrong and what to do."""


class LabError(Exception):
    """Something about the lab failed; the text names the remedy.

    LabError
      FetchError     the Asterisk folder or a package could not be fetched
      StartError     a server did not come up (its last log lines are in the text)
      NotRunning     the asked instance or part is not running
    """


class FetchError(LabError):
    """The Asterisk folder or a package could not be fetched or is not whole."""


class StartError(LabError):
    """A server of the lab did not get ready."""


class NotRunning(LabError):
    """The asked instance or part is not running."""
