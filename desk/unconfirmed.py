"""What of a product no Vietnamese source confirms, as the screen says it.

Volumes, vial sizes, how long an open vial keeps, ages: where the catalogue's value rests on a
maker's or a foreign document alone (`immunization.vaccines`, ``unconfirmed``), the site holds it
against the leaflet of the lot in hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desk.wording import joined
from immunization.text import Text
from immunization.vaccines import Vaccine

FIELDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "age_from": Text(vi="tuổi tiêm", en="the age"),
        "volume_ml": Text(vi="liều", en="the volume"),
        "older_volume_ml": Text(vi="liều", en="the volume"),
        "vial_doses": Text(vi="số liều một lọ", en="doses in a vial"),
        "open_life_hours": Text(
            vi="thời gian dùng sau khi mở lọ", en="how long an open vial keeps"
        ),
    }
)
"""The fields that bear upon a dose; codes for exchange are not among them."""

_SAID: Final = Text(
    vi="{product}: chưa đối chiếu được với văn bản của Việt Nam: {fields}. "
    "Xin xem tờ hướng dẫn của lô.",
    en="{product}: no Vietnamese text confirms {fields}. Please see the leaflet of the lot.",
)


def not_confirmed(vaccine: Vaccine | None) -> tuple[str, ...]:
    """Return the fields of a product that no source confirms and that bear upon a dose."""
    return tuple(name for name in vaccine.unconfirmed if name in FIELDS) if vaccine else ()


def note(vaccine: Vaccine | None) -> Text | None:
    """Return the sentence that says so, None where all is confirmed."""
    named = dict.fromkeys(FIELDS[name] for name in not_confirmed(vaccine))
    if vaccine is None or not named:
        return None
    fields = joined(named, ", ")
    return Text(
        vi=_SAID.say("vi", product=vaccine.name, fields=fields.vi),
        en=_SAID.say("en", product=vaccine.name, fields=fields.en),
    )
