"""When a call whose sound does not arrive is offered anew, and when something is said."""

from softphone.engine.media_watch import Sound, SoundCheck, Verdict


class Call:
    """A call's stream, looked at once a second."""

    def __init__(self) -> None:
        self.now_s = 100.0
        self.stream, self.packets, self.reports, self.failed = 1, 0, 0, 0
        self.check = SoundCheck(self.now_s)

    def look(self, packets: int = 0, reports: int = 0, failed: int = 0) -> Verdict:
        self.now_s += 1
        self.packets, self.reports, self.failed = self.packets + packets, self.reports + reports, self.failed + failed
        return self.check.look(Sound(self.stream, self.packets, self.reports, self.failed), self.now_s)

    def renew(self) -> None:
        self.stream, self.packets, self.reports, self.failed = self.stream + 1, 0, 0, 0

    def verdicts(self, seconds: int, **each: int) -> list[Verdict]:
        return [self.look(**each) for _ in range(seconds)]


def test_sound_that_comes_is_fine() -> None:
    assert set(Call().verdicts(20, packets=50)) == {Verdict.FINE}


def test_three_seconds_without_any_bring_one_offer_then_the_problem() -> None:
    call = Call()
    assert call.verdicts(4) == [Verdict.WAIT, Verdict.WAIT, Verdict.WAIT, Verdict.OFFER]
    call.renew()
    later = call.verdicts(6)
    assert Verdict.OFFER not in later
    assert later[-1] == Verdict.PROBLEM
    assert not call.check.had_other_keys
    assert call.look(packets=10) == Verdict.FINE


def test_far_party_that_reports_but_sends_nothing_is_only_silent() -> None:
    call = Call()
    call.verdicts(3, packets=50)
    assert set(call.verdicts(19, reports=1)) == {Verdict.WAIT}


def test_a_silence_that_lasts_is_told_but_not_offered_anew() -> None:
    call = Call()
    call.verdicts(3, packets=50)
    call.verdicts(19, reports=1)
    assert set(call.verdicts(30, reports=1)) == {Verdict.SILENT}
    assert call.look(packets=1) == Verdict.FINE
    assert call.look(reports=1) == Verdict.WAIT


def test_sound_that_stops_without_reports_is_missed() -> None:
    call = Call()
    call.verdicts(3, packets=50)
    assert Verdict.OFFER in call.verdicts(10)


def test_packets_with_other_keys_are_told_from_none() -> None:
    call = Call()
    call.verdicts(4, failed=50)
    call.renew()
    assert call.verdicts(6, failed=50)[-1] == Verdict.PROBLEM
    assert call.check.had_other_keys


def test_sound_that_comes_and_goes_is_not_offered_anew_each_time() -> None:
    call = Call()
    call.verdicts(4)
    call.look(packets=1)
    assert Verdict.OFFER not in call.verdicts(12)


def test_nothing_is_missed_while_the_call_is_held() -> None:
    call = Call()
    call.verdicts(2)
    call.check.pause(call.now_s)
    assert call.verdicts(2) == [Verdict.WAIT, Verdict.WAIT]
