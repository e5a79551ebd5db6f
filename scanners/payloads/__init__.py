"""What a code says: one module per kind of code, and `recognise`, which tells them apart.

To add a kind: write its module with a function that returns a `Payload` or None, add the
kind to `payload.Kind`, and give it its place in the order of `recognise`.
"""

from scanners.payloads.payload import Kind, Payload, PersonFacts, Vial
from scanners.payloads.recognise import LONGEST, recognise

__all__ = ["LONGEST", "Kind", "Payload", "PersonFacts", "Vial", "recognise"]
