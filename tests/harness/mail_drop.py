"""Voice mails as Asterisk and the lab's delivery write them, put into an IMAP mailbox by APPEND."""

import imaplib
import io
import ssl
import time
import wave
from email.message import EmailMessage

from softphone_lab import LabFacts


def tone_wav(seconds: float = 1.0, rate_hz: int = 8000) -> bytes:
    """Silence, but as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate_hz)
        out.writeframes(bytes(2 * int(seconds * rate_hz)))
    return file.getvalue()


def voice_mail(number: str, name: str, sound: bytes | None = None, duration: str = "1", **headers: str) -> EmailMessage:
    """One mail; header names with underscores for hyphens."""
    mail = EmailMessage()
    mail["From"] = f'"{name}" <{number}@lab.test>'
    mail["Subject"] = f"Voicemail from {name}"
    mail["Date"] = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime())
    mail["Message-Context"] = "voice-message"
    mail["X-Voicemail-Caller"] = number
    mail["X-Voicemail-Duration"] = duration
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(f"{name} left a message.\n")
    if sound is not None:
        mail.add_attachment(sound, maintype="audio", subtype="x-wav", filename="msg0000.wav")
    return mail


class MailDrop:
    """Another client of the same mailbox, as a desk phone's server is."""

    def __init__(self, facts: LabFacts, user: str) -> None:
        assert facts.mail is not None
        context = ssl.create_default_context(cafile=str(facts.ca))
        self.client = imaplib.IMAP4_SSL(facts.host, facts.mail.imaps, ssl_context=context, timeout=20)
        self.client.login(user, facts.user(user).password)
        self.client.select("INBOX")

    def append(self, *mails: EmailMessage, flags: str = "") -> None:
        for mail in mails:
            self.client.append("INBOX", flags, imaplib.Time2Internaldate(time.time()), mail.as_bytes())

    def flag(self, uid: int, flag: str, is_set: bool = True) -> None:
        self.client.select("INBOX")
        self.client.uid("STORE", str(uid), "+FLAGS" if is_set else "-FLAGS", f"({flag})")

    def flags(self, uid: int) -> str:
        self.client.select("INBOX")
        return str(self.client.uid("FETCH", str(uid), "(FLAGS)")[1])

    def expunge(self, *uids: int) -> None:
        for uid in uids:
            self.flag(uid, "\\Deleted")
        self.client.expunge()

    def clear(self) -> None:
        self.client.select("INBOX")
        self.client.uid("STORE", "1:*", "+FLAGS", "(\\Deleted)")
        self.client.expunge()

    def close(self) -> None:
        self.client.logout()
