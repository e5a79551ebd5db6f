"""Names of vaccines in certificates: the EU's product codes and the CVX codes of cards.

From the value set ``vaccine-medicinal-product`` (ehn-dcc-development, Apache-2.0) and the CDC's
CVX list, the eleven that were used in Vietnam. A code that is not here is shown as it stands.
"""

from __future__ import annotations

from typing import Final

_NAMES: Final = {
    "EU/1/20/1528": "Comirnaty",
    "EU/1/20/1507": "Spikevax",
    "EU/1/21/1529": "Vaxzevria",
    "EU/1/20/1525": "Jcovden",
    "EU/1/21/1618": "Nuvaxovid",
    "BBIBP-CorV": "Vero Cell",
    "Sputnik-V": "Sputnik V",
    "Sputnik-Light": "Sputnik Light",
    "CVX 207": "Spikevax",
    "CVX 221": "Spikevax",
    "CVX 208": "Comirnaty",
    "CVX 217": "Comirnaty",
    "CVX 218": "Comirnaty",
    "CVX 219": "Comirnaty",
    "CVX 210": "Vaxzevria",
    "CVX 211": "Nuvaxovid",
    "CVX 212": "Jcovden",
    "CVX 502": "Covaxin",
    "CVX 510": "Vero Cell",
}


def name_of(code: str) -> str:
    """Return the vaccine's name, or the code itself."""
    return _NAMES.get(code, code)
