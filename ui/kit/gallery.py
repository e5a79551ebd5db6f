"""Every component in every state, on sheets: for the pictures and for the layout checks.

All people are made up. A sheet is built in the theme and language that hold when it is made.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.text import Language, Text
from ui.kit import gallery_samples as samples
from ui.kit.alert_line import AlertLine
from ui.kit.buttons import Button, IconButton, PrimaryButton
from ui.kit.camera_view import CameraView, DistanceBar
from ui.kit.card import Card, Plane
from ui.kit.checklist import Checklist
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.conflict_bar import ConflictBar
from ui.kit.data_table import DataTable
from ui.kit.fact_rows import FactList
from ui.kit.fields import DateField, Field, SelectField
from ui.kit.filters import FilterBar
from ui.kit.marks import ThreeStopMark
from ui.kit.number_tile import NumberTile
from ui.kit.observation_board import ObservationBoard
from ui.kit.person_head import PersonHead
from ui.kit.pills import Pill
from ui.kit.queue_view import QueueView
from ui.kit.saved_rows import SavedList, SavedRow
from ui.kit.search_results import SearchResults
from ui.kit.states import EmptyState, ErrorState
from ui.kit.stations import StationLine
from ui.kit.timeline import Timeline
from ui.kit.tokens import SPACE, TYPE
from ui.kit.verdict import VerdictBlock
from ui.kit.vial_chip import VialChip
from ui.kit.vital_row import VitalRow
from ui.kit.wall_board import WallBoard
from ui.kit.words import Words

Sheet = Callable[[], QWidget]


def sheets(language: Language) -> dict[str, Sheet]:
    """Return the sheets by name; each call makes a window of its own."""
    return {
        "heads": lambda: _heads(language),
        "verdicts": lambda: _verdicts(language),
        "vials": lambda: _vials(language),
        "controls": lambda: _controls(language),
        "checklist": lambda: _checklist(language),
        "lists": lambda: _lists(language),
        "table": lambda: _table(language),
        "search": lambda: _search(language),
        "board": lambda: _board(language),
        "signs": lambda: _signs(language),
        "camera": lambda: _camera(language),
        "wall": lambda: _wall(language),
    }


def _sheet(width: int, height: int) -> tuple[Plane, QVBoxLayout]:
    plane = Plane("bg")
    plane.resize(width, height)
    column = QVBoxLayout(plane)
    column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
    column.setSpacing(SPACE.m)
    return plane, column


def _heads(language: Language) -> QWidget:
    plane, column = _sheet(1010, 760)
    for facts in samples.people(language):
        head = PersonHead()
        head.set_person(facts)
        column.addWidget(head)
    compact = PersonHead()
    compact.set_compact(compact=True)
    compact.set_person(samples.people(language)[0])
    column.addWidget(compact)
    narrow = PersonHead(narrow=True)
    narrow.setMaximumWidth(324)
    narrow.set_person(samples.people(language)[1])
    column.addWidget(narrow)
    column.addStretch(1)
    return plane


def _verdicts(language: Language) -> QWidget:
    plane, column = _sheet(1010, 780)
    for facts in samples.verdicts(language):
        block = VerdictBlock()
        block.set_verdict(facts)
        column.addWidget(block)
    compact = VerdictBlock()
    compact.set_compact(compact=True)
    compact.set_verdict(samples.verdicts(language)[0])
    column.addWidget(compact)
    column.addStretch(1)
    return plane


def _vials(language: Language) -> QWidget:
    plane, column = _sheet(600, 780)
    for facts in samples.vials(language):
        column.addWidget(VialChip(facts))
    for facts in samples.vials(language)[1:3]:
        compact = VialChip(facts)
        compact.set_compact(compact=True)
        column.addWidget(compact)
    column.addStretch(1)
    return plane


def _controls(language: Language) -> QWidget:
    plane, column = _sheet(1010, 760)
    say = samples.Say(language)
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    row.addWidget(Button(say("Không tiêm…", "Not done…"), icon="circle-x"))
    row.addWidget(Button(say("Báo phản ứng", "Report reaction"), "danger", icon="heart-pulse"))
    row.addWidget(
        Button(say("Mở thẻ cấp cứu", "Emergency card"), "danger_fill", icon="siren", keys=("F12",))
    )
    row.addWidget(IconButton("printer", say("In", "Print")))
    row.addWidget(Button(say("Vì sao?", "Why?"), "link", keys=("F8",)))
    row.addStretch(1)
    column.addLayout(row)
    primary = QHBoxLayout()
    primary.addWidget(PrimaryButton(say("Ghi mũi tiêm", "Record dose"), icon="syringe"))
    off = Button(say("Đang mở dữ liệu", "Opening the data"))
    off.setEnabled(False)
    primary.addWidget(off)
    primary.addStretch(1)
    column.addLayout(primary)
    column.addLayout(_fields(say))
    column.addLayout(_more_fields(say))
    sites = (
        Choice("left", say("Cơ delta trái", "Left deltoid"), proposed=True),
        Choice("right", say("Cơ delta phải", "Right deltoid")),
        Choice("other", say("Chỗ khác…", "Elsewhere…")),
    )
    column.addWidget(ChoiceBar(sites, say("Vị trí tiêm", "Injection site")))
    refused = ChoiceBar(sites[:2], chosen="right")
    refused.set_refused(say("Tay phải đang sưng: chọn tay trái.", "The right arm is swollen."))
    column.addWidget(refused)
    filters = FilterBar()
    filters.set_filters(samples.filters(language), "all")
    column.addWidget(filters)
    conflict = ConflictBar()
    column.addWidget(conflict)
    conflict.ask(
        say("Đang ghi cho chị Vân. Chuyển sang anh Bảo?", "Recording for Vân. Switch to Bảo?"),
        say("Ở lại với chị Vân", "Stay with Vân"),
        say("Chuyển sang anh Bảo", "Switch to Bảo"),
    )
    column.addStretch(1)
    return plane


def _fields(say: samples.Say) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    plain = Field(say("Họ và tên", "Full name"), source=say("từ thẻ", "from the card"))
    plain.set_text("Nguyễn Thị Hồng Vân", say("từ thẻ", "from the card"))
    empty = Field(say("Điện thoại", "Phone"), limit=say("10 chữ số", "10 digits"), icon="phone")
    wrong = Field(say("Cân nặng", "Weight"), unit="kg")
    wrong.set_text("640")
    wrong.set_invalid(say("Trên 300 kg: xin xem lại.", "Over 300 kg: please check."))
    for field in (plain, empty, wrong):
        row.addWidget(field, 1)
    return row


def _more_fields(say: samples.Say) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    fixed = Field(say("Liều, đường tiêm", "Volume, route"))
    fixed.set_text(say("0,3 ml, tiêm bắp", "0.3 ml, intramuscular"))
    fixed.set_read_only(read_only=True)
    day = DateField(say("Hoãn đến", "Delay until"))
    day.edit.setText("30/11/2026")
    select = SelectField(say("Người tiêm", "Vaccinator"), (("hoa", "ĐD. Lê Thị Mai Hoa"),))
    select.choose("hoa")
    secret = Field(say("Mật khẩu", "Password"), secret=True, icon="key-round")
    secret.set_text("khongphaithat")
    for field in (fixed, day, select, secret):
        row.addWidget(field, 1)
    return row


def _checklist(language: Language) -> QWidget:
    plane, column = _sheet(1010, 700)
    across = QHBoxLayout()
    across.setSpacing(SPACE.l)
    vitals = Card(Text(vi="Sinh hiệu", en="Vital signs").say(language))
    vitals.column().setContentsMargins(1, 12, 1, 8)
    vitals.column().setSpacing(0)
    vitals.head.setContentsMargins(14, 0, 14, 0)
    for label, limit, unit, value, problem in samples.vitals(language):
        row = VitalRow(label, limit, unit)
        row.set_text(value)
        row.set_problem(problem)
        vitals.column().addWidget(row)
    left = QVBoxLayout()
    left.addWidget(vitals)
    left.addStretch(1)
    across.addLayout(left, 1)
    card = Card(
        Text(vi="Khám sàng lọc người từ 18 tuổi", en="Screening, 18 and over").say(language)
    )
    card.column().setContentsMargins(1, 12, 1, 1)
    card.head.setContentsMargins(14, 0, 14, 0)
    form = Checklist()
    form.set_items(samples.items(language))
    card.column().addWidget(form, 1)
    across.addWidget(card, 2)
    column.addLayout(across, 1)
    return plane


def _lists(language: Language) -> QWidget:
    plane, column = _sheet(1010, 700)
    across = QHBoxLayout()
    across.setSpacing(SPACE.l)
    queue = QueueView()
    queue.setFixedWidth(248)
    queue.set_rows(samples.queue(language))
    queue.choose("061")
    strip = QueueView()
    strip.set_strip(strip=True)
    strip.setFixedWidth(72)
    strip.set_rows(samples.queue(language))
    strip.choose("062")
    saved = QVBoxLayout()
    both = SavedList()
    both.setFixedWidth(248)
    saved.addWidget(both)
    both.set_saved(samples.saved(language)[:2])
    for facts in samples.saved(language)[2:]:
        row = SavedRow(facts)
        row.setFixedWidth(248)
        saved.addWidget(row)
    saved.addStretch(1)
    history = Card(Text(vi="Lịch sử tiêm", en="Vaccination history").say(language))
    timeline = Timeline()
    timeline.set_rows(samples.history(language))
    history.column().addWidget(timeline, 1)
    across.addWidget(queue)
    across.addWidget(strip)
    across.addLayout(saved)
    across.addWidget(history, 1)
    column.addLayout(across, 1)
    return plane


def _table(language: Language) -> QWidget:
    plane, column = _sheet(854, 480)
    card = Plane("card")
    inner = QVBoxLayout(card)
    inner.setContentsMargins(1, 1, 1, 1)
    table = DataTable(samples.columns(language), "")
    table.set_rows(samples.rows(language))
    table.sort_by(0, descending=True)
    table.choose("199")
    inner.addWidget(table)
    column.addWidget(card, 1)
    return plane


def _search(language: Language) -> QWidget:
    plane, column = _sheet(850, 560)
    card = Plane("card")
    inner = QVBoxLayout(card)
    inner.setContentsMargins(1, 1, 1, 1)
    hits = SearchResults()
    hits.set_rows(samples.hits(language))
    hits.choose("a")
    inner.addWidget(hits)
    column.addWidget(card, 1)
    return plane


def _board(language: Language) -> QWidget:
    plane, column = _sheet(914, 668)
    column.setContentsMargins(15, 8, 15, 8)
    board = ObservationBoard()
    board.set_rows(samples.tiles(language))
    board.choose("057")
    column.addWidget(board, 1)
    return plane


def _signs(language: Language) -> QWidget:
    plane, column = _sheet(1010, 760)
    say = samples.Say(language)
    row = QHBoxLayout()
    row.setSpacing(SPACE.m)
    row.addWidget(NumberTile("061"))
    for pill in samples.pills(language):
        row.addWidget(Pill(pill))
    row.addStretch(1)
    column.addLayout(row)
    marks = QHBoxLayout()
    for standing in samples.standings(language):
        marks.addWidget(ThreeStopMark(standing))
    marks.addStretch(1)
    column.addLayout(marks)
    for alert in samples.alerts(language):
        column.addWidget(AlertLine(alert, plane))
    column.addWidget(StationLine(samples.stations(language)))
    across = QHBoxLayout()
    across.setSpacing(SPACE.m)
    card = Plane("card")
    inner = QVBoxLayout(card)
    inner.setContentsMargins(1, 1, 1, 1)
    facts = FactList()
    facts.set_rows(samples.facts(language))
    inner.addWidget(facts)
    inner.addStretch(1)
    across.addWidget(card, 1)
    right = QVBoxLayout()
    right.addWidget(ErrorState(samples.error(language)))
    right.addWidget(
        EmptyState(
            say("Chưa có ai chờ tiêm.", "Nobody is waiting for injection."),
            say(
                "Quét mã, hoặc bấm Enter để mở người tiếp theo.",
                "Scan a code, or press Enter to open the next person.",
            ),
        ),
        1,
    )
    across.addLayout(right, 1)
    column.addLayout(across, 1)
    return plane


def _camera(language: Language) -> QWidget:
    plane, column = _sheet(820, 760)
    kinds = samples.guidance()
    for at in range(0, len(kinds), 2):
        row = QHBoxLayout()
        row.setSpacing(SPACE.l)
        for kind, distance in kinds[at : at + 2]:
            cell = QVBoxLayout()
            view = CameraView()
            view.set_frame(_paper())
            view.set_outline(((0.55, 0.4), (0.68, 0.38), (0.7, 0.58), (0.56, 0.6)))
            view.guide(kind)
            bar = DistanceBar()
            bar.set_distance(distance)
            cell.addWidget(view, 1)
            cell.addWidget(bar)
            row.addLayout(cell)
        column.addLayout(row)
    column.addWidget(Words(_closing(language), TYPE.label, "text_2"))
    return plane


def _closing(language: Language) -> str:
    return Text(vi="Hình mẫu, không phải giấy tờ thật.", en="A sample, no real document.").say(
        language
    )


def _wall(language: Language) -> QWidget:
    wall = WallBoard()
    wall.resize(1920, 1080)
    wall.set_board(samples.wall(language))
    return wall


def _paper() -> QImage:
    """Return a picture that stands for a card held before the camera."""
    from ui.kit.theme import colours

    theme = colours()
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.text_3))
    painter = QPainter(image)
    painter.fillRect(QRectF(150, 160, 320, 190), QColor(theme.on_fill))
    painter.fillRect(QRectF(352, 190, 92, 92), QColor(theme.rail))
    painter.end()
    return image
