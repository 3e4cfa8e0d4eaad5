"""Every platform is held to the contract, and none by being remembered."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.contract import harness
from tests.contract.harness import harness_of, platforms


def test_the_platforms_are_found() -> None:
    assert {"sandbox", "tiny"} <= set(platforms())


@pytest.mark.parametrize("name", platforms())
def test_each_platform_has_a_harness(name: str) -> None:
    assert isinstance(harness_of(name), AbstractAsyncContextManager)


def test_a_platform_without_a_harness_is_found_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "adapters" / "carrier_pigeon").mkdir(parents=True)
    (tmp_path / "adapters" / "carrier_pigeon" / "__init__.py").touch()
    monkeypatch.setattr(harness, "ROOT", tmp_path)
    assert platforms() == ("carrier_pigeon", "tiny")
    with pytest.raises(ModuleNotFoundError, match="harness_carrier_pigeon"):
        harness_of("carrier_pigeon")
