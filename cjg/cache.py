"""The cache in Valkey, which may be away: then pages keep working and only lose their speed."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import redis
from django.core.cache.backends.redis import RedisCache

logger = logging.getLogger(__name__)


def _forgiving(method: Callable[..., Any], answer: Any) -> Callable[..., Any]:
    @wraps(method)
    def call(self: "ForgivingRedisCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except (redis.ConnectionError, redis.TimeoutError):
            logger.warning("cache_unavailable", extra={"method": method.__name__})
            return answer(*args, **kwargs)

    return call


def _default(key: str, default: Any = None, version: int | None = None) -> Any:
    return default


class ForgivingRedisCache(RedisCache):
    """Django's cache for Redis, that answers "not there" when the server is away.

    Nothing that must be remembered may stand in a cache only: sessions also stand in the database.
    """

    add = _forgiving(RedisCache.add, lambda *_, **__: True)
    get = _forgiving(RedisCache.get, _default)
    set = _forgiving(RedisCache.set, lambda *_, **__: None)
    touch = _forgiving(RedisCache.touch, lambda *_, **__: False)
    delete = _forgiving(RedisCache.delete, lambda *_, **__: False)
    get_many = _forgiving(RedisCache.get_many, lambda *_, **__: {})
    set_many = _forgiving(RedisCache.set_many, lambda *_, **__: [])
    delete_many = _forgiving(RedisCache.delete_many, lambda *_, **__: None)
    has_key = _forgiving(RedisCache.has_key, lambda *_, **__: False)
    clear = _forgiving(RedisCache.clear, lambda *_, **__: False)
