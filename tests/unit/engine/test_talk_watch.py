"""What counts as talk into a muted microphone, by levels every 50 ms."""

from softphone.engine.audio.muted_talk import TalkWatch

ROOM_DBFS, VOICE_DBFS = -65.0, -25.0


def is_talk(*levels: float) -> bool:
    watch = TalkWatch(0.05)
    return any(watch.feed(level) for level in levels)


def test_syllables_are_talk() -> None:
    word = [VOICE_DBFS] * 4 + [ROOM_DBFS] * 3
    assert is_talk(*[ROOM_DBFS] * 20, *word * 4)


def test_syllables_in_a_loud_room_are_talk() -> None:
    word = [-20.0] * 4 + [-50.0] * 3
    assert is_talk(*[-50.0] * 20, *word * 4)


def test_a_quiet_room_is_not() -> None:
    assert not is_talk(*[-60.0, -52.0, -65.0, -48.0] * 40)


def test_a_fan_that_begins_to_hum_is_not() -> None:
    assert not is_talk(*[ROOM_DBFS] * 40, *[-30.0, -31.0, -29.0] * 60)


def test_a_cough_is_not() -> None:
    assert not is_talk(*[ROOM_DBFS] * 20, *[VOICE_DBFS] * 8, *[ROOM_DBFS] * 60)


def test_a_few_keystrokes_are_not() -> None:
    assert not is_talk(*([-35.0] + [ROOM_DBFS] * 9) * 12)


def test_it_begins_anew_after_it_was_talk() -> None:
    watch = TalkWatch(0.05)
    word = [VOICE_DBFS] * 4 + [ROOM_DBFS] * 3
    told = [watch.feed(level) for level in [ROOM_DBFS] * 10 + word * 12]
    assert 2 <= sum(told) <= 6
