"""Who may knock at a port: the names a server answers to, and the pages that may call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REMEMBERED = 256


class Callers:
    """The values of Host and Origin that are let through.

    Args:
        bound: The address that the server is bound to; its name and loopback's are let through.
        hosts: Further host names, with or without a port; without one, any port fits.
        origins: Further origins as browsers send them. Pages of the hosts are let through as well.
    """

    def __init__(self, bound: str, hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> None:
        names = {*_LOOPBACK, bound, *hosts}
        self._hosts = frozenset(name.lower().strip("[]") for name in names)
        self._origins = frozenset(origin.lower().rstrip("/") for origin in origins)
        self.knows_host = lru_cache(_REMEMBERED)(self._knows_host)
        self.knows_origin = lru_cache(_REMEMBERED)(self._knows_origin)

    def _knows_host(self, host: bytes) -> bool:
        """Whether a Host header names this server."""
        return self._fits(f"//{host.decode('latin-1')}")

    def _knows_origin(self, origin: bytes) -> bool:
        """Whether an Origin header names a page that may call."""
        text = origin.decode("latin-1").lower()
        if text in self._origins:
            return True
        return text.startswith(("http://", "https://")) and self._fits(text)

    def _fits(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            name, port = parts.hostname, parts.port
        except ValueError:
            return False
        if name is None or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
            return False
        return name in self._hosts or (port is not None and f"{name}:{port}" in self._hosts)


class Gate:
    """Lets through to an app what names it rightly.

    A page in a browser can be made to call a server on the same machine under another name; its
    requests then carry that name, or the page's own origin.

    Args:
        app: The app behind it.
        callers: Who is let through.
        refusal: Makes the response to the others, of a status and a sentence.
    """

    def __init__(
        self, app: ASGIApp, callers: Callers, refusal: Callable[[int, str], Response]
    ) -> None:
        self._app = app
        self._callers = callers
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or refuse it."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        origins = [value for name, value in scope["headers"] if name == b"origin"]
        if len(hosts) != 1 or not self._callers.knows_host(hosts[0]):
            words = f"this server does not answer to the host {_shown(hosts)}; start it with "
            response = self._refusal(421, words + "--allow-host to add a name")
        elif not all(map(self._callers.knows_origin, origins)):
            words = (
                f"pages of the origin {_shown(origins)} may not call this server; start it with "
            )
            response = self._refusal(403, words + "--allow-origin to let them")
        else:
            await self._app(scope, receive, send)
            return
        await response(scope, receive, send)


def _shown(values: list[bytes]) -> str:
    return f"{b', '.join(values).decode('latin-1')!r:.100}"
