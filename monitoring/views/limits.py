"""A limit on what costs the server much, by the reader's address; the address itself is kept nowhere."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

MINUTE = 60


def too_many(request: HttpRequest, action: str, *, a_minute: int) -> bool:
    """Count one more request of this reader in the current minute."""
    address = get_adapter().get_client_ip(request)
    reader = salted_hmac(f"limit.{action}", address, algorithm="sha256").hexdigest()
    key = f"limit:{action}:{reader}:{int(time.time() // MINUTE)}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > a_minute
    except ValueError:  # the minute ended between the two
        return False
