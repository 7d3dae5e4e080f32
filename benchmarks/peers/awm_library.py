"""The library as Agent World Model builds environments; run by its virtual environment's Python.

One FastAPI process per episode, an endpoint with pydantic models per tool, and `fastapi-mcp`, which
shows the endpoints as MCP tools. Its published environments use SQLAlchemy and a database file;
here it is sqlite3 in memory, which is faster. With `serve` it is the server.
"""

import contextlib
import json
import sys
from importlib.metadata import version

from library import TOOLS, Library, RefusedError
from replaying import Opened, Served, answer, first_line, serve_uvicorn, server_process


def serve() -> None:
    """The server of one episode."""
    from fastapi import FastAPI, HTTPException
    from fastapi_mcp import FastApiMCP
    from pydantic import BaseModel

    app = FastAPI(title="library")
    library = Library()

    class Book(BaseModel):
        book_id: str
        title: str
        author: str
        free: int

    class Books(BaseModel):
        books: list[Book]

    class MemberLoan(BaseModel):
        loan_id: str
        book_id: str
        due: str
        renewals: int

    class Member(BaseModel):
        member_id: str
        name: str
        loan_limit: int
        loans: list[MemberLoan]

    class BookLoan(BaseModel):
        loan_id: str
        name: str
        due: str

    class BookLoans(BaseModel):
        loans: list[BookLoan]

    class Loan(BaseModel):
        loan_id: str
        due: str

    class Returned(BaseModel):
        loan_id: str
        status: str

    class FindBooks(BaseModel):
        author: str | None = None
        title: str | None = None

    class OfMember(BaseModel):
        member_id: str

    class OfBook(BaseModel):
        book_id: str

    class Borrow(BaseModel):
        member_id: str
        book_id: str

    class OfLoan(BaseModel):
        loan_id: str

    shapes = {
        "find_books": (FindBooks, Books),
        "get_member": (OfMember, Member),
        "list_loans": (OfBook, BookLoans),
        "borrow": (Borrow, Loan),
        "renew": (OfLoan, Loan),
        "give_back": (OfLoan, Returned),
    }

    def endpoint(name, request, response) -> None:
        method = getattr(library, name)

        @app.post(
            f"/api/{name}",
            operation_id=name,
            description=method.__doc__,
            response_model=response,
        )
        async def run(req: request):
            try:
                return method(**req.model_dump(exclude_none=True))
            except RefusedError as refused:
                raise HTTPException(400, str(refused)) from None

    for name in TOOLS:
        endpoint(name, *shapes[name])
    FastApiMCP(app).mount_http()
    serve_uvicorn(app)


@contextlib.asynccontextmanager
async def servers(count):
    """So many processes, started together: their numbers and addresses."""
    async with contextlib.AsyncExitStack() as stack:
        started = [
            await stack.enter_async_context(server_process(sys.executable, __file__, "serve"))
            for _ in range(count)
        ]
        urls = [f"http://127.0.0.1:{await first_line(process)}" for process in started]
        yield [process.pid for process in started], urls


@contextlib.asynccontextmanager
async def over_rest(count):
    """The endpoints themselves, a connection kept alive per episode."""
    import httpx

    async with contextlib.AsyncExitStack() as stack:
        processes, urls = await stack.enter_async_context(servers(count))

        async def caller(url):
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=url, timeout=60))
            await client.get("/openapi.json")

            async def call(name, arguments):
                return await client.post(f"/api/{name}", json=arguments)

            return call

        yield Opened([await caller(url) for url in urls], processes)


@contextlib.asynccontextmanager
async def over_mcp(count):
    """The MCP endpoint, one session per episode, by the SDK's client."""
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async with contextlib.AsyncExitStack() as stack:
        processes, urls = await stack.enter_async_context(servers(count))

        async def caller(url):
            streams = await stack.enter_async_context(streamablehttp_client(f"{url}/mcp"))
            session = await stack.enter_async_context(ClientSession(*streams[:2]))
            await session.initialize()
            await session.list_tools()
            return session.call_tool

        yield Opened([await caller(url) for url in urls], processes)


def plain_rest(response):
    """The body, or the refusal."""
    body = response.json()
    return {"error": body["detail"]} if response.status_code == 400 else body


def plain_mcp(result):
    """The text, or the refusal in fastapi-mcp's own wrapping."""
    text = result.content[0].text
    if not result.isError:
        return json.loads(text)
    return {"error": json.loads(text.partition("Response: ")[2])["detail"]}


if __name__ == "__main__":
    if sys.argv[1:] == ["serve"]:
        serve()
    else:
        names = ("fastapi", "uvicorn", "fastapi-mcp", "mcp")
        paths = {}
        for count, flight in ((1, ""), (16, ", 16 in flight")):
            paths[f"HTTP endpoints, httpx{flight}"] = Served(over_rest, plain_rest, count)
            paths[f"MCP over HTTP, SDK client{flight}"] = Served(over_mcp, plain_mcp, count)
        answer(", ".join(f"{name} {version(name)}" for name in names), paths)
