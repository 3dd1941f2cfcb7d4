"""The preview as an ASGI application. Starlette lives here."""

import traceback
from datetime import UTC, datetime
from email.utils import format_datetime
from http import HTTPStatus
from secrets import compare_digest
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from stillup.parse.zones import zone_of
from stillup.serve.addresses import read_path
from stillup.serve.answer import Answer, Asked
from stillup.serve.assets import read_asset
from stillup.serve.guard import FRAMES, HEADERS, find_refusal
from stillup.serve.preview import Preview
from stillup.serve.ranges import find_range
from stillup.serve.travel import MOST, Nowhere, read_journey

_PLAIN = "text/plain; charset=utf-8"
_LISTENERS = 50


class Door:
    """The application. There is one way in: every request is looked at before anything happens.

    What goes wrong in it is told to `preview.complain`, and never shown.
    """

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._respond(request)
        except ClientDisconnect:
            return
        except Exception:  # noqa: BLE001 - a mistake of ours must not end the preview
            self._preview.complain(traceback.format_exc())
            response = _plain(500, "Stillup itself failed; the terminal says more")
        await self._dressed(response)(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        hosts = request.headers.getlist("host")
        refused = find_refusal(self._preview.names, request.method, hosts, request.headers)
        if refused is not None:
            return _plain(refused.status, refused.reason)
        path = read_path(request.scope.get("raw_path", b""))
        if path is None:
            return _plain(404, "there is no such address")
        if path == "-/now":
            return await self._travel(request)
        if request.method not in {"GET", "HEAD"}:
            return _plain(405, "this can only be looked at")
        if path == "-/live":
            return self._live(request)
        return await run_in_threadpool(self._show, request, path)

    def _show(self, request: Request, path: str) -> Response:
        if path.startswith("-/assets/"):
            return _asset(path.removeprefix("-/assets/"))
        if path == "-/state":
            return self._state(request)
        return _response(self._answer(request, path, request.query_params), request)

    def _answer(self, request: Request, path: str, query: QueryParams) -> Answer:
        asked = Asked(
            host=request.headers["host"],
            path=path,
            look=query.get("-look", ""),
            last_good="-last-good" in query,
        )
        if path.startswith("-/"):
            return self._preview.own(asked, dict(query))
        return self._preview.showing.answer(asked)

    def _state(self, request: Request) -> Response:
        """Return the state of another address, which a page asks for to see whether it moved."""
        target = urlsplit(request.query_params.get("of", ""))
        path = read_path(target.path.encode())
        if path is None:
            return _plain(404, "there is no such address")
        return _plain(200, self._answer(request, path, QueryParams(target.query)).state)

    def _live(self, request: Request) -> Response:
        if request.method == "HEAD" or self._preview.live.listeners >= _LISTENERS:
            return _plain(503, "too many windows listen")
        return StreamingResponse(
            self._preview.live.stream(),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    async def _travel(self, request: Request) -> Response:
        if request.method != "POST":
            return _plain(405, "this needs a POST")
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/json":
            return _plain(415, "this needs JSON")
        token = request.headers.get("x-stillup-token", "")
        if not compare_digest(token.encode(), self._preview.token.encode()):
            return _plain(403, "open the desk again: this one is of an earlier preview")
        data = await _read(request)
        snapshot = self._preview.bench.snapshot()
        site = snapshot.build.site if snapshot.build else None
        zone = zone_of(site.settings.time_zone if site else "UTC")
        try:
            self._preview.bench.travel(read_journey(data, snapshot.now, zone))
        except Nowhere as error:
            return _plain(422, str(error))
        return Response(status_code=204)

    def _dressed(self, response: Response) -> Response:
        """Add what every reply says. A shown moment that stands still is the reply's date too."""
        for name, value in HEADERS:
            response.headers[name] = value
        policy = response.headers.get("Content-Security-Policy", "")
        if FRAMES not in policy:
            both = f"{policy}; {FRAMES}" if policy else FRAMES
            response.headers["Content-Security-Policy"] = both
        snapshot = self._preview.bench.snapshot()
        at = snapshot.now if snapshot.is_frozen else datetime.now(UTC)
        response.headers["Date"] = format_datetime(at.astimezone(UTC), usegmt=True)
        return response


def _response(answer: Answer, request: Request) -> Response:
    if answer.to:
        return Response(status_code=answer.status, headers={"Location": answer.to})
    headers = {"Cache-Control": "no-cache"}
    if answer.policy:
        headers["Content-Security-Policy"] = answer.policy
    if answer.state:
        headers["ETag"] = f'"{answer.state}"'
    if answer.state and request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if answer.status == HTTPStatus.OK and not answer.media_type.startswith("text/html"):
        return _in_range(answer, request, headers)
    return Response(answer.body, answer.status, headers, answer.media_type)


def _in_range(answer: Answer, request: Request, headers: dict[str, str]) -> Response:
    """Return a part of a file if a player asks for one."""
    headers["Accept-Ranges"] = "bytes"
    size = len(answer.body)
    found = find_range(request.headers.get("range", ""), size)
    if found is None or request.headers.get("if-range", headers.get("ETag")) != headers.get("ETag"):
        return Response(answer.body, answer.status, headers, answer.media_type)
    first, last = found
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(answer.body[first : last + 1], 206, headers, answer.media_type)


def _asset(name: str) -> Response:
    found = read_asset(name)
    if found is None:
        return _plain(404, "there is no such address")
    return Response(
        found[0], headers={"Cache-Control": "max-age=31536000, immutable"}, media_type=found[1]
    )


def _plain(status: int, text: str) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{text}\n", status, headers, _PLAIN)


async def _read(request: Request) -> bytes:
    """Return the body of a request, or too much of it to be understood."""
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > MOST:
            break
    return data
