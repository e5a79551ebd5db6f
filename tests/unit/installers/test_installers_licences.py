"""Nothing goes into the bundle whose licence nobody knows, and nothing under the GPL."""

from __future__ import annotations

import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from installers import contents
from installers.licences import components, notices
from installers.licences.components import Component, Judged, UnfitLicence, UnknownOrigin
from installers.licences.fitness import is_fit

SITE = Path(str(distribution("requests").locate_file("")))
NONE = Judged({}, {})


@pytest.mark.parametrize(
    "licence",
    [
        "MIT", "BSD License", "Apache-2.0 OR BSD-3-Clause", "LGPL-3.0-only", "Apache 2.0",
        "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", "AFL-2.1 OR GPL-2.0-or-later",
        "GPL-3.0-or-later WITH GCC-exception-3.1", "Mozilla Public License 2.0 (MPL 2.0)",
        "GPL-2.0-or-later WITH Bootloader-exception", "(MIT OR Apache-2.0) AND PSF-2.0",
    ],
)  # fmt: skip
def test_licences_that_may_go_in(licence: str) -> None:
    assert is_fit(licence)


@pytest.mark.parametrize(
    "licence",
    [
        "GPL-3.0-only", "AGPL-3.0-or-later", "GPL-2.0-only OR GPL-3.0-only", "MIT AND GPL-2.0-only",
        "GNU General Public License v3 (GPLv3)", "GPL-3.0-only WITH Font-exception-2.0",
        "Proprietary", "SSPL-1.0", "UNKNOWN", "",
    ],
)  # fmt: skip
def test_licences_that_may_not_go_in(licence: str) -> None:
    assert not is_fit(licence)


def test_every_judgement_is_one_that_may_go_in() -> None:
    said = components.judged()
    assert [
        one for one in (*said.packages.values(), *said.libraries.values()) if not is_fit(one)
    ] == []


def test_a_file_of_a_package_names_the_package_and_its_texts(tmp_path: Path) -> None:
    (found,) = components.of([str(SITE / "requests" / "sessions.py")], tmp_path)
    assert (found.name, found.licence) == ("requests", "Apache Software License")
    assert any("LICENSE" in path.name for path in found.texts)


def test_a_module_of_python_is_pythons_and_ours_are_nobodys(tmp_path: Path) -> None:
    import json

    ours = contents.ROOT / "desktop_app" / "__main__.py"
    made = tmp_path / "base_library.zip"
    (found,) = components.of([str(json.__file__), str(ours), str(made), "-"], tmp_path)
    assert found.name == "Python"


def test_a_library_of_the_system_is_known_by_its_name(tmp_path: Path) -> None:
    (found,) = components.of(["/opt/other/lib/libzbar.so.0.3.0"], tmp_path)
    assert found.licence == "LGPL-2.1-or-later"


def test_a_file_that_nobody_knows_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(UnknownOrigin, match="libmystery"):
        components.of(["/opt/other/lib/libmystery.so.1"], tmp_path)


def test_a_part_under_the_gpl_stops_the_build() -> None:
    fit = Component("fit", "1", "MIT")
    components.see_that_all_are_fit([fit])
    with pytest.raises(UnfitLicence, match="readline: GPL"):
        components.see_that_all_are_fit([fit, Component("readline", "8", "GPL-3.0-or-later")])


def test_a_judgement_goes_before_what_the_metadata_say() -> None:
    package = distribution("PySide6_Essentials")
    assert "GPL" in components.licence_of(package, NONE)
    assert components.licence_of(package, components.judged()) == "LGPL-3.0-only"


def test_the_notices_name_every_part_and_hold_the_words_of_its_licence(tmp_path: Path) -> None:
    own = tmp_path / "LICENSE"
    own.write_text("You may do as you like.\n", "utf-8")
    text = notices.text(
        [Component("freepart", "2.0", "MIT", (own,)), Component("qt", "6.8", "LGPL-3.0-only")]
    )
    assert "freepart 2.0: MIT" in text
    assert "You may do as you like." in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "Be Vietnam Pro" in text
    assert "SIL OPEN FONT LICENSE" in text.upper()


def test_the_lgpl_comes_with_the_gpl_that_it_adds_to_and_other_licences_without() -> None:
    lgpl = notices.wanted_texts([Component("qt", "", "LGPL-3.0-only")])
    assert [path.stem for path in lgpl] == ["GPL-3.0", "LGPL-3.0"]
    assert notices.wanted_texts([Component("h11", "", "MIT")]) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names of Linux wheels")
def test_a_library_that_a_package_brought_along_is_named_beside_it(tmp_path: Path) -> None:
    (libs,) = SITE.glob("psycopg_binary.libs")
    brought = next(libs.glob("libpq-*"))
    names = [one.name for one in components.of([str(brought)], tmp_path)]
    assert names == ["libpq", "psycopg-binary"]
