"""What is counted while the portal works; `/metrik` hands it out.

With PROMETHEUS_MULTIPROC_DIR set, the web processes of one machine count together.
"""

from __future__ import annotations

import os

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram
from prometheus_client.multiprocess import MultiProcessCollector

# Goals are 300 ms at the reader and 150 ms for lists; a page that takes 10 s is lost.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.3, 0.6, 1.2, 3, 10)

REQUESTS = Counter(
    "kim_http_requests", "Requests answered, by name of the view", ["view", "method", "status"]
)
REQUEST_SECONDS = Histogram(
    "kim_http_request_seconds",
    "Time until the answer, by name of the view",
    ["view"],
    buckets=SECONDS,
)
CACHE_READS = Counter("kim_cache_reads", "Keys looked up in the cache", ["result"])


def counted() -> CollectorRegistry:
    """Return what the processes of this machine have counted."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry
