"""The main job, as the demo plays it: real processes, real windows, a film, a kill, a sync."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_what_the_nurse_was_shown_as_saved_is_at_the_centre_once_and_on_desk_two(
    tmp_path: Path,
) -> None:
    words = ["--json", "--no-pictures", "--out", str(tmp_path / "Nông trại")]
    played = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "desktop_app.demo", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert played.returncode == 0, played.stderr.decode()
    result = json.loads(played.stdout)
    assert result["agrees"] is True
    assert result["lost"] == []
    assert result["doubled_at_centre"] == 0
    counts = {line["kind"]: line["centre"] for line in result["lines"]}
    assert counts["visit.arrived"] == 20
    assert counts["screening.completed"] == 20
    # Nineteen were fit; one dose was taken back and recorded again.
    assert counts["dose.given"] == 20
    assert counts["dose.voided"] == 1
    assert counts["reaction.reported"] == 2
    assert result["desk_2_list"] == 20
