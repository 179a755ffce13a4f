"""A server under gunicorn, and clients that ask it one page again and again."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.environment import ROOT

WORKERS, THREADS = 2, 4
AS_BROWSERS = {"Accept-Encoding": "gzip"}
END = b"\r\n"


@dataclass(frozen=True)
class Load:
    """`times` in seconds, of answers to all clients together; `rate` in answers a second."""

    times: list[float]
    rate: float


def trivial(environ, start_response):  # type: ignore[no-untyped-def]  # as WSGI has it
    """The floor: what the server and the clients cost by themselves."""
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]


@contextmanager
def server(application: str, **environment: str) -> Iterator[int]:
    """The port on which two workers serve it, as many for each application."""
    options = ["--worker-class=gthread", f"--workers={WORKERS}", f"--threads={THREADS}", "--keep-alive=5"]
    command = [sys.executable, "-m", "gunicorn.app.wsgiapp", *options, "--log-level=error", application]
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    with serving(command, "--bind=127.0.0.1:{port}", PYTHONPATH=path, **environment) as port:
        yield port


@contextmanager
def serving(command: list[str], bind: str, **environment: str) -> Iterator[int]:
    """A free port, and on it what the command serves; `bind` tells the command the `{port}`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command, environment = [*command, bind.format(port=port)], {**os.environ, **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int) -> None:
    for _attempt in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("The server did not start")


def load(port: int, path: str, *, clients: int, seconds: float) -> Load:
    """Of answers that tell their length. Raises RuntimeError when one is not 200."""
    times: list[list[float]] = [[] for _client in range(clients)]
    failed: list[int] = []
    ends = time.perf_counter() + seconds
    threads = [threading.Thread(target=_ask, args=(port, path, ends, mine, failed)) for mine in times]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{path} answered {failed[0]}")
    answered = [each for mine in times for each in mine]
    return Load(answered, len(answered) / seconds)


def _ask(port: int, path: str, ends: float, times: list[float], failed: list[int]) -> None:
    """By plain sockets: what a client needs to understand headers would be taken for the time of the server."""
    fields = "".join(f"{name}: {value}\r\n" for name, value in {"Host": f"127.0.0.1:{port}", **AS_BROWSERS}.items())
    question = f"GET {path} HTTP/1.1\r\n{fields}\r\n".encode()
    with socket.create_connection(("127.0.0.1", port), 60) as connection, connection.makefile("rb") as answers:
        while (began := time.perf_counter()) < ends:
            connection.sendall(question)
            status, *headers = iter(answers.readline, END)
            answers.read(next(int(value) for name, _, value in map(parted, headers) if name == b"content-length"))
            if b" 200 " not in status:
                failed.append(int(status.split()[1]))
                return
            times.append(time.perf_counter() - began)


def parted(header: bytes) -> tuple[bytes, bytes, bytes]:
    return header.lower().partition(b": ")
