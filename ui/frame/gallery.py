"""The frame, the sign-in screen and the dialogs, for the pictures and the layout checks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from immunization.labels import REACTION_VOID_REASONS, VOID_REASONS
from immunization.text import Language
from ui.frame.action_bar import ActionBar
from ui.frame.ask_dialogs import ClosingDialog, ConfirmDialog, OverrideDialog
from ui.frame.change_user import ChangeUser
from ui.frame.help_panel import HelpPanel
from ui.frame.join_site import JoinSite
from ui.frame.main_window import MainWindow, Page
from ui.frame.rail import StageCount
from ui.frame.sign_in import SignIn
from ui.frame.void_dialog import VoidDialog
from ui.kit import gallery_samples as samples
from ui.kit.alert_line import AlertLine
from ui.kit.buttons import Button, PrimaryButton
from ui.kit.card import Card, Plane
from ui.kit.choice_bar import Choice, ChoiceBar
from ui.kit.fields import Field
from ui.kit.person_head import PersonHead
from ui.kit.timeline import Timeline
from ui.kit.tokens import SIZE
from ui.kit.verdict import VerdictBlock
from ui.kit.vial_chip import VialChip

SIZES = (QSize(1366, 768), QSize(1366, 697), QSize(1093, 614))


def sheets(language: Language) -> dict[str, Callable[[], QWidget]]:
    """Return the windows by name; each call makes one of its own."""
    say = samples.Say(language)
    made: dict[str, Callable[[], QWidget]] = {
        f"frame_{size.width()}x{size.height()}": _framed(language, size) for size in SIZES
    }
    made["sign_in"] = lambda: _sign_in(language)
    made["sign_in_badge"] = lambda: _badge_read(language)
    made["join_site"] = lambda: _join_site(language)
    made["join_site_refused"] = lambda: _join_refused(language)
    made["change_user"] = lambda: _change_user(language)
    made["closing"] = lambda: ClosingDialog(("ĐD. Lê Thị Mai Hoa", "BS. Vũ Đình Khang"), None)
    reasons = [(str(key), say(words.vi, words.en)) for key, words in VOID_REASONS.items()]
    made["void"] = lambda: VoidDialog(
        "Trần Văn Lộc, " + say("Nhắc lại 1, 09:39", "Booster 1"), reasons
    )
    not_so = [(str(key), say(words.vi, words.en)) for key, words in REACTION_VOID_REASONS.items()]
    made["void_reaction"] = lambda: VoidDialog(
        "Lý Văn Tài, " + say("Tai biến nặng, 23/11/2026", "Serious adverse event, 23/11/2026"),
        not_so,
    )
    made["override"] = lambda: OverrideDialog(
        say("Quyết khác đề xuất", "Overrule the proposal"),
        say("Đề xuất: tạm hoãn. Bác sĩ chọn: tiêm được.", "Proposed: delay. Chosen: vaccinate."),
        say("Lưu: tiêm được", "Save: vaccinate"),
    )
    made["confirm"] = lambda: ConfirmDialog(
        say("Đăng xuất?", "Sign out?"),
        say("37 mục chờ gửi vẫn nằm an toàn trong máy này.", "37 entries stay safe on this desk."),
        say("Đăng xuất", "Sign out"),
        icon="log-out",
    )
    made["help"] = lambda: HelpPanel(
        (say("Trang Tiêm: mở người, xem kết luận, tiêm, rồi ghi.", "Open, read, inject, record."),)
    )
    return made


def _framed(language: Language, size: QSize) -> Callable[[], QWidget]:
    return lambda: _frame(language, size)


def _sign_in(language: Language) -> QWidget:
    screen = SignIn(
        language=language,
        place="Bàn 3 · TYT xã Thanh Bình",
        staff=(("hoa", "ĐD. Lê Thị Mai Hoa"), ("khang", "BS. Vũ Đình Khang")),
    )
    screen.resize(1093, 614)
    wrong = "Sai mật khẩu. Còn 4 lần thử." if language == "vi" else "Wrong password. 4 tries left."
    screen.set_error(wrong)
    return screen


def _join_site(language: Language) -> QWidget:
    dialog = JoinSite()
    dialog.offer({"http://192.168.1.20:8444": "http://192.168.1.20:8444 (4f0c19aa)"})
    dialog.set_busy("Đang hỏi máy chủ…" if language == "vi" else "Asking the server…")
    return dialog


def _join_refused(language: Language) -> QWidget:
    dialog = JoinSite()
    dialog.fill("http://192.168.1.20:8444", "7K2M-9QXA-B3TD-ZZZZ")
    dialog.set_error(
        "Mã đăng ký sai, đã dùng hoặc hết hạn. Xin IT cấp mã mới."
        if language == "vi"
        else "The enrolment code is wrong, used or expired. Ask IT for a new one."
    )
    return dialog


def _badge_read(language: Language) -> QWidget:
    screen = SignIn(language=language, place="Bàn 3 · TYT xã Thanh Bình")
    screen.resize(1093, 614)
    screen.set_waiting(("BS. Vũ Đình Khang",))
    screen.choose("hoa", "ĐD. Lê Thị Mai Hoa")
    return screen


def _change_user(language: Language) -> QWidget:
    say = samples.Say(language)
    dialog = ChangeUser("ĐD. Tôn Nữ Nguyễn Thị Hoàng Phương Uyên", "ĐD. Lê Thị Mai Hoa")
    dialog.set_error(
        say(
            "Tên đăng nhập hoặc mật khẩu không đúng. Xin thử lại.",
            "Wrong login or password. Please try again.",
        )
    )
    return dialog


def _frame(language: Language, size: QSize) -> QWidget:
    say = samples.Say(language)
    window = MainWindow()
    window.add_page("injection", _page(language, window))
    window.top.who.set_who("ĐD. Lê Thị Mai Hoa", say("Bàn 3 · TYT xã Thanh Bình", "Desk 3 · TYT"))
    window.top.clock.set_time("09:42", say("Thứ Hai 23/11/2026", "Monday 23/11/2026"))
    window.rail.set_counts(
        (
            StageCount("reception", 6),
            StageCount("screening", 4),
            StageCount("injection", 3),
            StageCount("observation", 12, 1),
        )
    )
    window.queue.set_heading(say("Chờ tiêm", "For injection"), say("3 người", "3 people"))
    window.queue.set_queue(samples.queue(language)[:3])
    window.queue.view.choose("061")
    window.queue.set_saved(samples.saved(language))
    window.status.set_statements(samples.statuses(language))
    window.resize(size)
    window.show_page("injection")
    window.allow_close()
    return window


def _page(language: Language, window: MainWindow) -> Page:
    say = samples.Say(language)
    work = Plane("bg")
    column = QVBoxLayout(work)
    column.setContentsMargins(20, 16, 20, 16)
    column.setSpacing(12)
    head, verdict, vial = PersonHead(), VerdictBlock(), VialChip(samples.vials(language)[1])
    head.set_person(samples.people(language)[0])
    verdict.set_verdict(samples.verdicts(language)[0])
    column.addWidget(head)
    column.addWidget(verdict)
    across = QHBoxLayout()
    across.setSpacing(12)
    history = Card(say("Lịch sử tiêm", "Vaccination history"))
    history.setFixedWidth(SIZE.history)
    timeline = Timeline()
    timeline.set_rows(samples.history(language)[:2])
    history.column().addWidget(timeline, 1)
    form = Card(say("Lọ đang dùng", "Vial in use"))
    sites = (
        Choice("left", say("Cơ delta trái", "Left deltoid"), proposed=True),
        Choice("right", say("Cơ delta phải", "Right deltoid")),
        Choice("other", say("Chỗ khác…", "Elsewhere…")),
    )
    note = AlertLine(samples.alerts(language)[0], form)
    fields = QHBoxLayout()
    fields.setSpacing(12)
    volume = Field(say("Liều, đường tiêm", "Volume, route"))
    volume.set_text(say("0,3 ml, tiêm bắp", "0.3 ml, i.m."))
    nurse = Field(say("Người tiêm", "Vaccinator"), icon="user")
    nurse.set_text("ĐD. Lê Thị Mai Hoa")
    fields.addWidget(volume, 1)
    fields.addWidget(nurse, 2)
    form.column().addWidget(vial)
    form.column().addWidget(ChoiceBar(sites, say("Vị trí tiêm", "Injection site")))
    form.column().addLayout(fields)
    form.column().addWidget(note)
    form.column().addStretch(1)
    across.addWidget(history)
    across.addWidget(form, 1)
    column.addLayout(across, 1)

    def settle(density: str) -> None:
        compact = density == "compact"
        for part in (head, verdict, vial):
            part.set_compact(compact)
        history.setVisible(not compact)
        note.setVisible(density == "roomy")
        column.setContentsMargins(20, 8 if density != "roomy" else 16, 20, 8)

    window.density_changed.connect(settle)
    primary = PrimaryButton(say("Ghi mũi tiêm", "Record dose"), icon="syringe")
    others = (
        Button(say("Không tiêm…", "Not done…"), icon="circle-x"),
        Button(say("Báo phản ứng", "Report reaction"), "danger", icon="heart-pulse"),
    )
    bar = ActionBar(primary, others)
    bar.set_next(
        say("Lưu xong, chị Vân sang Theo dõi\n30 phút, đến 10:12.", "Then observation until 10:12.")
    )
    return Page(work, bar)
