"""The codec: every message survives the pipe, and no bytes do harm."""

import contextlib
import struct
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.errors import ProtocolError
from softphone.basics.ids import AccountId, CommandId, LegId
from softphone.basics.secret import Secret
from softphone.protocol import codec
from softphone.protocol.commands import AnyCommand, Command, CommandFrame, HangUp, PutAccount, Register
from softphone.protocol.events import AnyEvent, Event, EventFrame, Heartbeat, MessageReceived
from softphone.protocol.snapshots import AccountConfig, Party
from tests.unit.protocol.generated_messages import command_frames, event_frames


@given(command_frames)
def test_every_command_survives_the_pipe(frame: CommandFrame) -> None:
    assert list(codec.FrameReader(CommandFrame).feed(codec.encode(frame))) == [frame]


@given(event_frames)
def test_every_event_survives_the_pipe(frame: EventFrame) -> None:
    assert list(codec.FrameReader(EventFrame).feed(codec.encode(frame))) == [frame]


@pytest.mark.parametrize(("text", "arrives"), [("Gr\udcfc\udcdfe", "Gr\ufffd\ufffde"), ("\ud83d\ude00", "\U0001f600")])
def test_what_is_no_text_is_replaced_and_all_else_survives(text: str, arrives: str) -> None:
    """Octets of strangers come as halves of characters from the library, and nothing takes those."""

    def event(text: str) -> MessageReceived:
        party = Party(uri=f"sip:{text}@pbx.test", number=text, name="Bob")
        return MessageReceived(
            incoming_id="1", account_id=AccountId("a"), sender=party, to_uri=text, content_type=text, body=b"\xff\x00"
        )

    frames = [EventFrame(engine_run="run", seq=7, event=event(each)) for each in (text, arrives)]
    assert list(codec.FrameReader(EventFrame).feed(codec.encode(frames[0]))) == [frames[1]]
    config = AccountConfig(account_id=AccountId("a"), address_of_record="sip:a@b", display_name=text)
    put = CommandFrame(command_id=CommandId(1), command=PutAccount(account=config, password=Secret("s3cret")))
    (arrived,) = codec.FrameReader(CommandFrame).feed(codec.encode(put))
    assert isinstance(arrived.command, PutAccount)
    assert (arrived.command.account.display_name, arrived.command.password) == (arrives, Secret("s3cret"))


@given(st.lists(event_frames, max_size=4), st.integers(1, 50))
def test_frames_survive_being_cut_anywhere(frames: list[EventFrame], size: int) -> None:
    stream = b"".join(map(codec.encode, frames))
    reader = codec.FrameReader(EventFrame)
    got = [frame for at in range(0, len(stream), size) for frame in reader.feed(stream[at : at + size])]
    assert got == frames


@given(st.binary(max_size=300))
def test_arbitrary_bytes_raise_protocol_error_or_wait(data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        list(codec.FrameReader(EventFrame).feed(data))


@given(st.binary(max_size=300))
def test_arbitrary_body_raises_protocol_error_or_is_a_message(body: bytes) -> None:
    reader = codec.FrameReader(CommandFrame)
    try:
        frames = list(reader.feed(struct.pack(">I", len(body)) + body))
    except ProtocolError:
        return
    assert all(isinstance(frame, CommandFrame) for frame in frames)


@given(command_frames, st.data())
def test_damaged_message_raises_protocol_error_or_is_a_message(frame: CommandFrame, data: st.DataObject) -> None:
    damaged = bytearray(codec.encode(frame))
    at = data.draw(st.integers(4, len(damaged) - 1))
    damaged[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProtocolError):
        list(codec.FrameReader(CommandFrame).feed(bytes(damaged)))


def test_secret_of_another_type_raises_protocol_error() -> None:
    put = PutAccount(account=AccountConfig(account_id=AccountId("a"), address_of_record="sip:a@b"), password=Secret(""))
    raw = msgspec.msgpack.decode(codec.encode(CommandFrame(command_id=CommandId(1), command=put))[4:])
    raw["command"]["password"] = 7
    body = msgspec.msgpack.encode(raw)
    with pytest.raises(ProtocolError):
        list(codec.FrameReader(CommandFrame).feed(struct.pack(">I", len(body)) + body))


def test_deeply_nested_body_raises_protocol_error() -> None:
    body = b"\x91" * 100_000 + b"\x00"
    with pytest.raises(ProtocolError):
        list(codec.FrameReader(CommandFrame).feed(struct.pack(">I", len(body)) + body))


def test_announced_length_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(ProtocolError):
        list(codec.FrameReader(EventFrame).feed(struct.pack(">I", codec.MAX_FRAME_BYTES + 1)))


def test_too_long_message_is_not_sent() -> None:
    too_long = Register(account_id=AccountId("x" * codec.MAX_FRAME_BYTES))
    with pytest.raises(ProtocolError):
        codec.encode(CommandFrame(command_id=CommandId(1), command=too_long))


def test_password_is_not_in_the_error() -> None:
    put = PutAccount(
        account=AccountConfig(account_id=AccountId("a"), address_of_record="sip:a@b"), password=Secret("hunter2")
    )
    data = codec.encode(CommandFrame(command_id=CommandId(1), command=put))
    with pytest.raises(ProtocolError) as caught:
        list(codec.FrameReader(EventFrame).feed(data))
    chain: list[BaseException | None] = [caught.value, caught.value.__cause__]
    assert "hunter2" not in "".join(map(str, chain))
    assert "hunter2" not in repr(put)


def test_command_reader_refuses_events() -> None:
    data = codec.encode(EventFrame(engine_run="r", seq=1, event=Heartbeat()))
    with pytest.raises(ProtocolError):
        list(codec.FrameReader(CommandFrame).feed(data))


def test_every_message_is_in_its_union() -> None:
    assert set(get_args(AnyCommand)) == set(Command.__subclasses__())
    assert set(get_args(AnyEvent)) == set(Event.__subclasses__())


def test_fingerprint_is_stable_within_a_build() -> None:
    assert codec.fingerprint() == codec.fingerprint()
    assert len(codec.fingerprint()) == 16


def test_frames_before_the_broken_one_are_delivered() -> None:
    good = CommandFrame(command_id=CommandId(1), command=HangUp(leg_id=LegId("l")))
    frames = codec.FrameReader(CommandFrame).feed(codec.encode(good) + b"\xff\xff\xff\xff")
    assert next(frames) == good
    with pytest.raises(ProtocolError):
        next(frames)
