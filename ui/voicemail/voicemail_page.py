"""The page of voicemail: list, player, and what is said when the mailbox is not there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.runtime import Runtime
from softphone.voicemail.entry import Entry, MailState
from softphone.voicemail.mailbox_lamps import MailboxLamp
from softphone.voicemail.message_player import PlayerState, PlayerView
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_S, Tone
from ui.voicemail.mailbox_choice import Boxes, MailboxChoiceBox
from ui.voicemail.message_menu import MessageDeeds, message_menu
from ui.voicemail.message_model import MessageModel
from ui.voicemail.message_sharing import MessageSharing
from ui.voicemail.message_view import MessageView
from ui.voicemail.player_row import PlayerRow
from ui.voicemail.ports import Messages, Player
from ui.voicemail.voicemail_words import lamps_words
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, IconButton
from ui.widgets.labels import Label
from ui.widgets.list_page import ListPage
from ui.widgets.placeholder import Placeholder


class VoicemailPage(ListPage):
    """Signals:
    dial_wanted: a number to call back.
    mailbox_wanted: the mailbox is to be called.
    settings_wanted: where the mailbox is set up.
    greeting_wanted: the greeting is to be recorded.
    """

    dial_wanted = Signal(str)
    mailbox_wanted = Signal()
    settings_wanted = Signal()
    greeting_wanted = Signal()

    def __init__(
        self,
        messages: Messages,
        player: Player,
        runtime: Runtime,
        name_of: Callable[[str, str], str] = lambda number, name: "",
        parent: QWidget | None = None,
        boxes: Boxes | None = None,
    ) -> None:
        """boxes: where there may be several mailboxes."""
        super().__init__(parent)
        self._messages, self._player = messages, player
        self._lamps: tuple[MailboxLamp, ...] = ()
        self.model = MessageModel(name_of, runtime.wall_time_s, self)
        self.view: MessageView = MessageView(self.model)
        self.lamps = Label("", "muted", wraps=True)
        self.call_button = Button(translate("voicemail", "Call the mailbox"), "voicemail", "action")
        self.call_button.set_hint(translate("voicemail", "Hear messages by telephone"), Keys.VOICEMAIL)
        self.greeting_button = IconButton("microphone", translate("voicemail", "Record your greeting"))
        self.greeting_button.hide()
        self.banner = Banner(is_dismissible=True)
        self.offline = Banner()
        self.undo_bar = Banner()
        self.placeholder = Placeholder("voicemail")
        self.player = PlayerRow()
        self.sharing = MessageSharing(messages, self.show_problem)
        self._deeds = MessageDeeds(
            play=lambda entry: player.play(entry.uid),
            call=self.dial_wanted.emit,
            set_heard=lambda entry, is_heard: messages.set_heard([entry.uid], is_heard),
            save=self.ask_where_to_save,
            copy=self.copy_as_file,
            delete=self.delete,
        )
        self.mailbox = MailboxChoiceBox(boxes) if boxes is not None else None
        self._build()
        self._connect()
        self._follow()

    def show_lamps(self, lamps: tuple[MailboxLamp, ...], can_call: bool, can_greet: bool = False) -> None:
        """What the telephone system says; can_call: there is a number for the mailbox; can_greet: there is a way to
        record the greeting."""
        self._lamps = lamps
        words = lamps_words(lamps)
        self.lamps.setText(words)
        self.lamps.setVisible(bool(words))
        self.call_button.setVisible(can_call)
        self.greeting_button.setVisible(can_greet)
        self._show_state()

    def choose(self, uid: int) -> None:
        """Chooses this message, if it is there, for the keyboard too."""
        index = self.model.index_of(uid)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.setFocus()

    # ------------------------------------------------------------------ what the user does

    def menu_of(self, index: QModelIndex) -> QMenu | None:
        """What can be done with this message."""
        entry = self.model.entry(index)
        if entry is None:
            return None
        return message_menu(entry, self.model.name(entry), self._deeds, self)

    def delete(self, entry: Entry) -> None:
        """Deletes the message; the one below is chosen."""
        row = self.model.index_of(entry.uid).row()
        if self._player.view.uid == entry.uid:
            self._player.stop()
        self._messages.delete([entry.uid])
        self.view.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))

    def ask_where_to_save(self, entry: Entry) -> None:
        """Asks for a file and writes the message's sound there."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(
            self.window(), translate("voicemail", "Save the message"), "", translate("voicemail", "Sound (*.wav)")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("wav")
        dialog.selectFile(translate("voicemail", "message.wav"))
        dialog.fileSelected.connect(lambda name: self.save_to(entry, Path(name)))
        self._open(dialog)

    def copy_as_file(self, entry: Entry) -> None:
        """Puts the message's sound into the clipboard, as a file to be sent on."""

        def copied() -> None:
            text = translate("voicemail", "The message is copied. It can be inserted into a mail, a chat or a folder.")
            self.banner.show_message(Tone.POSITIVE, text)

        self.sharing.copy(entry, self.model.name(entry), copied)

    def save_to(self, entry: Entry, path: Path) -> None:
        """Writes the message's sound to this file and says so."""

        def done() -> None:
            text = translate("voicemail", "The message is saved in {name}.").format(name=path.name)
            self.banner.show_message(Tone.POSITIVE, text)

        self._messages.save_sound(entry.uid, path, done, self.show_problem)

    def show_problem(self, problem: UserFacingError) -> None:
        """Says what went wrong and what helps."""
        self.banner.show_message(Tone.WARNING, problem.title, problem.remedy)

    # ------------------------------------------------------------------ inside

    def _build(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(SPACE_S)
        first.addWidget(self.lamps, 1)
        first.addStretch(0)
        first.addWidget(self.greeting_button)
        first.addWidget(self.call_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(first)
        if self.mailbox is not None:
            self.mailbox.chosen_another.connect(self._player.stop)
            column.addWidget(self.mailbox)
        for widget in (self.banner, self.offline):
            column.addWidget(widget)
        column.addLayout(self._stacked(), 1)
        column.addWidget(self.undo_bar)
        column.addWidget(self.player)
        self.lamps.hide()
        self.call_button.hide()

    def _connect(self) -> None:
        view, player = self.view, self.player
        self.call_button.clicked.connect(self.mailbox_wanted)
        self.greeting_button.clicked.connect(self.greeting_wanted)
        view.play_wanted.connect(lambda index: self._with(self.model.entry(index), lambda e: self._play(e)))
        view.remove_wanted.connect(lambda index: self._with(self.model.entry(index), self.delete))
        view.undo_wanted.connect(self._messages.undo)
        view.copy_wanted.connect(lambda index: self._with(self.model.entry(index), self.copy_as_file))
        view.drag_wanted.connect(lambda index: self._with(self.model.entry(index), self._drag))
        view.skip_wanted.connect(lambda by_s: self._player.move(self._player.view.position_s + by_s))
        view.menu_wanted.connect(self._on_menu)
        view.selectionModel().currentChanged.connect(lambda *_: self._show_player(self._player.view))
        player.toggled.connect(lambda: self._with(self._in_player(), self._play))
        player.moved.connect(self._player.move)
        player.speed_chosen.connect(self._player.set_speed)
        player.call_wanted.connect(lambda: self._with(self._in_player(), self._call_back))
        player.save_wanted.connect(lambda: self._with(self._in_player(), self.ask_where_to_save))
        player.remove_wanted.connect(lambda: self._with(self._in_player(), self.delete))
        self.model.modelAboutToBeReset.connect(self._remember_place)
        self.model.modelReset.connect(self._find_place)
        forget = (
            self._messages.changed.add(lambda _: self._follow()),
            self._messages.problems.add(self.show_problem),
            self._player.changed.add(self._show_player),
            self._player.problems.add(self.show_problem),
        )
        self.destroyed.connect(lambda _=None: [remove() for remove in forget])

    def _with(self, entry: Entry | None, run: Callable[[Entry], object]) -> None:
        if entry is not None:
            run(entry)

    def _play(self, entry: Entry) -> None:
        self._player.toggle(entry.uid)

    def _call_back(self, entry: Entry) -> None:
        self._player.pause()
        self.dial_wanted.emit(entry.message.number)

    def _drag(self, entry: Entry) -> None:
        self.sharing.drag(entry, self.model.name(entry), self.view)

    def _in_player(self) -> Entry | None:
        """What plays, else what is chosen."""
        playing = self._player.view
        if playing.state in (PlayerState.PLAYING, PlayerState.LOADING):
            return self.model.entry(self.model.index_of(playing.uid))
        return self.model.entry(self.view.currentIndex())

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.menu_of(index)
        if menu is not None:
            menu.popup(at)

    def _follow(self) -> None:
        self.model.show(self._messages.entries)
        self._show_state()
        self._show_player(self._player.view)

    def _show_player(self, view: PlayerView) -> None:
        entry = self._in_player()
        self.model.set_playing(view.uid if view.state is PlayerState.PLAYING else None)
        self.player.show_message(entry, self.model.name(entry) if entry is not None else "")
        if entry is not None:
            own = view if view.uid == entry.uid else PlayerView(speed=view.speed)
            self.player.show_player(own, entry.message.duration_s)

    def _show_state(self) -> None:
        messages = self._messages
        problem = messages.problem if messages.state is MailState.OFFLINE else None
        if problem is not None:
            again = (translate("voicemail", "&Try again"), messages.refresh)
            self.offline.show_message(Tone.WARNING, problem.title, problem.remedy, (again,))
        else:
            self.offline.hide()
        self._show_undo(messages.deletable_back)
        if messages.state is MailState.NOT_SET_UP:
            self.placeholder.say(
                translate("voicemail", "Hear your messages here"),
                translate("voicemail", "Enter the mailbox of your voicemail to see, play and save its messages."),
                translate("voicemail", "Set up the mailbox"),
                self.settings_wanted.emit,
            )
        elif messages.state is MailState.LOADING:
            self.placeholder.say(translate("voicemail", "Loading…"))
        elif problem is not None:
            self.placeholder.say(translate("voicemail", "No messages are kept on this computer"))
        else:
            self.placeholder.say(translate("voicemail", "No messages"))
        self._show_list(self.model.rowCount() > 0)

    def _show_undo(self, count: int) -> None:
        if count:
            text = translate("voicemail", "%n message(s) deleted.", "", count)
            self.undo_bar.show_message(Tone.NEUTRAL, text, "", ((translate("voicemail", "&Undo"), self._undo),))
        else:
            self.undo_bar.hide()

    def _undo(self) -> None:
        self._messages.undo()
        self.view.setFocus()

    def _remember_place(self) -> None:
        entry = self.model.entry(self.view.currentIndex())
        self._place = (entry.uid if entry is not None else None, self.view.verticalScrollBar().value())

    def _find_place(self) -> None:
        uid, scrolled = self._place
        index = self.model.index_of(uid)
        if index.isValid():
            self.view.setCurrentIndex(index)
        self.view.verticalScrollBar().setValue(scrolled)
