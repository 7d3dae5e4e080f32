"""Between the path an agent sees and the path a server sees."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from pydantic import JsonValue


class Aliases:
    """Translates paths both ways.

    Args:
        alias: What the agent sees, absolute.
        real: The directory itself. Its name is the alias's last word, so that what a server says of
            the folder around it can be translated too.

    Attributes:
        alias: What the agent sees.
    """

    def __init__(self, alias: str, real: Path) -> None:
        self.alias = alias
        self._real = str(real)
        around, around_alias = str(real.parent), str(PurePosixPath(alias).parent)
        self._back = {
            self._real: alias,
            around + "/": around_alias.rstrip("/") + "/",
            around: around_alias,
        }
        self._found = re.compile("|".join(map(re.escape, self._back)))

    def inward(self, value: JsonValue) -> JsonValue:
        """Arguments as the server needs them: texts that are the alias or begin with it.

        A text of several lines is content and no path, so that what is written stays as it is.
        """
        if isinstance(value, str):
            if "\n" in value:
                return value
            for start in ("", "file://"):
                whole = start + self.alias
                if value == whole or value.startswith(whole + "/"):
                    return start + self._real + value[len(whole) :]
            return value
        if isinstance(value, list):
            return [self.inward(item) for item in value]
        if isinstance(value, dict):
            return {key: self.inward(item) for key, item in value.items()}
        return value

    def outward_text(self, text: str) -> str:
        """A text as the agent sees it."""
        return self._found.sub(lambda found: self._back[found[0]], text)

    def outward(self, value: JsonValue) -> JsonValue:
        """Whatever JSON, as the agent sees it."""
        if isinstance(value, str):
            return self.outward_text(value)
        if isinstance(value, list):
            return [self.outward(item) for item in value]
        if isinstance(value, dict):
            return {self.outward_text(key): self.outward(item) for key, item in value.items()}
        return value
