"""Injection in its states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from desk.card import VerdictKind
from desk.injection import DoseDraft, Objection
from desk.stock import LotRow
from desk.unconfirmed import not_confirmed, note
from desk.wording import millilitres
from immunization.ids import LotId, derived
from immunization.rulebook import default_catalogue
from immunization.text import Text
from ui.pages.injection import InjectionPage
from ui.presenters.alert import Alert
from ui.presenters.reaction import ReactionState
from ui.showcase import people, timing
from ui.showcase.stand import OFFLINE, Builder, Stand

_SOON = Text(
    vi="Mới 9 ngày từ mũi 1, cần ít nhất 21 ngày.",
    en="Only 9 days since dose 1; at least 21 are needed.",
)
_EXPIRED = Text(
    vi="Lô MT2611A hết hạn 31/10/2026. Không tiêm được.",
    en="Lot MT2611A expired on 31/10/2026. It must not be injected.",
)


def scenes(stand: Stand) -> Iterator[tuple[str, Builder]]:
    """Yield each state by its name."""
    states: dict[str, Callable[[InjectionPage], None]] = {
        "injection_nobody": lambda page: page.show_nobody(),
        "injection_may": lambda page: _open(page, "vaccinate"),
        "injection_delay": lambda page: _objected(page, "delay", "ask", _SOON),
        "injection_never": lambda page: _objected(page, "contraindicated", "ask", _SOON),
        "injection_transfer": lambda page: _open(page, "transfer"),
        "injection_unknown": lambda page: _open(page, "unknown"),
        "injection_expired": lambda page: _vial(page, "expired", _EXPIRED),
        "injection_vial_none": lambda page: _vial(page, "", None),
        "injection_vial_last": lambda page: _vial(page, "last_dose", None),
        "injection_vial_soon": lambda page: _vial(page, "soon", None),
        "injection_vial_past": lambda page: _vial(page, "past", _EXPIRED),
        "injection_why": _why,
        "injection_lots": _lots,
        "injection_not_given": _not_given,
        "injection_reaction": _reaction,
        "injection_after_void": _after_void,
        "injection_elsewhere": _elsewhere,
        "injection_other_site": _other_site,
        "injection_conflict": _conflict,
        "injection_held": _held,
        "injection_unheard": _unheard,
        "injection_second_vaccine": _second_vaccine,
        "injection_unconfirmed": _unconfirmed,
        "injection_early_dose": _early_dose,
        "injection_spacing_of_child": _spacing,
    }
    for name, state in states.items():
        yield name, _builder(stand, state, name)


def _builder(stand: Stand, state: Callable[[InjectionPage], None], name: str) -> Builder:
    def build(size: QSize) -> QWidget:
        page = InjectionPage(stand.wording, stand.clock, people.NURSE)
        is_child = "second_vaccine" in name or name.endswith("child")
        whom = "Lò Văn Pao" if is_child else "Nguyễn Thị Hồng Vân"
        opened = None if name.endswith("nobody") else people.person(whom)
        window = stand.window(
            "injection",
            page,
            size,
            line=OFFLINE,
            opened=opened,
            saved_voided=name.endswith("after_void"),
        )
        state(page)
        return window

    return build


def _draft() -> DoseDraft:
    form = people.dose_form(people.vial())
    return DoseDraft(
        form.form, form.person, people.vial().lot_id, form.dose_kind, form.number, form.volume
    )


def _open(page: InjectionPage, kind: VerdictKind) -> None:
    knowledge = people.UNKNOWN if kind == "unknown" else people.KNOWN
    card = people.card(judged=people.verdict(kind, knowledge))
    page.show_card(replace(card, history=()) if kind == "unknown" else card)
    page.show_vial(people.vial())
    page.show_form(people.dose_form(people.vial()), _draft())


def _objected(page: InjectionPage, kind: VerdictKind, force: str, text: Text) -> None:
    _open(page, kind)
    page.show_objections((Objection(force, "interval", text, ""),))  # type: ignore[arg-type]


def _vial(page: InjectionPage, state: str, objection: Text | None) -> None:
    _open(page, "vaccinate")
    page.show_vial(people.vial(state) if state else None)
    if objection is not None:
        page.show_objections((Objection("refuse", "vial", objection, "lot"),))


def _why(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_why(True)


def _lots(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_lots(
        tuple(
            LotRow(
                LotId(derived("lot", lot)),
                "p",
                name,
                lot,
                expiry,
                120,
                120 - left,
                left,
                False,
                soon,
            )
            for name, lot, expiry, left, soon in (
                ("Vaxzevria (AstraZeneca)", "AZ26K04", date(2026, 12, 15), 57, True),
                ("Comirnaty (Pfizer)", "MT2611A", date(2027, 1, 31), 117, False),
                ("Comirnaty (Pfizer)", "MT2611B", date(2027, 2, 28), 60, False),
            )
        )
    )


def _not_given(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_not_given(True)


def _reaction(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_reaction(
        ReactionState("Nguyễn Thị Hồng Vân", "serious", ("dyspnoea", "rash"), ("life_threatening",))
    )


def _after_void(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_card(people.card(items=people.history(voided=True)))


def _elsewhere(page: InjectionPage) -> None:
    card = people.card(stage="screening")
    page.show_card(card)
    page.show_elsewhere(card)


def _other_site(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_form(people.dose_form(people.vial()), replace(_draft(), body_site="other"))


def _held(page: InjectionPage) -> None:
    _objected(page, "vaccinate", "refuse", people.HELD)
    page.show_card(replace(people.card(judged=people.verdict("vaccinate")), held=people.HELD))
    page.show_alert(Alert("stop", people.HELD))


def _unheard(page: InjectionPage) -> None:
    page.show_card(people.card(judged=people.verdict("vaccinate", people.UNHEARD)))
    page.show_vial(people.vial())
    page.show_form(people.dose_form(people.vial()), _draft())


def _conflict(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    card = people.card("Tôn Nữ Nguyễn Thị Hoàng Phương Uyên", clashes=(people.CLASH,))
    page.show_card(card)


def _second_vaccine(page: InjectionPage) -> None:
    card, form, vial = people.second_vaccine()
    page.show_card(card)
    page.show_vial(vial)
    draft = DoseDraft(
        form.form, form.person, form.lot, form.dose_kind, form.number, form.volume,
        form.body_site, form.route,
    )  # fmt: skip
    page.show_form(form, draft)
    page.show_alert(Alert("info", people.ANOTHER_VIAL))


def _unconfirmed(page: InjectionPage) -> None:
    vaccine = default_catalogue().vaccine("vero_cell")
    on_tray = replace(
        people.vial(), product="vero_cell", product_name="Vero Cell (Sinopharm BIBP)",
        lot="VC2609", discard_at=None, doses=None, left=None,
    )  # fmt: skip
    form = people.dose_form(on_tray)
    form = replace(form, volume=0.5, volume_words=millilitres(0.5))
    first = Text(vi="Vero Cell (Sinopharm BIBP), 0,5 ml.", en="Vero Cell (Sinopharm BIBP), 0.5 ml.")
    verdict = people.verdict("vaccinate")
    page.show_card(people.card(judged=replace(verdict, because=(first, verdict.because[1]))))
    page.show_vial(on_tray)
    page.show_form(
        replace(form, not_confirmed=not_confirmed(vaccine), note=note(vaccine)),
        DoseDraft(form.form, form.person, form.lot, form.dose_kind, form.number, form.volume),
    )
    page.show_why(True)


def _early_dose(page: InjectionPage) -> None:
    _open(page, "vaccinate")
    page.show_card(timing.early_dose())


def _spacing(page: InjectionPage) -> None:
    card, (_, form, vial) = timing.too_soon_after_live(), people.second_vaccine()
    on_tray = replace(vial, product="measles", product_name="MVVAC (sởi)", lot="MV2511", doses=10)
    form = replace(form, vial=on_tray, other_vial=None)
    draft = DoseDraft(
        form.form, form.person, form.lot, form.dose_kind, form.number, form.volume,
        form.body_site, form.route,
    )  # fmt: skip
    page.show_card(card)
    page.show_vial(on_tray)
    page.show_form(form, draft)
    page.show_objections((Objection("ask", "too_early", card.verdict.because[0], ""),))
