"""What the pump and the doors count, for /metrics: numbers by platform and kind, never by person or text."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

SENT = Counter("relais_outbox_sent", "Effects that reached their platform", ("platform", "kind"))
RETRIED = Counter("relais_outbox_retried", "Calls to be made again, by why", ("platform", "kind", "why"))
FAILED = Counter("relais_outbox_failed", "Effects given up", ("platform", "kind", "why"))
DROPPED = Counter("relais_outbox_dropped", "Effects not sent on purpose", ("platform", "kind"))
FOUND = Counter("relais_outbox_found", "Posts of unknown outcome that were found on their platform", ("platform",))
MAY_DOUBLE = Counter("relais_outbox_may_double", "How many times more than once effects may stand", ("platform",))
REFUSED = Counter("relais_inbound_refused", "Calls to the door that were not believed, by why", ("platform", "why"))
LATENCY = Histogram(
    "relais_outbox_latency_seconds",
    "From the decision to the platform's answer",
    ("platform", "kind"),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800),
)
