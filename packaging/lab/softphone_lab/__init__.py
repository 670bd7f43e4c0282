"""A private PBX on loopback, with presence, mail, directory and sound: for the demo and the tests."""

from .certificates import Fault
from .errors import FetchError, LabError, NotRunning, StartError
from .facts import AmiAccess, DirectoryFacts, KamailioFacts, LabFacts, MailFacts, SoundFacts
from .lab import Lab
from .parts import Part
from .pbx_control import LabContact
from .people import LabUser

__all__ = [
    "AmiAccess",
    "DirectoryFacts",
    "Fault",
    "FetchError",
    "KamailioFacts",
    "Lab",
    "LabContact",
    "LabError",
    "LabFacts",
    "LabUser",
    "MailFacts",
    "NotRunning",
    "Part",
    "SoundFacts",
    "StartError",
]
