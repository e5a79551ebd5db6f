"""Film the day's codes, in a process of its own beside the making of the site."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.demo import story
from desktop_app.rehearsal.people import people


def main() -> int:
    """Write the films of the morning and of the afternoon."""
    from scanners.rehearsal import film

    morning, afternoon = map(Path, sys.argv[1:3])
    cards = [guest.card for guest in story.day(list(people(story.CITIZENS, story.SEED)))]
    early = cards[: story.MORNING]
    early.insert(story.FOREIGN_AT, story.NOT_OURS)
    film(morning, early, seed=1, seconds_each=0.5, gap=0.2)
    film(afternoon, cards[story.MORNING :], seed=2, seconds_each=0.5, gap=0.2)
    print('{"filmed": true}', flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
