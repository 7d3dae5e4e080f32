"""Who may knock at a port: the names a server answers to, and the pages that may call it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from mcp.server.transport_security import RequestBodyLimitMiddleware
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: The longest request body, in bytes.
MOST_BODY = 4 << 20

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Callers:
    """The values of Host and Origin that are let through.

    Attributes:
        hosts: Host names, in lower case, with or without a port; without one, any port fits.
        origins: Origins as browsers send them, in lower case. Pages of the hosts are let through
            as well.
    """

    hosts: frozenset[str]
    origins: frozenset[str]

    @classmethod
    def of(cls, bound: str, hosts: Iterable[str] = (), origins: Iterable[str] = ()) -> Callers:
        """Those of a server bound to an address: loopback's names, the address, and those given."""
        names = {*_LOOPBACK, bound, *hosts}
        return cls(
            frozenset(name.lower().strip("[]") for name in names),
            frozenset(origin.lower().rstrip("/") for origin in origins),
        )

    def knows_host(self, host: str) -> bool:
        """Whether a Host header names this server."""
        return self._fits(f"//{host}")

    def knows_origin(self, origin: str) -> bool:
        """Whether an Origin header names a page that may call."""
        if origin.lower() in self.origins:
            return True
        return origin.lower().startswith(("http://", "https://")) and self._fits(origin)

    def _fits(self, url: str) -> bool:
        try:
            parts = urlsplit(url)
            name, port = parts.hostname, parts.port
        except ValueError:
            return False
        if name is None or parts.path or parts.query or parts.username is not None:
            return False
        return name in self.hosts or (port is not None and f"{name}:{port}" in self.hosts)


class Gate:
    """Lets through to an app what names it rightly and is not too long.

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
        self._app = RequestBodyLimitMiddleware(app, MOST_BODY)
        self._callers = callers
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request or refuse it."""
        headers = Headers(scope=scope)
        hosts, origins = headers.getlist("host"), headers.getlist("origin")
        if len(hosts) != 1 or not self._callers.knows_host(hosts[0]):
            words = f"this server does not answer to the host {', '.join(hosts)!r:.100}; start it "
            response = self._refusal(421, words + "with --allow-host to add a name")
        elif not all(map(self._callers.knows_origin, origins)):
            words = f"pages of the origin {', '.join(origins)!r:.100} may not call this server; "
            response = self._refusal(403, words + "start it with --allow-origin to let them")
        else:
            await self._app(scope, receive, send)
            return
        await response(scope, receive, send)
