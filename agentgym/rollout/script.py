"""Scripts: actions written down in a file, for the policy `script:FILE`."""

from __future__ import annotations

from pathlib import Path

import orjson
from pydantic import JsonValue

from agentgym.errors import InvalidPolicyError
from agentgym.rollout.builtin import Scripted
from agentgym.tools import Action, ToolCall

_FORM = (
    'an action is a string (a message to the user), {"name": ..., "arguments": {...}} (a call), '
    "or a "
    "list of calls"
)


def read_script(path: Path) -> Scripted:
    """Read a script.

    A `.jsonl` file has one object per line: `{"task_id": ..., "actions": [...]}`, with `"env_id"`
    where task ids occur in several environments. Any other file is one JSON object: task id, or
    `"<environment id>/<task id>"`, to its list of actions.

    Raises:
        InvalidPolicyError: The file cannot be read, or is not a script; names the place.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InvalidPolicyError(f"the script {path} cannot be read: {error.strerror}") from error
    scripts: dict[str, list[Action]] = {}
    if path.suffix == ".jsonl":
        for number, line in enumerate(raw.splitlines(), start=1):
            if line.strip():
                where = f"{path}:{number}"
                entry = _parsed(line, where)
                if not isinstance(entry, dict) or not isinstance(entry.get("task_id"), str):
                    raise InvalidPolicyError(
                        f'{where} is not of the form {{"task_id": "...", "actions": [...]}}'
                    )
                key = str(entry["task_id"])
                if "env_id" in entry:
                    key = f"{entry['env_id']}/{key}"
                scripts[key] = _actions(entry.get("actions"), where)
    else:
        whole = _parsed(raw, str(path))
        if not isinstance(whole, dict):
            raise InvalidPolicyError(
                f"{path} holds {type(whole).__name__}; a script is a JSON object of task ids and "
                "their "
                "lists of actions"
            )
        for key, actions in whole.items():
            scripts[key] = _actions(actions, f"{path}, task {key!r}")
    return Scripted(scripts, name=f"script:{path}")


def _parsed(raw: bytes, where: str) -> JsonValue:
    try:
        value: JsonValue = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise InvalidPolicyError(f"{where} is not JSON: {error}") from error
    return value


def _actions(value: JsonValue, where: str) -> list[Action]:
    if not isinstance(value, list):
        raise InvalidPolicyError(f"{where}: `actions` is {value!r:.80}; it must be a list: {_FORM}")
    return [_action(item, f"{where}, action {number}") for number, item in enumerate(value)]


def _action(value: JsonValue, where: str) -> Action:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value:
        return [_call(item, where) for item in value]
    return _call(value, where)


def _call(value: JsonValue, where: str) -> ToolCall:
    if isinstance(value, dict) and value.keys() <= {"name", "arguments", "id"}:
        name, arguments, label = value.get("name"), value.get("arguments", {}), value.get("id")
        if isinstance(name, str) and isinstance(arguments, dict) and isinstance(label, str | None):
            return ToolCall(name, arguments, label)
    raise InvalidPolicyError(f"{where} is {value!r:.120}; {_FORM}")
