"""Reading tasks from JSON files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

import orjson
from pydantic import JsonValue, ValidationError

from agentgym.errors import InvalidEnvironmentError, InvalidTaskError, did_you_mean
from agentgym.task import Task


def read_json(path: str | Path) -> JsonValue:
    """What a JSON file holds.

    Raises:
        InvalidEnvironmentError: It cannot be read.
    """
    try:
        return cast("JsonValue", orjson.loads(Path(path).read_bytes()))
    except OSError as error:
        raise InvalidEnvironmentError(f"the tasks file {path} cannot be read: {error}") from None
    except orjson.JSONDecodeError as error:
        raise InvalidEnvironmentError(f"{path} is not JSON: {error}") from None


def tasks_in(path: str | Path, environment_id: str) -> list[Task]:
    """The tasks of a JSON file: a list of them, or an object that has one under `tasks`.

    Raises:
        InvalidEnvironmentError: The file cannot be read, or holds neither.
        InvalidTaskError: A task is wrong; the message names it.
    """
    found = read_json(path)
    tasks = found.get("tasks") if isinstance(found, dict) else found
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise InvalidEnvironmentError(f"{path} holds no list of tasks, nor one under 'tasks'")
    return read_tasks(cast("list[dict[str, JsonValue]]", tasks), environment_id)


def read_tasks(tasks: Sequence[Mapping[str, JsonValue]], environment_id: str) -> list[Task]:
    """Tasks from JSON, of an environment.

    Raises:
        InvalidTaskError: One is wrong; the message names it.
    """
    read: list[Task] = []
    for number, task in enumerate(tasks):
        try:
            read.append(Task.model_validate({"environment": environment_id, **task}))
        except ValidationError as error:
            name = task.get("id", f"number {number}")
            raise InvalidTaskError(f"task {name!r}{first_of(error)}") from None
    return read


def first_of(error: ValidationError) -> str:
    """What is wrong, ready to follow the name of what it is in: the first thing, or a wrong key."""
    errors = error.errors(include_url=False)
    unknown = next((one for one in errors if one["type"] == "extra_forbidden"), None)
    if unknown is not None:
        # A key in the place of another that is missing: the slip is the one, not the other.
        *around, key = unknown["loc"]
        missing = [one["loc"][-1] for one in errors if one["type"] == "missing"]
        meant = did_you_mean(str(key), [str(name) for name in missing])
        return f", {'.'.join(map(str, (*around, key)))}: there is no such key.{meant}"
    first = errors[0]
    place = ".".join(map(str, first["loc"]))
    message = first["msg"].removeprefix("Value error, ")
    if not place:
        return f": {message}"
    got = "" if first["type"] == "missing" else f" (got {first['input']!r:.80})"
    return f", {place}: {message}{got}"
