"""Which signal of which page goes to which call of its presenter: nothing else is here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from immunization.ids import EntryId, LotId, StaffId
from ui.kit import formats

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.day_list import DayListPage
    from ui.pages.devices import DevicesPage
    from ui.pages.injection import InjectionPage
    from ui.pages.observation import ObservationPage
    from ui.pages.reaction_form import ReactionForm
    from ui.pages.reception import ReceptionPage
    from ui.pages.screening import ScreeningPage
    from ui.pages.serious import SeriousPage
    from ui.pages.stock import StockPage
    from ui.pages.sync_page import SyncPage
    from ui.presenters.day_list import DayListPresenter
    from ui.presenters.devices import DevicesPresenter
    from ui.presenters.injection import InjectionPresenter
    from ui.presenters.observation import ObservationPresenter
    from ui.presenters.reaction import ReactionPresenter
    from ui.presenters.reception import ReceptionPresenter
    from ui.presenters.screening import ScreeningPresenter
    from ui.presenters.serious import SeriousPresenter
    from ui.presenters.stock import StockPresenter
    from ui.presenters.sync_page import SyncPresenter
    from ui.workplace import Workplace


def reception(place: Workplace, page: ReceptionPage, does: ReceptionPresenter) -> None:
    """Connect the page reception."""
    page.primary_asked.connect(does.primary)
    page.person_chosen.connect(does.chosen)
    page.person_opened.connect(does.open_chosen)
    page.register_asked.connect(place.presenter.register_asked)
    page.form_changed.connect(does.form.changed)
    page.form_left.connect(does.form.left)
    page.lookalike_opened.connect(place.presenter.open_person)
    page.correct_asked.connect(does.correct_asked)
    page.clash_taken.connect(does.take_over_asked)
    page.proof_taken.connect(does.proof_taken)
    page.reaction_asked.connect(does.reaction_asked)
    page.link_asked.connect(does.link_asked)
    page.unlink_confirmed.connect(does.unlinking.confirmed)
    page.correction_changed.connect(does.correction.changed)
    page.correction_left.connect(does.correction.left)
    page.correction_reasoned.connect(does.correction.reasoned)
    page.link_reasoned.connect(does.linking.reasoned)
    page.other_asked.connect(does.linking.search)
    page.camera.devices_asked.connect(lambda: place.presenter.show("devices"))
    camera = place.camera
    if camera is not None:
        page.camera.picture_wanted.connect(camera.show_picture)


def screening(page: ScreeningPage, does: ScreeningPresenter) -> None:
    """Connect the page screening."""
    page.primary_asked.connect(does.primary)
    page.reaction_asked.connect(does.reaction_asked)
    page.vital_typed.connect(does.vital_typed)
    page.answered.connect(does.answered)
    page.noted.connect(does.noted)
    page.consent.decided.connect(does.decided)
    page.consent.guardian_typed.connect(does.guardian_typed)
    page.consent.phone_typed.connect(does.phone_typed)
    page.consent.signed_by.connect(does.signed_by)
    page.consent.signed.connect(does.signed)
    page.consent.print_asked.connect(does.print_asked)
    page.decision.concluded.connect(does.concluded)
    page.decision.delay_typed.connect(does.delayed_until)
    page.decision.reason_typed.connect(does.reasoned)


def injection(page: InjectionPage, does: InjectionPresenter) -> None:
    """Connect the page injection."""
    page.primary_asked.connect(does.primary)
    page.elsewhere_asked.connect(does.elsewhere_asked)
    page.not_given_asked.connect(does.not_given_asked)
    page.reaction_asked.connect(does.reaction_asked)
    page.why_asked.connect(does.why_asked)
    page.not_given.chosen.connect(does.not_given_chosen)
    page.lots.lot_chosen.connect(lambda lot: does.lot_chosen(LotId(lot)))
    form = page.form
    form.lots_asked.connect(does.lots_asked)
    form.site_chosen.connect(does.body_site_chosen)
    form.place_typed.connect(does.place_typed)
    form.vaccinator_chosen.connect(lambda staff: does.vaccinator_chosen(StaffId(staff)))
    form.reason_typed.connect(does.reasoned)
    form.volume_typed.connect(lambda text: does.volume_typed(_volume(text)))
    _reaction_form(page.reaction, does.reaction)


def observation(place: Workplace, page: ObservationPage, does: ObservationPresenter) -> None:
    """Connect the page observation."""
    page.primary_asked.connect(does.primary)
    page.tile_chosen.connect(does.tile_chosen)
    page.wall_asked.connect(place.show_wall)
    page.bell_toggled.connect(lambda on: setattr(place.bell, "rings", on))
    panel = page.panel
    panel.reaction_asked.connect(does.reaction_asked)
    panel.end_asked.connect(does.end_asked)
    panel.emergency_asked.connect(place.emergencies.show)
    panel.slip_asked.connect(does.slip_asked)
    panel.back_asked.connect(does.back)
    panel.early_reasoned.connect(does.early_reasoned)
    panel.course_typed.connect(does.course_typed)
    _reaction_form(page.reaction, does.reaction)


def day_list(place: Workplace, page: DayListPage, does: DayListPresenter) -> None:
    """Connect the page day_list."""
    page.primary_asked.connect(does.primary)
    page.filter_chosen.connect(does.filter_chosen)
    page.row_chosen.connect(does.row_chosen)
    page.void_asked.connect(place.void_item)
    page.reaction_asked.connect(does.reaction_asked)
    page.serious_asked.connect(lambda: place.presenter.show("serious"))
    page.print_asked.connect(does.print_asked)


def stock(page: StockPage, does: StockPresenter) -> None:
    """Connect the page stock."""
    page.primary_asked.connect(does.primary)
    page.delivery_changed.connect(does.changed)
    page.tab_chosen.connect(does.tab_chosen)
    page.move_asked.connect(does.move_asked)
    page.file_asked.connect(does.keeping.file_asked)
    page.dilute_asked.connect(does.keeping.dilute_asked)
    page.deed_typed.connect(does.keeping.typed)
    page.field_left.connect(does.left)


def serious(page: SeriousPage, does: SeriousPresenter) -> None:
    """Connect the page serious."""
    page.primary_asked.connect(does.primary)
    page.event_chosen.connect(lambda reaction: does.chosen(EntryId(reaction)))
    panel = page.panel
    panel.print_asked.connect(does.print_asked)
    panel.form_asked.connect(does.form_asked)
    panel.back_asked.connect(does.close)
    panel.told.connect(does.told)
    panel.noted.connect(does.noted)


def devices(page: DevicesPage, does: DevicesPresenter) -> None:
    """Connect the page devices."""
    page.primary_asked.connect(does.primary)
    page.camera_chosen.connect(does.camera_chosen)
    page.density_chosen.connect(does.density_chosen)
    page.focus_chosen.connect(does.focus_chosen)
    page.forget_asked.connect(does.forget_asked)
    page.sheet_asked.connect(does.sheet_asked)
    page.badges_asked.connect(does.badges_asked)


def sync(page: SyncPage, does: SyncPresenter) -> None:
    """Connect the page sync."""
    page.primary_asked.connect(does.primary)
    page.refusal_opened.connect(does.refusal_opened)
    page.try_asked.connect(does.try_now)
    row, carrying = page.carry, does.carrying
    row.write_asked.connect(lambda: _chosen(row.choose_new(carrying.name()), carrying.write_to))
    row.read_asked.connect(lambda: _chosen(row.choose(), carrying.read_from))
    row.cancel_asked.connect(carrying.cancel)
    row.looked.connect(carrying.look)


def _chosen(path: str, act: Callable[[str], None]) -> None:
    if path:
        act(path)


def _reaction_form(form: ReactionForm, does: ReactionPresenter) -> None:
    form.dose_chosen.connect(lambda dose: does.dose_chosen(EntryId(dose)))
    form.symptom_toggled.connect(does.symptom_toggled)
    form.criterion_toggled.connect(does.criterion_toggled)
    form.described.connect(does.described)
    form.outcome_chosen.connect(does.outcome_chosen)
    form.vitals_typed.connect(does.vitals_typed)
    form.told_more.connect(does.told_more)


def _volume(text: str) -> float | None:
    found = formats.parse_decimal(text)
    return float(found) if found is not None else None
