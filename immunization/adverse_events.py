"""Adverse events after a dose (AEFI): the reactions offered, and when one is serious.

The common reactions are the list in use at sites (eleven items); the events, the criteria of
seriousness and the outcomes are those of WHO's core variables (standard form of December
2020). Signs that threaten life by themselves follow Circular 12/2014/TT-BYT, which Circular
34/2018/TT-BYT replaced. A serious event is reported at once and in writing within 24 hours
(Circular 34/2018/TT-BYT, ch. V). MedDRA is proprietary and not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from immunization.entries import Outcome, Severity
from immunization.text import Text

REPORT_WITHIN: Final = timedelta(hours=24)

COMMON_REACTIONS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "mild_reaction": Text(vi="Phản ứng nhẹ", en="Mild reaction"),
        "pain_at_site": Text(vi="Sưng, đau tại chỗ tiêm", en="Pain or swelling at the site"),
        "nausea": Text(vi="Nôn, buồn nôn", en="Nausea, vomiting"),
        "diarrhoea": Text(vi="Tiêu chảy, đau bụng", en="Diarrhoea, abdominal pain"),
        "fever_under_39": Text(vi="Sốt dưới 39 °C", en="Fever under 39 °C"),
        "fever_39": Text(vi="Sốt từ 39 °C", en="Fever of 39 °C or more"),
        "sore_throat": Text(vi="Đau họng, chảy nước mũi", en="Sore throat, runny nose"),
        "chills": Text(vi="Ớn lạnh", en="Chills"),
        "headache": Text(vi="Đau đầu", en="Headache"),
        "rash": Text(vi="Phát ban", en="Rash"),
        "other": Text(vi="Khác", en="Other"),
    }
)
EVENTS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "severe_local_reaction": Text(
            vi="Phản ứng tại chỗ nặng: quá 3 ngày hoặc quá khớp gần nhất",
            en="Severe local reaction: over 3 days, or beyond the nearest joint",
        ),
        "seizures": Text(vi="Co giật", en="Seizures"),
        "abscess": Text(vi="Áp xe", en="Abscess"),
        "sepsis": Text(vi="Nhiễm khuẩn huyết", en="Sepsis"),
        "encephalopathy": Text(vi="Bệnh não", en="Encephalopathy"),
        "toxic_shock": Text(vi="Sốc nhiễm độc", en="Toxic shock syndrome"),
        "thrombocytopenia": Text(vi="Giảm tiểu cầu", en="Thrombocytopenia"),
        "anaphylaxis": Text(vi="Phản vệ", en="Anaphylaxis"),
        "dyspnoea": Text(vi="Khó thở", en="Difficulty in breathing"),
        "cyanosis": Text(vi="Tím tái", en="Cyanosis"),
        "apnoea": Text(vi="Ngừng thở", en="Apnoea"),
        "dizziness": Text(vi="Chóng mặt", en="Dizziness"),
    }
)
SYMPTOMS: Final[Mapping[str, Text]] = MappingProxyType({**COMMON_REACTIONS, **EVENTS})

CRITERIA: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "death": Text(vi="Tử vong", en="Death"),
        "life_threatening": Text(vi="Đe doạ tính mạng", en="Life threatening"),
        "disability": Text(
            vi="Để lại tàn tật kéo dài hoặc đáng kể", en="Persistent or significant disability"
        ),
        "hospitalisation": Text(vi="Phải nhập viện", en="Hospitalisation"),
        "congenital_anomaly": Text(vi="Dị tật bẩm sinh", en="Congenital anomaly"),
        "other_important": Text(
            vi="Tình trạng y khoa quan trọng khác", en="Other important medical event"
        ),
    }
)
TREATED_AT: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "home": Text(vi="Tại nhà", en="At home"),
        "commune": Text(vi="Trạm Y tế", en="Commune health station"),
        "district": Text(vi="Tuyến huyện", en="District"),
        "province": Text(vi="Tuyến tỉnh", en="Provincial"),
        "private": Text(vi="Cơ sở tư nhân", en="Private"),
    }
)
BEARING: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "pregnant": Text(vi="Đang mang thai", en="Pregnant"),
        "lactating": Text(vi="Đang cho con bú", en="Lactating"),
    }
)
SERIOUS_BY_THEMSELVES: Final = frozenset(
    {
        "seizures", "sepsis", "encephalopathy", "toxic_shock", "thrombocytopenia",
        "anaphylaxis", "dyspnoea", "cyanosis", "apnoea",
    }
)  # fmt: skip


def severity_of(criteria: Iterable[str], symptoms: Iterable[str] = ()) -> Severity:
    """Return ``serious`` when any criterion is met or a symptom threatens life by itself.

    A criterion that is not known here (from a newer version) counts: to take a serious
    event for mild is the worse error.
    """
    if any(True for _ in criteria) or not SERIOUS_BY_THEMSELVES.isdisjoint(symptoms):
        return "serious"
    return "mild"


def met_by(outcome: Outcome, criteria: Iterable[str]) -> tuple[str, ...]:
    """Return the criteria that a follow-up meets: those named, and death where somebody died."""
    died = ("death",) if outcome == "died" else ()
    return tuple(dict.fromkeys((*died, *criteria)))


def report_due(noticed_at: datetime) -> datetime:
    """Return until when a serious event must be reported in writing."""
    return noticed_at + REPORT_WITHIN


def symptom_label(symptom: str) -> Text:
    """Return a symptom's words; what is not in the list (free text) speaks for itself."""
    return SYMPTOMS.get(symptom, Text(vi=symptom, en=symptom))


def criterion_label(criterion: str) -> Text:
    """Return a criterion's words; one from a newer version is shown as its code."""
    return CRITERIA.get(criterion, Text(vi=criterion, en=criterion))
