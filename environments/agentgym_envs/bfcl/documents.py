"""Upstream's function documents as tools."""

from __future__ import annotations

import functools
import json

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidToolError
from agentgym.tools import JsonObject, Tool
from agentgym_envs.bfcl import wheel

_TYPES = {
    "dict": "object",
    "float": "number",
    "string": "string",
    "integer": "integer",
    "array": "array",
    "boolean": "boolean",
}

# Where a tool must take other arguments than its document says. docs/decisions/003-bfcl-schemas.md
# gives the reason for each.
_AMENDMENTS: dict[tuple[str, str], JsonObject] = {
    ("close_ticket", "ticket_id"): {"type": ["integer", "string"]},
    ("logarithm", "precision"): {"minimum": 1, "maximum": 1000},
    ("square_root", "precision"): {"minimum": 1, "maximum": 1000},
    ("round_number", "decimal_places"): {"minimum": -1000, "maximum": 1000},
    ("power", "exponent"): {"minimum": -1000, "maximum": 1000},
}

# Upstream says nothing of this; tests/envs/bfcl/test_tools.py holds it. What draws from an
# instance's random numbers is not among them, though it looks like a question.
_READ_ONLY = frozenset(
    """
    absolute_value add cat check_tire_pressure compute_exchange_rate
    contact_customer_support diff displayCarStatus display_log divide du estimate_distance
    estimate_drive_feasibility_by_mileage filter_stocks_by_price find find_nearest_tire_shop
    gallon_to_liter get_account_info get_all_credit_cards get_available_stocks
    get_booking_history get_budget_fiscal_year get_credit_card_balance get_current_time
    get_message_stats get_nearest_airport_by_city get_order_details get_order_history
    get_outside_temperature_from_weather_com get_stock_info get_symbol_by_name get_ticket
    get_transaction_history get_tweet get_tweet_comments get_user_id get_user_stats
    get_user_tickets get_user_tweets get_watchlist get_zipcode_based_on_city grep
    imperial_si_conversion list_all_airports list_all_following list_users liter_to_gallon
    logarithm ls max_value mean message_get_login_status min_value multiply
    notify_price_change percentage posting_get_login_status power pwd retrieve_invoice
    round_number search_messages search_tweets si_unit_conversion sort square_root
    standard_deviation subtract sum_values tail ticket_get_login_status
    trading_get_login_status travel_get_login_status verify_traveler_information
    view_messages_sent wc
    """.split()
)


@functools.cache
def tools_of(class_name: str) -> tuple[Tool, ...]:
    """The tools of one API class, in upstream's order; always the same objects."""
    path = f"{wheel.DOCUMENT_FOLDER}/{wheel.API_FILES[class_name]}.json"
    return tuple(_tool(orjson.loads(line)) for line in wheel.read_lines(path))


@functools.lru_cache(maxsize=1024)
def offered(
    classes: tuple[str, ...], left_out: tuple[str, ...], added: tuple[str, ...]
) -> tuple[Tool, ...]:
    """The tools of several classes without some, and with those that came back at the end."""
    every = {tool.name: tool for name in classes for tool in tools_of(name)}
    gone = {*left_out, *added}
    kept = [tool for name, tool in every.items() if name not in gone]
    return (*kept, *(every[name] for name in added))


def _tool(document: dict[str, JsonValue]) -> Tool:
    name, parameters = str(document["name"]), document["parameters"]
    assert isinstance(parameters, dict)
    schema = _schema(parameters)
    properties = schema["properties"]
    assert isinstance(properties, dict)
    for (tool, parameter), amendment in _AMENDMENTS.items():
        if tool == name:
            declared = properties[parameter]
            assert isinstance(declared, dict)
            declared.update(amendment)
    schema["additionalProperties"] = False
    # Upstream tells most models what comes back in the same words.
    returns = f" The response field has the following schema: {json.dumps(document['response'])}"
    return Tool(
        name=name,
        description=f"{document['description']}{returns}",
        input_schema=schema,
        read_only=name in _READ_ONLY,
    )


def _schema(document: dict[str, JsonValue]) -> dict[str, JsonValue]:
    kind = document["type"]
    if kind not in _TYPES:
        raise InvalidToolError(
            f"a BFCL document declares the type {kind!r}; known are {', '.join(_TYPES)}"
        )
    schema: dict[str, JsonValue] = {**document, "type": _TYPES[str(kind)]}
    # Documents write Python's None as text; leaving the parameter out means the same.
    if schema.get("default") == "None":
        del schema["default"]
    properties, items = document.get("properties"), document.get("items")
    if isinstance(properties, dict):
        schema["properties"] = {
            name: _schema(below) for name, below in properties.items() if isinstance(below, dict)
        }
    if isinstance(items, dict):
        schema["items"] = _schema(items)
    return schema
