"""The MCP server of one episode: what a client may ask, and what it is told."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any, cast

import mcp_types as types
from anyio import BrokenResourceError, ClosedResourceError
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import NotificationOptions, Server
from mcp.server.session import ServerSession
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler, ToolsListChanged
from mcp.shared.exceptions import MCPError
from mcp_types.version import MODERN_PROTOCOL_VERSIONS
from pydantic import JsonValue

from agentgym.errors import InfrastructureError
from agentgym.mcp.serving.described import answered, described, instructions, prompt, said
from agentgym.mcp.serving.episode import REPLY_TOOL, ServedEpisode
from agentgym.mcp.serving.reports import CallReports
from agentgym.schema import checker_for
from agentgym.tools import JsonObject, Tool, ToolCall
from agentgym.version import __version__

Context = ServerRequestContext[dict[str, Any], Any]  # the SDK's own type for it

PROMPT = "task"
#: Tools are listed in pages of this many; no client need take 10,000 at once.
PAGE = 1000

_MOST_SESSIONS = 64
_MOST_LISTENERS = 64
_SEND_SECONDS = 5.0
_FAILED = "the environment failed, which ends the episode; this says nothing about the call"


class EpisodeServer(Server[dict[str, Any]]):
    """Serves one episode, by any transport and in any revision of the protocol.

    Args:
        episode: The episode.
    """

    def __init__(self, episode: ServedEpisode) -> None:
        self._listening = InMemorySubscriptionBus()
        self.listeners = ListenHandler(self._listening, max_subscriptions=_MOST_LISTENERS)
        super().__init__(
            "agentgym",
            version=__version__,
            instructions=instructions(episode),
            cache_hints={
                "tools/list": CacheHint(),
                "prompts/list": CacheHint(),
                "resources/list": CacheHint(),
                "resources/templates/list": CacheHint(),
            },
            get_tool_input_schema=self._input_schema,
            on_list_tools=self._list_tools,
            on_list_prompts=_list_prompts,
            on_get_prompt=self._get_prompt,
            on_list_resources=_list_resources,
            on_list_resource_templates=_list_resource_templates,
            on_read_resource=_read_resource,
            on_subscriptions_listen=self.listeners,
        )
        self.add_request_handler("tools/call", types.CallToolRequestParams, self._call_tool)
        # Traces of every call; the record of an episode is its trajectory.
        self.middleware.clear()
        self.add_notification_handler(
            "notifications/initialized", types.NotificationParams, self._initialized
        )
        if episode.reports:
            self.add_request_handler(
                "logging/setLevel", types.SetLevelRequestParams, self._set_level
            )
        self._episode = episode
        self._sessions: deque[ServerSession] = deque(maxlen=_MOST_SESSIONS)
        self._announcing: set[asyncio.Task[None]] = set()
        self._log_level: types.LoggingLevel = "debug"
        self._tools: tuple[Tool, ...] = ()
        self._by_name: dict[str, Tool] = {}
        episode.on_tools_changed = self._announce

    def get_capabilities(
        self,
        notification_options: NotificationOptions | None = None,
        experimental_capabilities: dict[str, dict[str, Any]] | None = None,
        extensions: dict[str, dict[str, Any]] | None = None,
        *,
        protocol_version: str | None = None,
    ) -> types.ServerCapabilities:
        """What the server can do: of its lists, only that of the tools ever changes, with what the
        user says."""
        found = super().get_capabilities(
            NotificationOptions(),
            experimental_capabilities,
            extensions,
            protocol_version=protocol_version,
        )
        fixed = {
            "tools": types.ToolsCapability(list_changed=self._episode.has_later_turns),
            "prompts": types.PromptsCapability(list_changed=False),
            "resources": types.ResourcesCapability(subscribe=False, list_changed=False),
        }
        return found.model_copy(update=fixed)

    def close(self) -> None:
        """End the streams on which clients await changes; may be called more than once."""
        self.listeners.close()
        for task in self._announcing:
            task.cancel()

    async def _list_tools(
        self, ctx: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListToolsResult:
        tools = self._episode.tools
        begin = self._page_start(params.cursor if params is not None else None, len(tools))
        end = begin + PAGE
        more = f"{self._episode.turn}:{end}" if end < len(tools) else None
        return types.ListToolsResult(
            tools=[described(tool) for tool in tools[begin:end]], next_cursor=more
        )

    def _page_start(self, cursor: str | None, tools: int) -> int:
        if cursor is None:
            return 0
        turn, _, begin = cursor.partition(":")
        if turn == str(self._episode.turn) and begin in map(str, range(PAGE, tools, PAGE)):
            return int(begin)
        raise MCPError(
            types.INVALID_PARAMS,
            "this cursor is of no page of the tools offered now; list them from the beginning",
        )

    async def _call_tool(self, ctx: Context, params: types.CallToolRequestParams) -> JsonObject:
        episode, arguments = self._episode, params.arguments or {}
        tool = self._offered().get(params.name)
        try:
            if tool is REPLY_TOOL:
                return await self._reply(arguments)
            call = ToolCall(params.name, arguments)
            if not episode.reports:
                result = await episode.call(call)
            else:
                reports = CallReports(ctx, self._log_level)
                result = await reports.relayed(episode.call(call, reports))
                if reports.missing and result.is_error:
                    raise MCPError(
                        types.MISSING_REQUIRED_CLIENT_CAPABILITY,
                        result.content,
                        {"requiredCapabilities": {name: {} for name in reports.missing}},
                    )
        except InfrastructureError as error:
            raise MCPError(types.INTERNAL_ERROR, _FAILED) from error
        if tool is None and result.is_error and not self._knows(params.name):
            raise MCPError(types.INVALID_PARAMS, result.content)
        return answered(result, any_structure=ctx.protocol_version in MODERN_PROTOCOL_VERSIONS)

    async def _reply(self, arguments: JsonObject) -> JsonObject:
        episode = self._episode
        refusal = episode.over or episode.crowded or checker_for(REPLY_TOOL).refusal(arguments)
        if refusal is not None:
            return said(refusal, is_error=True)
        answer = await episode.say(cast("str", arguments["message"]))
        if answer is None:
            return said("The conversation is over; there is nothing more to do.")
        return said(f"The user says:\n{answer}")

    async def _get_prompt(
        self, ctx: Context, params: types.GetPromptRequestParams
    ) -> types.GetPromptResult:
        if params.name != PROMPT:
            raise MCPError(
                types.INVALID_PARAMS,
                f"there is no prompt {params.name!r:.80}; the only one is {PROMPT!r}",
            )
        return prompt(self._episode)

    async def _set_level(
        self, ctx: Context, params: types.SetLevelRequestParams
    ) -> types.EmptyResult:
        self._log_level = params.level
        return types.EmptyResult()

    async def _initialized(self, ctx: Context, params: types.NotificationParams | None) -> None:
        self._sessions.append(ctx.session)

    def _offered(self) -> dict[str, Tool]:
        tools = self._episode.tools
        if tools is not self._tools:
            self._tools = tools
            self._by_name = {tool.name: tool for tool in tools}
        return self._by_name

    def _knows(self, name: str) -> bool:
        """Whether a refused call may have been more than a wrong name: a reply that ran before it
        may have brought the tool, or ended the episode."""
        return self._episode.over is not None or name in self._offered()

    def _input_schema(self, name: str) -> dict[str, JsonValue] | None:
        tool = self._offered().get(name)
        return None if tool is None else tool.input_schema

    def _announce(self) -> None:
        """Tell whoever listens that there are other tools now; nobody waits for them to hear."""
        task = asyncio.ensure_future(self._tell_of_change())
        self._announcing.add(task)
        task.add_done_callback(self._announcing.discard)

    async def _tell_of_change(self) -> None:
        await self._listening.publish(ToolsListChanged())
        for session in list(self._sessions):
            try:
                async with asyncio.timeout(_SEND_SECONDS):
                    await session.send_tool_list_changed()
            except (BrokenResourceError, ClosedResourceError, TimeoutError):
                # This client has gone, or does not read.
                self._sessions.remove(session)


async def _list_prompts(
    ctx: Context, params: types.PaginatedRequestParams | None
) -> types.ListPromptsResult:
    described_prompt = types.Prompt(
        name=PROMPT, description="What the user wants, and the rules: begin with this."
    )
    return types.ListPromptsResult(prompts=[described_prompt])


async def _list_resources(
    ctx: Context, params: types.PaginatedRequestParams | None
) -> types.ListResourcesResult:
    return types.ListResourcesResult(resources=[])


async def _list_resource_templates(
    ctx: Context, params: types.PaginatedRequestParams | None
) -> types.ListResourceTemplatesResult:
    return types.ListResourceTemplatesResult(resource_templates=[])


async def _read_resource(
    ctx: Context, params: types.ReadResourceRequestParams
) -> types.ReadResourceResult:
    raise MCPError(types.INVALID_PARAMS, "Resource not found", {"uri": str(params.uri)})
