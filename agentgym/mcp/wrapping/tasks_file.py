"""One JSON file that describes a server, how it is reset and looked at, and the tasks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from agentgym.environment import Environment
from agentgym.errors import InvalidEnvironmentError
from agentgym.mcp.wrapping.address import DIRECTORY, Url, read_address
from agentgym.mcp.wrapping.directory import Directory
from agentgym.mcp.wrapping.reading import first_of, read_json, read_tasks
from agentgym.mcp.wrapping.setup import MESSAGE_BYTES, CallTool, Reset, ServerSetup
from agentgym.mcp.wrapping.views import Files, Probe
from agentgym.mcp.wrapping.wrap import default_id, toolset_of

_FORM = '{"server": {"command": ...}, "system_prompt": "", "tasks": [...]}'


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FilesRecord(_Record):
    """A view of the files. See `Files`."""

    view: Literal["files"]
    name: str = "files"
    ignore: tuple[str, ...] = ()

    def read(self) -> Files:
        """The view."""
        return Files(self.name, self.ignore)


class ProbeRecord(_Record):
    """A view by a call that only reads. See `Probe`."""

    view: Literal["probe"]
    name: str
    tool: str
    arguments: dict[str, JsonValue] = {}
    rows: str | None = None
    key: str | tuple[str, ...] | None = None
    leave_out: tuple[str, ...] = ()

    def read(self) -> Probe:
        """The view."""
        return Probe(self.name, self.tool, self.arguments, self.rows, self.key, self.leave_out)


class DirectoryRecord(_Record):
    """A prepared directory: a folder beside the file as its template, or its files themselves."""

    alias: str = "/workspace"
    template: str | None = None
    files: dict[str, str] | None = None

    def read(self, beside: Path) -> Directory:
        """The directory.

        Raises:
            InvalidEnvironmentError: It is wrong.
        """
        if self.files is not None and self.template is not None:
            raise InvalidEnvironmentError("directory: give a template or files, not both")
        if self.files is not None:
            files = self.files
            return Directory(self.alias, template=lambda _seed, _initial: files)
        return Directory(self.alias, None if self.template is None else beside / self.template)


class ResetRecord(_Record):
    """A call that resets the server. See `CallTool`."""

    tool: str
    arguments: dict[str, JsonValue] = {}


class ServerRecord(_Record):
    """A server. See `ServerSetup`; `command` is a command line, a list of words, or a URL.

    The command runs in the file's folder, unless `cwd` says otherwise.
    """

    command: str | tuple[str, ...] | None = None
    environ: dict[str, str] = {}
    cwd: str | None = None
    headers: dict[str, str] = {}
    directory: DirectoryRecord | None = None
    reset: Literal["process", "directory"] | ResetRecord = "process"
    state: tuple[Annotated[FilesRecord | ProbeRecord, Field(discriminator="view")], ...] | None = (
        None
    )
    read_only: tuple[str, ...] | None = None
    leave_out: tuple[str, ...] = ()
    volatile: tuple[tuple[str, str], ...] = ()
    errors: tuple[str, ...] = ()
    call_seconds: float = 30.0
    start_seconds: float = 30.0
    message_bytes: int = MESSAGE_BYTES


class TasksFile(_Record):
    """A server and tasks for it.

    Attributes:
        id: The environment's id; unless given, made of the server's own name.
        server: The server; its command may be left to the command line.
        system_prompt: What the agent is told before the user speaks.
        tasks: Tasks, as JSON; `environment` may be left out.
    """

    id: str | None = None
    server: ServerRecord = ServerRecord()
    system_prompt: str = ""
    tasks: tuple[dict[str, JsonValue], ...] = ()


def read_tasks_file(path: str | Path) -> TasksFile:
    """Read and check a tasks file.

    Raises:
        InvalidEnvironmentError: It cannot be read, or is not in the right form; the message says
            where.
    """
    try:
        return TasksFile.model_validate(read_json(path))
    except ValidationError as error:
        raise InvalidEnvironmentError(f"{path}{first_of(error)}; a tasks file is {_FORM}") from None


def setup_from(
    file: TasksFile,
    beside: Path,
    *,
    command: str | Sequence[str] = (),
    environ: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ServerSetup:
    """The setup that a file describes.

    Args:
        file: The file.
        beside: The folder that a template's path begins from.
        command: In the place of the file's.
        environ: Beside the file's, and before them.
        headers: Beside the file's, and before them.

    Raises:
        InvalidEnvironmentError: Something in it is wrong, or there is no command.
    """
    server = file.server
    cwd = server.cwd if command else _cwd(server, beside)
    command = command or server.command or ()
    if not command:
        raise InvalidEnvironmentError(
            'nothing says which server is meant; put {"server": {"command": ...}} into the tasks '
            "file, or say --mcp COMMAND"
        )
    reset: Reset = (
        CallTool(server.reset.tool, server.reset.arguments)
        if isinstance(server.reset, ResetRecord)
        else server.reset
    )
    return ServerSetup(
        server=command,
        environ={**server.environ, **(environ or {})},
        cwd=cwd,
        headers={**server.headers, **(headers or {})},
        directory=None if server.directory is None else server.directory.read(beside),
        reset=reset,
        state=None if server.state is None else [view.read() for view in server.state],
        read_only=server.read_only,
        leave_out=server.leave_out,
        volatile=server.volatile,
        errors=server.errors,
        call_seconds=server.call_seconds,
        start_seconds=server.start_seconds,
        message_bytes=server.message_bytes,
    )


def environment_from_file(path: str | Path, *, server: str | Sequence[str] = ()) -> Environment:
    """The environment that a tasks file describes.

    Args:
        path: The file; a template's path begins from its folder.
        server: A command or URL in the place of the file's.

    Raises:
        InvalidEnvironmentError: The file or something in it is wrong.
        InvalidTaskError: It has no task, or one is wrong; the message names it.
        InfrastructureError: The server had to be asked for its name, and failed.
    """
    file = read_tasks_file(path)
    return environment_from(file, setup_from(file, Path(path).parent, command=server))


def environment_from(file: TasksFile, setup: ServerSetup) -> Environment:
    """The environment that a file describes, around a setup.

    Raises:
        InvalidTaskError: It has no task, or one is wrong; the message names it.
        InvalidEnvironmentError: The server does not say what it is called, and the file neither.
        InfrastructureError: The server had to be asked for its name, and failed.
    """
    environment_id = file.id or default_id(setup)
    return Environment(
        environment_id,
        toolset_of(setup),
        read_tasks(file.tasks, environment_id),
        system_prompt=file.system_prompt,
    )


def _cwd(server: ServerRecord, beside: Path) -> str | None:
    """Where the file's own command runs: in the file's folder, unless it says otherwise."""
    command = server.command or ""
    is_url = isinstance(command, str) and isinstance(read_address(command or "-"), Url)
    if is_url or DIRECTORY in (server.cwd or ""):
        return server.cwd
    return str((beside / (server.cwd or "")).resolve())
