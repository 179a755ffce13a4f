import os

import pytest
from django.core.cache.backends.redis import RedisCache


@pytest.mark.redis
def test_the_shared_cache_works_with_the_driver_we_pin():
    cache = RedisCache(os.environ["TEST_REDIS_URL"], {"KEY_PREFIX": "aarhus-watch-test"})
    cache.set("figure", {"cases": 89}, timeout=5)
    assert cache.get("figure") == {"cases": 89}
    cache.delete("figure")
    assert cache.get("figure") is None
