"""What is kept of a mailbox is encrypted (AES-256-GCM); the key is in the system's keyring."""

import base64
import binascii
import secrets

from softphone.basics.secret import Secret

_NONCE = 12
_KEY = 32


class SealBroken(Exception):
    """It was made with another key, or changed."""


class Seal:
    """Encrypts and decrypts. `what` binds a text to its place: it cannot be opened as another one."""

    def __init__(self, key: Secret) -> None:
        """key: as `new_key` made it. Raises SealBroken."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            raw = base64.b64decode(key.reveal(), validate=True)
        except (binascii.Error, ValueError):
            raise SealBroken("no key") from None
        if len(raw) != _KEY:
            raise SealBroken("no key")
        self._cipher = AESGCM(raw)

    def seal(self, plain: bytes, what: bytes) -> bytes:
        """The encrypted text."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, what)

    def open(self, sealed: bytes, what: bytes) -> bytes:
        """The plain text. Raises SealBroken."""
        from cryptography.exceptions import InvalidTag

        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], what)
        except (InvalidTag, ValueError):
            raise SealBroken("not ours") from None


def new_key() -> Secret:
    """A random key as text, for a keyring."""
    return Secret(base64.b64encode(secrets.token_bytes(_KEY)).decode())
