"""The benches run; what they measure is for `make bench`."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.__main__ import main
from tests.benchmarks.ticking import DUE


@pytest.mark.postgres
def test_each_bench_measures_something_in_its_quick_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    some = ("reading", "intake", "stored", "stored-postgresql", "ticking", "ticking-postgresql")
    main(["--quick", "--seed", "7", "--var", str(tmp_path), "--only", *some])
    kept = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    assert len(kept) == len(some)
    for bench in kept.values():
        assert bench["conditions"]["seed"] == 7
        assert all(value > 0 for row in bench["rows"].values() for value in row.values())
    shown = capsys.readouterr().out
    assert "The whole intake" in shown
    assert "intake, 64 at once, a second, cost beside the smallest" in shown
    assert f"tick with {DUE} steps due, ms, cost beside the smallest" in shown


@pytest.mark.timeout(180)
def test_a_desk_is_started_and_weighed(tmp_path: Path) -> None:
    main(["--quick", "--var", str(tmp_path), "--only", "starting"])
    rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["Starting"]["rows"]
    assert rows["start, until ready"]["seconds"] > 0
    assert rows["idle"]["megabytes"] > 20


@pytest.mark.timeout(180)
def test_slack_is_measured_beside_bolt_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick", "--seed", "7", "--var", str(tmp_path), "--only", "slack"])
    rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["Slack"]["rows"]
    assert len(rows) == 16
    assert all(value > 0 for row in rows.values() for value in row.values())
    assert rows["bolt, a row in a group, 64 at once"]["to bolt, a row in a group"] == 1
    shown = capsys.readouterr().out
    assert "Relais, 64 at once, read, ms until acknowledged, p99" in shown
    assert "Relais, 64 at once, to bolt with a grouped row" in shown


@pytest.mark.timeout(180)
def test_teams_is_measured_beside_the_sdks_own_adapter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--quick", "--seed", "7", "--var", str(tmp_path), "--only", "teams"])
    rows = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))["Teams"]["rows"]
    assert len(rows) == 15
    assert all(value > 0 for row in rows.values() for value in row.values())
    assert rows["CloudAdapterBase, 64 at once"]["to CloudAdapterBase"] == 1
    assert "the door and a turn, 64 at once, to CloudAdapterBase" in capsys.readouterr().out
