import os

import pytest

from config.caches import RedisCache


@pytest.mark.redis
def test_the_shared_cache_works_with_the_driver_we_pin():
    cache = RedisCache(os.environ["TEST_REDIS_URL"], {"KEY_PREFIX": "aarhus-watch-test"})
    cache.set("figure", {"cases": 89}, timeout=5)
    assert cache.get("figure") == {"cases": 89}
    cache.delete("figure")
    assert cache.get("figure") is None


@pytest.mark.redis
def test_one_client_asks_all_questions_of_a_thread():
    cache = RedisCache(os.environ["TEST_REDIS_URL"], {"KEY_PREFIX": "aarhus-watch-test"})
    client = cache._cache.get_client("figure")
    cache.set("figure", 89, timeout=5)
    assert cache._cache.get_client("figure", write=True) is client
    client.connection_pool.disconnect()
    assert cache.get("figure") == 89
    cache.delete("figure")
