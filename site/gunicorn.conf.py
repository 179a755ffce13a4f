"""gunicorn's own configuration: run from the project's root with `gunicorn -c site/gunicorn.conf.py`."""

import gc
import multiprocessing
import os
import sys
from pathlib import Path

SITE = Path(__file__).resolve().parent
sys.path[:0] = [str(SITE), str(SITE.parent)]

wsgi_app = "config.wsgi:application"
bind = f"{os.environ.get('HOST', '0.0.0.0')}:{os.environ.get('PORT', '8000')}"  # noqa: S104
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() * 2 + 1))
threads = int(os.environ.get("WEB_THREADS", 2))
timeout = 60
max_requests = 2000
max_requests_jitter = 200


def post_worker_init(worker: object) -> None:
    """What is loaded lives as long as the worker: to look through it for garbage again holds a reader up."""
    gc.collect()
    gc.freeze()
