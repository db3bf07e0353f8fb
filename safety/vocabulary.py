"""Words both apps share: tiers, pressure, and restrictions that can only grow.

Restrictions are facts about what a body should not meet today. Combining two
sets can only forbid more (clinical rule set, "merge"), so no caller can relax one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import Any

VIRTUAL_AREAS = frozenset({"LOCAL", "NUMB", "DEVICE", "HOT_JOINT", "BRUISED"})


class Tier(StrEnum):
    """Outcome of a screen; `rank` orders them, the highest rank decides."""

    READY = "G"
    LIMITS = "R"
    CHECK_FIRST = "C"
    NOT_ELIGIBLE = "X"
    URGENT = "U"
    EMERGENCY = "E"

    @property
    def rank(self) -> int:
        """Return the place in the order G < R < C < X < U < E."""
        return list(Tier).index(self)

    @property
    def is_locked(self) -> bool:
        """Say whether routines stay closed at this tier."""
        return self.rank > Tier.LIMITS.rank


class Pressure(IntEnum):
    """How hard a step presses: 0, up to 2, up to 4, up to 5 out of 10."""

    NONE = 0
    LIGHT = 1
    MEDIUM = 2
    FIRM = 3

    @property
    def word(self) -> str:
        """Return the id used in content files."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Pressure:
        """Return the member for a content id; raise KeyError when unknown."""
        return cls[word.upper()]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Pair:
    """A tool (or a flag) that must not meet one area; the other of the two is ''."""

    area: str
    tool: str = ""
    flag: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the pair without its empty half."""
        named = {"tool": self.tool} if self.tool else {"flag": self.flag}
        return {**named, "area": self.area}


# Limits for a person without any condition: clinical rule set, merge.default.
# A test compares them with safety/data/ruleset.toml.
SPOT_MAX_S = 60
SESSION_MAX_MIN = 20
THERMAL_MAX_S = 1200


@dataclass(frozen=True, slots=True, kw_only=True)
class Restrictions:
    """What is blocked and what is capped; seconds and minutes as named."""

    tools: frozenset[str] = frozenset()
    positions: frozenset[str] = frozenset()
    movements: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    pairs: frozenset[Pair] = field(default_factory=frozenset)
    pressure_max: Pressure = Pressure.FIRM
    spot_max_s: int = SPOT_MAX_S
    session_max_min: int = SESSION_MAX_MIN
    heat_max_s: int = THERMAL_MAX_S
    cold_max_s: int = THERMAL_MAX_S

    def __or__(self, other: Restrictions) -> Restrictions:
        """Return the union of blocks and the smaller of each cap."""
        merged: dict[str, Any] = {
            **{name: getattr(self, name) | getattr(other, name) for name in _BLOCKS},
            **{name: min(getattr(self, name), getattr(other, name)) for name in _CAPS},
        }
        return Restrictions(**merged)

    def with_zones(self, zones: frozenset[str]) -> Restrictions:
        """Replace virtual areas by the zones a person marked.

        One list stands for all virtual areas in use; with no zone marked they
        add nothing (clinical rule set, "merge").
        """

        def real(area: str) -> frozenset[str]:
            return zones if area in VIRTUAL_AREAS else frozenset({area})

        areas = frozenset(one for area in self.areas for one in real(area))
        pairs = {replace(pair, area=one) for pair in self.pairs for one in real(pair.area)}
        return replace(self, areas=areas, pairs=frozenset(pairs))

    def simplified(self) -> Restrictions:
        """Drop pairs whose tool, flag or area is blocked anyway."""
        needed = {
            pair
            for pair in self.pairs
            if pair.tool not in self.tools
            and pair.flag not in self.flags
            and pair.area not in self.areas
        }
        return replace(self, pairs=frozenset(needed))

    def is_at_least(self, other: Restrictions) -> bool:
        """Say whether nothing `other` forbids is allowed here."""
        return (self | other).simplified() == self.simplified()

    def as_json(self) -> dict[str, Any]:
        """Return plain sorted lists and numbers, the shape stored and printed."""
        blocks = {name: sorted(getattr(self, name)) for name in _BLOCKS if name != "pairs"}
        caps = {name: int(getattr(self, name)) for name in _CAPS if name != "pressure_max"}
        pairs = [pair.as_json() for pair in sorted(self.pairs)]
        return {**blocks, "pairs": pairs, "pressure_max": self.pressure_max.word, **caps}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Restrictions:
        """Rebuild from `as_json`; raise KeyError or TypeError on another shape."""
        values: dict[str, Any] = {
            **{name: frozenset(data[name]) for name in _BLOCKS if name != "pairs"},
            **{name: int(data[name]) for name in _CAPS if name != "pressure_max"},
            "pairs": frozenset(Pair(**pair) for pair in data["pairs"]),
            "pressure_max": Pressure.of(data["pressure_max"]),
        }
        return cls(**values)


_BLOCKS = ("tools", "positions", "movements", "areas", "flags", "pairs")
_CAPS = ("pressure_max", "spot_max_s", "session_max_min", "heat_max_s", "cold_max_s")
NO_RESTRICTIONS = Restrictions()
