"""Where the program keeps its files; tests and the demo point these elsewhere."""

import os
from pathlib import Path


def config_dir() -> Path:
    """Settings: ``$SOFTPHONE_CONFIG_DIR`` or the system's place for them. It need not exist."""
    chosen = os.environ.get("SOFTPHONE_CONFIG_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_config_path

    return user_config_path("softphone", appauthor=False)


def state_dir() -> Path:
    """Logs, lock and socket of the program: ``$SOFTPHONE_STATE_DIR`` or the system's place. It need not exist."""
    chosen = os.environ.get("SOFTPHONE_STATE_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_state_path

    return user_state_path("softphone", appauthor=False)


def data_dir() -> Path:
    """What the program keeps for the user, as call history: ``$SOFTPHONE_DATA_DIR`` or the system's place for it.

    It need not exist.
    """
    chosen = os.environ.get("SOFTPHONE_DATA_DIR")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("softphone", appauthor=False)
