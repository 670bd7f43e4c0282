"""Messages as files for other programs."""

from softphone.voicemail.shared_sounds import SharedSounds


def test_files_have_a_name_that_any_disk_takes_and_go_with_the_program() -> None:
    shared = SharedSounds()
    path = shared.place("Message from <A/B>: *x* \\ \x00 2026.")
    assert path.name == "Message from A B x 2026.wav"
    path.write_bytes(b"x")
    assert path.parent.stat().st_mode & 0o777 == 0o700
    others = [shared.place("") for _ in range(4)]
    assert others[0].name == "message.wav"
    assert not path.exists()
    assert others[0].parent.exists()
    shared.clear()
    assert not any(other.parent.exists() for other in others)
