"""Who is drawn: a small cast of different people, one of them chosen by a seed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from routines.figures.body import Build


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A person: body shape, hair and clothes. Colours are in figures.css, by number."""

    number: int
    build: Build
    hair: str
    sleeve: float = 0.55
    leg: float = 0.56
    beard: bool = False


CAST = (
    Look(number=1, build=Build(), hair="short"),
    Look(number=2, build=Build(trunk=0.97, limbs=0.97, hips=1.06), hair="bun", leg=1.9),
    Look(
        number=3,
        build=Build(trunk=1.1, limbs=1.1, belly=2.4, hips=1.02),
        hair="short",
        beard=True,
    ),
    Look(number=4, build=Build(trunk=1.02, limbs=1.03, hips=1.08), hair="curls", leg=1.6),
    Look(
        number=5,
        build=Build(trunk=1.0, limbs=1.0, hips=1.05),
        hair="scarf",
        sleeve=1.8,
        leg=1.9,
    ),
    Look(
        number=6, build=Build(trunk=1.1, limbs=1.12, belly=1.4, hips=1.14), hair="bob", leg=1.6
    ),
    Look(number=7, build=Build(trunk=0.96, limbs=0.95), hair="pony", sleeve=0.4),
)


def person_for(seed: str) -> Look:
    """Return the same person for the same seed, always."""
    return CAST[int.from_bytes(sha256(seed.encode()).digest()[:4], "big") % len(CAST)]


def bathing(look: Look) -> Look:
    """Return the same person in bathing clothes; who covers hair and arms still does."""
    return look if look.hair == "scarf" else replace(look, sleeve=0.1, leg=0.3)


def companion(look: Look) -> Look:
    """Return the person who gives a massage: somebody else."""
    return CAST[look.number % len(CAST)]
