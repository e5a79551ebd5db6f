"""Why it is not green: what the sync page and the status bar say of the line and the entries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from desk.standing import Upstream
from immunization.ids import EntryId, derived, person_of_number
from immunization.text import Text
from tests.layout_checks import widgets_below
from ui.kit.marks import ThreeStopMark
from ui.kit.words import Words
from ui.pages.status import StatusWords
from ui.pages.sync_page import SyncPage
from ui.pages.wording import Wording
from ui.ports import Agreement, CameraState, Health, LineKind, LineState, Refusal
from ui.presenters.sync_page import SyncState
from ui.showcase.stand import StillClock

AT = datetime(2026, 11, 23, 10, 20, tzinfo=UTC)
WHOLE, WAITING = Upstream(118, 118, 118, 0, 0, AT), Upstream(118, 118, 100, 0, 18, AT)
CONNECTED = LineState("connected", AT, AT, None, "good", "good")


@pytest.fixture
def page(dressed: QApplication) -> SyncPage:
    from ui.translation import install

    install(dressed, "en")
    return SyncPage(Wording("en"))


def state(line: LineState, figures: Upstream = WHOLE, **more: object) -> SyncState:
    made = SyncState(figures, line, Health(chain=True), CameraState(), clock_doubtful=False)
    return replace(made, **more)


def tasks(page: SyncPage, shown: SyncState) -> list[str]:
    page.show_sync(shown)
    return [said(row)[0] for row in page.tasks if not row.isHidden()]


def said(widget: QWidget) -> list[str]:
    return [words.words() for words in widgets_below(widget, Words)]


def head(page: SyncPage, shown: SyncState) -> str:
    """The page's title and its first sentence."""
    page.show_sync(shown)
    return " / ".join([words for words in said(page) if words][:2])


def stops(page: SyncPage, shown: SyncState) -> str:
    """The stops as a screen reader says them."""
    page.show_sync(shown)
    return page.stations.accessibleName()


def refusal(number: int, *, of_person: bool = True) -> Refusal:
    why = Text(vi=f"lý do {number}", en=f"reason {number}")
    person = person_of_number("cccd", f"03117900000{number}") if of_person else None
    return Refusal(EntryId(derived("refused", str(number))), person, why, why, why, AT)


@pytest.mark.parametrize("kind", ["connected", "sending", "offline"])
def test_alarm_when_queue_does_not_shrink_while_online(page: SyncPage, kind: LineKind) -> None:
    # A server that answers wrongly, or is busy for ever, shows as offline: it is none the less up.
    line = replace(CONNECTED, kind=kind, stuck=AT)
    assert tasks(page, state(line, WAITING)) == ["Nothing goes through since 10:20"]
    bar = StatusWords(Wording("en")).statements(line, 18, StillClock(), CameraState())
    assert "Nothing goes through since 10:20" in [one.words for one in bar]


def test_a_cut_line_is_no_stuck_queue(page: SyncPage) -> None:
    line = replace(CONNECTED, kind="offline", centre="cut")
    assert tasks(page, state(line, WAITING)) == ["The line to the centre is cut since 10:20"]


def test_every_refusal_is_shown_and_none_hides_what_stops_the_desk(page: SyncPage) -> None:
    refusals = (refusal(0, of_person=False), *(refusal(number) for number in range(1, 6)))
    line = replace(
        CONNECTED, kind="offline", refusals=refusals, agreement=Agreement(AT, 118, lost=2)
    )
    assert tasks(page, state(line, clock_doubtful=True)) == [
        "Refused: reason 1",
        "2 entries differ from the server",
        "The line to the centre is cut since 10:20",
        "The clock of this machine is wrong",
        *(f"Refused: reason {number}" for number in (2, 3, 4, 5, 0)),
    ]
    assert tasks(page, state(CONNECTED)) == ["Nothing to do"]


def test_a_servers_no_is_said_before_what_hangs_on_it(page: SyncPage) -> None:
    problem = Text(vi="đã bị thu hồi", en="revoked")
    line = replace(CONNECTED, kind="stopped", problem=problem, stuck=AT)
    assert tasks(page, state(line, WAITING)) == ["The centre refuses this desk"]


def test_nothing_lost_is_said_only_of_a_whole_journal_that_agrees(page: SyncPage) -> None:
    green = "All is green / Nothing is lost. The centre has everything of this desk."
    assert head(page, state(CONNECTED)) == green
    differs = replace(CONNECTED, agreement=Agreement(AT, 118, lost=2))
    broken = state(CONNECTED, health=Health(chain=False))
    for shown in (state(differs), broken, state(CONNECTED, health=Health())):
        assert head(page, shown).startswith("Why not green yet? / ")
        assert "Nothing is lost" not in head(page, shown)


def test_green_is_the_centres_word_for_every_entry(page: SyncPage) -> None:
    refused = replace(WHOLE, refused=1)
    for figures in (WAITING, refused):
        assert head(page, state(CONNECTED, figures)).startswith("Why not green yet?")


def test_a_broken_journal_is_not_called_unchecked(page: SyncPage) -> None:
    words = {None: "not checked yet", True: "journal intact", False: "journal not intact"}
    for chain, expected in words.items():
        shown = stops(page, state(CONNECTED, health=Health(chain=chain)))
        assert f"118 saved, {expected}," in shown


def test_the_hub_is_said_to_agree_only_once_both_were_compared(page: SyncPage) -> None:
    agrees = "118 arrived, all, agrees with this desk,"
    for found in (None, Agreement(AT, 118, lost=1)):
        assert "118 arrived, everything," in stops(page, state(replace(CONNECTED, agreement=found)))
    compared = replace(CONNECTED, agreement=Agreement(AT, 118))
    assert agrees in stops(page, state(compared))
    assert agrees not in stops(page, state(replace(compared, hub="cut")))


def test_the_three_stops_and_a_refusal_have_words_of_their_own(page: SyncPage) -> None:
    marks = widgets_below(page.legend, ThreeStopMark)
    assert [mark.accessibleName() for mark in marks] == [
        "Saved at this desk",
        "At the site server",
        "Received by the centre",
        "Refused, with the reason",
    ]
