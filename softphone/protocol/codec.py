"""Frames on the pipe: four bytes of length, big endian, then MessagePack."""

import hashlib
import struct
from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import msgspec

from softphone.basics.errors import ProtocolError
from softphone.basics.secret import Secret
from softphone.protocol.commands import CommandFrame
from softphone.protocol.events import EventFrame

FrameT = TypeVar("FrameT", CommandFrame, EventFrame)
MAX_FRAME_BYTES = 4 * 1024 * 1024
_LENGTH = struct.Struct(">I")


def _encode_secret(value: Any) -> Any:
    if isinstance(value, Secret):
        return value.reveal()
    raise NotImplementedError(f"{type(value).__name__} does not travel on the pipe")


def _decode_secret(kind: type, value: Any) -> Any:
    if kind is Secret and isinstance(value, str):
        return Secret(value)
    raise NotImplementedError(f"{kind.__name__} does not travel on the pipe")


_encoder = msgspec.msgpack.Encoder(enc_hook=_encode_secret)


def encode(frame: CommandFrame | EventFrame) -> bytes:
    """The frame as bytes, length included. What is no text in its texts, such as a stranger's octets, is replaced."""
    try:
        body = _encoder.encode(frame)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(frame, builtin_types=(bytes,), enc_hook=_encode_secret)
        body = _encoder.encode(_with_texts_only(plain))
    if len(body) > MAX_FRAME_BYTES:
        raise ProtocolError(f"frame of {len(body)} bytes is too long")
    return _LENGTH.pack(len(body)) + body


def _with_texts_only(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        case dict():
            return {_with_texts_only(key): _with_texts_only(each) for key, each in value.items()}
        case list() | tuple():
            return [_with_texts_only(each) for each in value]
    return value


class FrameReader(Generic[FrameT]):
    """Cuts a byte stream into frames of one kind. Raises ProtocolError on anything else; then the stream is lost."""

    def __init__(self, kind: type[FrameT]) -> None:
        self._decoder: msgspec.msgpack.Decoder[FrameT] = msgspec.msgpack.Decoder(kind, dec_hook=_decode_secret)
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[FrameT]:
        """Takes bytes as they come and yields every frame that is complete."""
        self._buffer += data
        while len(self._buffer) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._buffer)
            if length > MAX_FRAME_BYTES:
                raise ProtocolError(f"frame of {length} bytes announced")
            end = _LENGTH.size + length
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[_LENGTH.size : end])
            del self._buffer[:end]
            try:
                frame = self._decoder.decode(body)
            except (msgspec.MsgspecError, UnicodeDecodeError, NotImplementedError, RecursionError):
                # The body may hold a secret: neither it nor the decoder's words go into the error.
                raise ProtocolError(f"frame of {length} bytes is not a message") from None
            yield frame


def fingerprint() -> str:
    """A short hash of every message's shape: two builds understand each other when it is the same."""
    schema = msgspec.json.schema_components((CommandFrame, EventFrame), schema_hook=_secret_schema)
    return hashlib.sha256(msgspec.json.encode(schema, order="deterministic")).hexdigest()[:16]


def _secret_schema(kind: type) -> dict[str, Any]:
    if kind is Secret:
        return {"type": "string", "format": "secret"}
    raise NotImplementedError(kind.__name__)
