"""The desk as a whole: one open store, one operator, and everything that can be done there."""

from __future__ import annotations

from msgspec import Struct

from desk.cards import Cards
from desk.certified import CertifiedDoses
from desk.clock import Clock
from desk.consent_sheets import ConsentSheets
from desk.day import Day
from desk.doubles import Doubles
from desk.fridges import Fridges
from desk.guard import Guard
from desk.identify import Identify
from desk.injection import Injection
from desk.observation import Observation
from desk.queues import Queues
from desk.reaction_voids import ReactionVoids
from desk.reception import Reception
from desk.recorder import Recorder
from desk.refused_doses import RefusedDoses
from desk.rules_in_force import rules_in_force
from desk.screening import Screening
from desk.screening_sheet import ScreeningSheets
from desk.serious import Serious
from desk.slips import Slips
from desk.staff import Operator
from desk.standing import Standings
from desk.station import Ids, Station, fresh_id
from desk.stock import Stock
from desk.stock_warnings import StockWarnings
from desk.unlinking import Unlinking
from desk.vial_use import VialUse
from immunization.ids import EntryId
from immunization.observation import DEFAULT_MINUTES
from immunization.vaccines import Catalogue
from local_db import node
from local_db.store import Store
from scanners.certificates.certificates import Certificates
from scanners.certificates.trust import TrustList


class Desk(Struct, frozen=True):
    """The use cases, sharing one store and one recorder. Made by `open_desk`.

    Reads are plain calls for an io thread (one or two queries each); writes return futures.
    A change of operator makes a new Desk over the same store.
    """

    station: Station
    clock: Clock
    recorder: Recorder
    identify: Identify
    reception: Reception
    cards: Cards
    screening: Screening
    sheets: ConsentSheets
    slips: Slips
    screening_sheets: ScreeningSheets
    certified: CertifiedDoses
    injection: Injection
    observation: Observation
    reaction_voids: ReactionVoids
    serious: Serious
    queues: Queues
    day: Day
    stock: Stock
    vials: VialUse
    fridges: Fridges
    warnings: StockWarnings
    unlinking: Unlinking
    standings: Standings
    guard: Guard
    doubles: Doubles
    refused: RefusedDoses

    def new_form(self) -> EntryId:
        """Return a fresh id for a form that opens now; the same form saves the same entry."""
        return self.recorder.new_id()


def open_desk(
    store: Store,
    clock: Clock,
    operator: Operator,
    catalogue: Catalogue,
    *,
    ids: Ids = fresh_id,
    observe_minutes: int = DEFAULT_MINUTES,
    guard: Guard | None = None,
    trust: TrustList | None = None,
) -> Desk:
    """Return the desk of an open store for a member of staff. Raises NotEnrolled.

    ``catalogue`` are the program's own rules; what the centre issued comes on top.
    ``observe_minutes`` is the site's length of observation. ``guard`` outlasts the operator;
    without one nothing is known of what the other desks have open. ``trust`` says whose
    certificates are believed.
    """
    with store.read() as connection:
        own = node.read(connection)
        catalogue = rules_in_force(connection, catalogue)
    station = Station(own.author, own.desk, own.desk_name, own.site, own.site_name, operator)
    recorder = Recorder(store, clock, station, ids)
    guard = guard or Guard(clock, own.device)
    cards = Cards(store, clock, station, catalogue, guard)
    stock = Stock(store, clock, station, catalogue, recorder)
    vials = VialUse(store, clock, station, catalogue, recorder)
    fridges = Fridges(store, clock, station, recorder)
    return Desk(
        station=station,
        clock=clock,
        recorder=recorder,
        identify=Identify(
            store,
            clock,
            station,
            catalogue,
            cards,
            ids,
            Certificates(trust or TrustList()),
        ),
        reception=Reception(store, clock, station, recorder),
        cards=cards,
        screening=Screening(store, clock, station, catalogue, recorder),
        certified=CertifiedDoses(store, clock, recorder, catalogue),
        sheets=ConsentSheets(store, clock, station, catalogue, recorder),
        slips=Slips(store, clock, station, catalogue, cards),
        screening_sheets=ScreeningSheets(store, clock, station, catalogue),
        injection=Injection(
            store, clock, station, catalogue, recorder, cards, guard, observe_minutes
        ),
        observation=Observation(store, clock, station, catalogue, recorder),
        reaction_voids=ReactionVoids(station, recorder),
        serious=Serious(store, clock, station, catalogue, recorder),
        queues=Queues(store, clock, station, guard),
        day=Day(store, clock, station, catalogue),
        stock=stock,
        vials=vials,
        fridges=fridges,
        unlinking=Unlinking(store, station, recorder),
        warnings=StockWarnings(store, clock, station, stock, vials, fridges),
        standings=Standings(store, clock),
        guard=guard,
        doubles=Doubles(store, clock, station, catalogue),
        refused=RefusedDoses(store, clock, station, catalogue),
    )
