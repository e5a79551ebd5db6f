"""Where the program keeps what: the system's own places, or a folder that was asked for."""

from __future__ import annotations

from pathlib import Path

APPLICATION = "BanTiem"


def default_data() -> Path:
    """Return this user's data folder of the program."""
    from platformdirs import user_data_path

    return user_data_path(APPLICATION, appauthor=False)


def logs(data: Path) -> Path:
    """Return the folder of the logs that belong to a data folder."""
    return data / "logs"
