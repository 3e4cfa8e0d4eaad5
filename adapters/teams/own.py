"""Who the desk is in its tenant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Own:
    """The desk in its tenant. `app`: the id of its app registration; `tenant`: the only tenant that is served.

    Everybody whom the desk meets there is named under `tenant`, guests included: a guest has an object id of their own
    in it (platform facts 2.4).
    """

    app: str
    tenant: str

    @property
    def bot(self) -> str:
        """The desk's own id in every conversation, as Teams names bots."""
        return f"28:{self.app}"
