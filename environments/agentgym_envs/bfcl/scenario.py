"""Where an episode starts: the form of a task's `initial`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from agentgym.errors import InvalidTaskError

ApiName = Literal[
    "GorillaFileSystem",
    "MathAPI",
    "MessageAPI",
    "TicketAPI",
    "TradingBot",
    "TravelAPI",
    "TwitterAPI",
    "VehicleControlAPI",
]


class Scenario(BaseModel):
    """What the API classes are loaded with, and which tools come late.

    Attributes:
        classes: The API classes at hand, in upstream's order.
        config: Per class, what upstream's `_load_scenario` reads.
        withheld: Tools that are offered only from a user turn on: its number to their names.
        long_context: Whether results are padded to be very long.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: tuple[ApiName, ...]
    config: dict[str, dict[str, JsonValue]]
    withheld: dict[int, tuple[str, ...]] = {}
    long_context: bool = False


def scenario_of(initial: JsonValue) -> Scenario:
    """Read a task's `initial`.

    Raises:
        InvalidTaskError: It does not have this form; the message says where.
    """
    try:
        return Scenario.model_validate(initial)
    except ValidationError as error:
        raise InvalidTaskError(
            f"`initial` is no BFCL scenario ({{classes, config, withheld, long_context}}): {error}"
        ) from error
