"""The part of the composition root that is about what can be done with calls. Made when it is first asked for."""

from functools import cached_property
from typing import TYPE_CHECKING

from softphone.composed import Composed
from softphone.settings.declared import HEADSET_BUTTONS
from softphone.settings.recording_settings import RECORDING_ALLOWED

if TYPE_CHECKING:
    from softphone.calls.auto_answer import AutoAnswer
    from softphone.calls.call_when_free import CallWhenFree
    from softphone.calls.codes_in_use import CodesInUse
    from softphone.calls.conference import Conference
    from softphone.calls.number_lamps import NumberLamps
    from softphone.calls.parking import Parking
    from softphone.calls.pickup import Pickup
    from softphone.calls.recording import Recordings
    from softphone.calls.transfer import Transfers
    from softphone.headset.headsets import Headsets
    from softphone.pbx_profiles.profile import Profile
    from softphone.protocol.snapshots import AccountConfig

RECORDINGS_FOLDER = "recordings"


class CallControl(Composed):
    """What `Softphone` inherits: each property is one feature on its ports."""

    @cached_property
    def transfers(self) -> "Transfers":
        """Sending callers on to others."""
        from softphone.calls.transfer import Transfers
        from softphone.settings.call_settings import TRANSFER_WAITS_FOR_ANSWER

        transfers = Transfers(
            self.runtime,
            self.engine,
            self.calls,
            waits_for_answer=lambda: self.settings.get(TRANSFER_WAITS_FOR_ANSWER),
            conference=lambda: self.conference,
        )
        transfers.noted.add(lambda note: self.history.note_transfer(note.call_id, note.kind, note.target))
        return transfers

    @cached_property
    def conference(self) -> "Conference":
        """Calls that are mixed."""
        from softphone.calls.conference import Conference

        return Conference(self.runtime, self.engine, self.calls, self.devices.measure)

    @cached_property
    def recordings(self) -> "Recordings":
        """Calls that are recorded, each noted in the history."""
        from softphone.calls.recording import Recordings

        made = Recordings(
            self.runtime, self.engine, self.calls, self.settings, lambda: self.data_folder / RECORDINGS_FOLDER
        )
        made.began.add(lambda new: self.history.note_recording(new.call_id, new.path))
        return made

    @cached_property
    def number_lamps(self) -> "NumberLamps":
        """Lamps by number, for what the calls need to know of them."""
        from softphone.number_lamps import ColleaguesLamps

        return ColleaguesLamps(self.colleagues)

    @cached_property
    def codes_in_use(self) -> "CodesInUse":
        """What is dialled to pick up and to park."""
        from softphone.calls.codes_in_use import CodesInUse

        def profile_of(config: "AccountConfig | None") -> "Profile":
            return self.profiles.get("") if config is None else self.profiles.of(config)

        return CodesInUse(self.settings, self.accounts, profile_of)

    @cached_property
    def parking(self) -> "Parking":
        """Parked calls."""
        from softphone.calls.parking import Parking

        return Parking(self.runtime, self.codes_in_use, self.calls, self.transfers, self.number_lamps)

    @cached_property
    def pickup(self) -> "Pickup":
        """Calls that ring at others' phones."""
        from softphone.calls.pickup import Pickup

        return Pickup(self.codes_in_use, self.calls, self.number_lamps)

    @cached_property
    def call_when_free(self) -> "CallWhenFree":
        """Who was busy and is to be called again."""
        from softphone.calls.call_when_free import CallWhenFree

        return CallWhenFree(self.runtime, self.calls, self.number_lamps)

    @cached_property
    def auto_answer(self) -> "AutoAnswer":
        """Calls that are answered by themselves."""
        from softphone.calls.auto_answer import AutoAnswer

        def is_same(one: str, other: str) -> bool:
            return self.directory.plan.same(one, other)

        return AutoAnswer(self.runtime, self.settings, self.calls, is_same, lambda: not self.own_status.wants_silence)

    @cached_property
    def headsets(self) -> "Headsets":
        """The headset with buttons, if there is one."""
        from softphone.headset.headsets import Headsets
        from softphone.headset.hidapi_bus import HidapiBus

        return Headsets(self.runtime, HidapiBus())

    def start_headset(self) -> None:
        """Has the buttons of a headset do something with calls from now on. To be called once."""
        from softphone.headset.control import HeadsetControl

        HeadsetControl(self.calls, self.headsets, self.runtime.now_s).start()
        self.devices.changed.add(lambda _: self._look_for_headset())  # it is a sound device, too
        self.settings.changed.add(lambda key: self._look_for_headset() if key == HEADSET_BUTTONS.key else None)
        self._look_for_headset()

    def _look_for_headset(self) -> None:
        if self.settings.get(HEADSET_BUTTONS):
            self.headsets.look()
        else:
            self.headsets.let_go()

    def close_call_control(self) -> None:
        """Lets go of the headset."""
        if "headsets" in self.__dict__:
            self.headsets.close()

    def start_call_control(self) -> None:
        """Starts what has to look at calls by itself."""
        self.auto_answer.start()
        self.parking.start()
        if self.settings.get(RECORDING_ALLOWED) == "always":
            _ = self.recordings  # it begins by itself
        self.settings.changed.add(self._setting_changed)

    def _setting_changed(self, key: str) -> None:
        if key == RECORDING_ALLOWED.key:
            _ = self.recordings
