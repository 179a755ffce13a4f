"""A server in a process of its own, which a test kills as the power does."""

import os
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.db import connection


class Served:
    """Always at the same address; `kill()` leaves it no moment to finish anything."""

    def __init__(self):
        with socket.create_server(("127.0.0.1", 0)) as probe:
            self.port = probe.getsockname()[1]
        self.process = None

    @property
    def address(self):
        return f"http://localhost:{self.port}"

    def start(self):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.tests.served",
            "SERVED_DATABASE": str(connection.settings_dict["NAME"]),
            "SERVED_EVIDENCE": str(settings.EVIDENCE_ROOT),
        }
        command = [sys.executable, "manage.py", "runserver", "--noreload", "--skip-checks", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            command, cwd=settings.ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _try in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError("The server does not start")

    def kill(self):
        self.process.kill()
        self.process.wait()
