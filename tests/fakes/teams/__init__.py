"""A Teams tenant of our own, over real HTTP, stateful and strict (platform facts, part 2).

async with running_fake_teams() as teams:
    settings: TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID of teams.login (app, secret, tenant),
    TEAMS_OPENID_URL and TEAMS_TOKEN_URL of it (openid_url, token_url), TEAMS_SERVICE_URLS = teams.origin
    teams.endpoint = "http://127.0.0.1:8080/api/messages"
    ines = teams.tenant.person("Inès Caron", email="ines@essai.invalid")
    lyon = teams.tenant.channel(teams.tenant.team("Essai", [ines.id]), "lyon")
    await teams.people.post(ines.id, lyon.id, "Un train pour Paris jeudi")
    await teams.idle()
"""

from tests.fakes.teams.acting import Impossible, People, Seen
from tests.fakes.teams.faults import CallFault, DeliveryFault
from tests.fakes.teams.records import APP, BOT, OTHER_TENANT, TENANT
from tests.fakes.teams.server import FakeTeams, running_fake_teams

__all__ = [
    "APP",
    "BOT",
    "OTHER_TENANT",
    "TENANT",
    "CallFault",
    "DeliveryFault",
    "FakeTeams",
    "Impossible",
    "People",
    "Seen",
    "running_fake_teams",
]
