"""The line between a phone and the site, which a test cuts: while nothing goes over it, or in the middle of a piece."""

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Passes bytes on to `target` from an address of its own. Down, it refuses connections as a killed server does."""

    def __init__(self, target):
        parts = urlsplit(target)
        self.target = (parts.hostname, parts.port)
        self.port = 0
        self.lock = threading.Lock()
        self.open_sockets = set()
        self.listener = None
        self.budget = None
        self.sent_up = 0

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def up(self):
        self.budget = None
        self.listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def down(self):
        with self.lock:
            listener, self.listener = self.listener, None
            sockets, self.open_sockets = self.open_sockets, set()
        for each in (listener, *sockets):
            if each is not None:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
                each.close()

    def cut_after(self, count):
        """Goes down by itself when so many more bytes went up."""
        self.sent_up, self.budget = 0, count

    @property
    def is_up(self):
        return self.listener is not None

    def _accept(self, listener):
        while True:
            try:
                phone, _address = listener.accept()
                site = socket.create_connection(self.target)
            except OSError:
                return
            with self.lock:
                self.open_sockets |= {phone, site}
            threading.Thread(target=self._pass, args=(phone, site, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(site, phone, False), daemon=True).start()

    def _pass(self, source, target, upwards):
        with contextlib.suppress(OSError):
            while data := source.recv(16_384):
                if upwards:
                    self.sent_up += len(data)
                    if self.budget is not None and self.sent_up > self.budget:
                        self.down()
                        return
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        with self.lock:
            self.open_sockets -= {source, target}
