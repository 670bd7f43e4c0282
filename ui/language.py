"""The window's language: our texts, Qt's own, and how dates, times and numbers are written."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from softphone.languages import ENGLISH, best, use

SYSTEM = "system"
_qt_texts: QTranslator | None = None


def use_language(application: QCoreApplication, chosen: str = SYSTEM) -> str:
    """Speaks the chosen language, or the system's, from now on; what is on the screen already stays as it is.

    Returns the code of the language in use.
    """
    system = QLocale.system()
    language = use(best(chosen, system.uiLanguages()))
    QLocale.setDefault(locale_for(language, system))
    _use_qt_texts(application, language)
    return language


def locale_for(language: str, system: QLocale) -> QLocale:
    """The system's ways of writing where it speaks this language, else the language's own, as in this country."""
    spoken = QLocale(language)
    if spoken.language() == system.language() or (language == ENGLISH and system.language() == QLocale.Language.C):
        return system
    here = QLocale(spoken.language(), system.territory())
    if here.territory() == system.territory() != QLocale.Country.AnyCountry:
        return here
    return QLocale("en_GB") if language == ENGLISH else spoken


def _use_qt_texts(application: QCoreApplication, language: str) -> None:
    """Buttons of dialogs and the menus of fields are Qt's."""
    global _qt_texts
    if _qt_texts is not None:
        application.removeTranslator(_qt_texts)
        _qt_texts = None
    if language != ENGLISH:
        texts = QTranslator(application)
        if texts.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            application.installTranslator(texts)
            _qt_texts = texts
