"""What was sent on the streams of one episode, kept for clients that come back for it."""

from __future__ import annotations

from collections import OrderedDict

from mcp.server.streamable_http import EventCallback, EventId, EventMessage, EventStore, StreamId
from mcp_types import JSONRPCMessage

_MOST_EVENTS = 256


class RecentEvents(EventStore):
    """The latest events, in order; older ones are forgotten."""

    def __init__(self) -> None:
        self._events: OrderedDict[EventId, tuple[StreamId, JSONRPCMessage | None]] = OrderedDict()
        self._last = 0

    async def store_event(self, stream_id: StreamId, message: JSONRPCMessage | None) -> EventId:
        """Keep an event; None marks the beginning of a stream."""
        self._last += 1
        event_id = str(self._last)
        self._events[event_id] = (stream_id, message)
        while len(self._events) > _MOST_EVENTS:
            self._events.popitem(last=False)
        return event_id

    async def replay_events_after(
        self, last_event_id: EventId, send_callback: EventCallback
    ) -> StreamId | None:
        """Send again what followed an event on its stream; None if it is not known any more."""
        found = self._events.get(last_event_id)
        if found is None:
            return None
        stream_id = found[0]
        for event_id, (stream, message) in list(self._events.items()):
            if stream == stream_id and int(event_id) > int(last_event_id) and message is not None:
                await send_callback(EventMessage(message, event_id))
        return stream_id
