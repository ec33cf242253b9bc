"""A service on this machine that speaks as the World Bank's and WHO's do, and fails in all their ways."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass
class Answer:
    """What the service says.

    ``cut`` promises more than it says; ``slow`` waits that long between its pieces, and ``drip`` between all its bytes,
    from the first one of the headers on.
    """

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None
    slow: float = 0
    drip: float = 0


@dataclass
class Request:
    """What was asked."""

    path: str
    query: Mapping[str, str]
    agent: str


@dataclass
class Service:
    """A running service: its address and everything that was asked of it."""

    address: str
    asked: list[Request]


@contextmanager
def serving(answer: Callable[[Request], Answer]) -> Iterator[Service]:
    """A service that gives to each question the answer that ``answer`` thinks of."""
    asked: list[Request] = []
    done = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            request = Request(parts.path, query, self.headers["User-Agent"])
            asked.append(request)
            said = answer(request)
            body = said.body.encode() if isinstance(said.body, str) else said.body
            if said.drip:
                return self._drip(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 10_000, said.drip)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            pieces = [body[: said.cut]] if not said.slow else [body[at : at + 20] for at in range(0, len(body), 20)]
            try:
                for piece in pieces:
                    self.wfile.write(piece)
                    self.wfile.flush()
                    if said.slow and done.wait(said.slow):
                        return None
            except OSError:
                pass  # who asked has given up

        def _drip(self, content: bytes, pause: float) -> None:
            try:
                for byte in content:
                    self.wfile.write(bytes([byte]))
                    if done.wait(pause):
                        return
            except OSError:
                pass  # who asked has given up

        def log_request(self, *_what: object) -> None:
            """Say nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Service(f"http://127.0.0.1:{server.server_port}/v2", asked)
    finally:
        done.set()
        server.shutdown()
        server.server_close()
        thread.join()
