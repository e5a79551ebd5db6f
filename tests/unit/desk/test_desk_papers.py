"""What is printed, word by word, beside the tables of the legal forms in docs/."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.errors import NotScreened
from desk.observation import ReactionDraft
from immunization.consent import ConsentForm
from immunization.entries import LotReceived, Vitals
from immunization.ids import PersonId, lot_at_site
from immunization.rulebook import default_catalogue
from immunization.screening import Form
from tests.unit.desk.desk_world import SITE, World, done

DOCS = Path(__file__).parents[3] / "docs"
PAPERS = Path(__file__).parents[3] / "desk" / "papers"
FORMS = default_catalogue().forms
OF_THE_LAW = ("consent.typ", "screening.typ", "serious_event.typ")

reads_pdf = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext is not on this machine"
)


def words_of(made: bytes) -> str:
    """The words of a PDF in reading order, blanks folded."""
    ran = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=made, capture_output=True, check=True, timeout=30
    )
    return folded(ran.stdout.decode("utf-8"))


def folded(text: str) -> str:
    return " ".join(text.split())


def is_in(sentence: str, printed: str) -> bool:
    """Tell whether all words of a sentence stand in the print in their order, however broken."""
    parts = [re.escape(word) for word in folded(sentence).split()]
    between = r"(?:\s|[×\d]|[A-Za-z]\b)+?" if len(parts) > 6 else r"\s+"
    return re.search(between.join(parts), printed) is not None


def screened(world: World, birth: str, **yes: str) -> PersonId:
    person = world.registered("031179004512", birth=birth)
    world.arrive(person)
    vitals = Vitals(temperature=36.7, pulse=80, systolic=122, diastolic=78)
    world.screen(person, vitals=vitals, yes={key.removeprefix("i"): yes[key] for key in yes})
    return person


@reads_pdf
@pytest.mark.parametrize(("birth", "form"), [("1979-03-12", FORMS[0]), ("2014-05-01", FORMS[1])])
def test_the_screening_on_paper_has_every_item_of_the_legal_form_in_its_words(
    world: World, birth: str, form: Form
) -> None:
    person = screened(world, birth)
    printed = words_of(world.desk.screening_sheets.paper(person))
    for item in form.items:
        assert is_in(item.legal.vi, printed), item.key
    for sign in form.signs:
        assert sign.label.vi in printed
    for words in ("Tiêm được", "Tạm hoãn", "Chống chỉ định", "Chuyển tuyến", form.source):
        assert words in printed
    assert ("giám hộ" in printed) == form.needs_guardian


@reads_pdf
def test_the_screening_on_paper_says_what_was_answered_measured_and_decided(world: World) -> None:
    person = screened(world, "1979-03-12", i6="hải sản *nổi mề đay*")
    printed = words_of(world.desk.screening_sheets.paper(person))
    for words in ("hải sản *nổi mề đay*", "36,7", "122", "A001", "Lê Thị Mai Hoa"):
        assert words in printed
    assert printed.count("×") == len(FORMS[0].items) + 1  # an answer each, and one conclusion


def test_who_was_not_screened_today_has_no_form(world: World) -> None:
    person = world.registered()
    world.arrive(person)
    with pytest.raises(NotScreened):
        world.desk.screening_sheets.paper(person)


@reads_pdf
@pytest.mark.parametrize("form", default_catalogue().consents, ids=lambda form: form.id)
def test_the_consent_on_paper_has_the_words_of_the_form(world: World, form: ConsentForm) -> None:
    age = {"needs": "2014-05-01", "small": "2025-01-10", "adult": "1979-03-12"}
    birth = age["adult"] if not form.needs_guardian else age["small"] if form.age_to == 4 else ""
    person = world.registered("031179004512", birth=birth or age["needs"])
    world.arrive(person)
    printed = words_of(world.desk.sheets.paper(person))
    for statement in form.statements:
        assert is_in(statement.vi, printed)
    for words in (form.agree.vi, form.refuse.vi, form.version, form.source):
        assert words in printed
    assert ("chưa đối chiếu" in printed) == (not form.confirmed)


def items_of_the_page() -> dict[str, str]:
    """The numbered items of `docs/serious-event-form.md`: each number with its words."""
    found: dict[str, str] = {}
    page = (DOCS / "serious-event-form.md").read_text(encoding="utf-8")
    for numbers, words in re.findall(r"^\| ([\d, –]+) \| ([^|]+) \|", page, re.MULTILINE):
        single = [part.strip() for part in numbers.split(",")]
        if "–" not in numbers and not words.startswith("Vắc xin khác"):
            found |= dict.fromkeys(single, words.strip())
    return found


def items_of_the_paper() -> dict[str, str]:
    template = (PAPERS / "serious_event.typ").read_text(encoding="utf-8")
    named = re.findall(r'item\("(\d+)", "([^"]+)"', template)
    columns = re.findall(r"\[(\d+) ([^\[\]]+)\]", template.split("Vắc xin khác tiêm")[1])
    heads = [one for one in columns if int(one[0]) > 21]
    level = re.findall(r"\[(\d+)\] (Mức độ nặng)", template)
    return dict([*named, *heads, *level])


def test_the_report_of_a_serious_event_prints_each_item_of_its_page_and_no_other() -> None:
    page, paper = items_of_the_page(), items_of_the_paper()
    assert set(page) == set(paper) == {str(number) for number in range(1, 52)}
    for number, words in paper.items():
        parts = [part.strip().lower() for part in page[number].split("(")[0].split(",")]
        said = words.lower()
        assert any(part in said or said in part for part in parts), (number, words, page[number])


@reads_pdf
def test_the_report_of_a_serious_event_is_printed_with_all_items(world: World) -> None:
    lot = lot_at_site(SITE, "measles", "MV2511")
    received = LotReceived(product="measles", lot="MV2511", expiry=date(2027, 5, 31), doses=10)
    world.feed(lot, received)
    person = world.registered("001225000001", birth="2025-11-12")
    world.bring_in(person)
    done(world.desk.injection.take_vial(lot))
    world.inject(person)
    world.clock.pass_by(minutes=5)
    (dose,) = world.desk.observation.doses_of(person)
    form = world.desk.new_form()
    done(
        world.desk.observation.report(
            ReactionDraft(
                form, person, dose.id, ("anaphylaxis",), ("life_threatening",),
                world.clock.now() - timedelta(minutes=2), "Khó thở, mề đay", "Adrenaline 0,1 mg",
            )
        )
    )  # fmt: skip
    ((reaction, _),) = [(one.reaction, one) for one in world.desk.serious.open_events()]
    printed = words_of(world.desk.serious.paper(person, reaction))
    for number, words in items_of_the_paper().items():
        if int(number) not in {38, 51}:  # tables that are printed once there is a line in them
            assert f"{number} {words}" in printed or is_in(words, printed), number
    for words in ("MV2511", "Khó thở, mề đay", "Adrenaline 0,1 mg", "Thông tư 34/2018/TT-BYT"):
        assert words in printed


@pytest.mark.parametrize("template", OF_THE_LAW)
def test_each_paper_that_the_law_asks_for_has_its_table(template: str) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.glob("*.md"))
    assert (PAPERS / template).exists()
    assert f"`desk/papers/{template}`" in pages
