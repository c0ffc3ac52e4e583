"""A cluster of two nodes on this machine, one of which is killed in the middle."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rtxfer.batch import Batch, BatchProgress
from rtxfer.batch.cut import CuttingCrew
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew
from rtxfer.errors import DeviceError, MissingDependencyError
from rtxfer.frame import Frame
from tests.batch.conftest import pieces_of
from tests.batch.likeness import most_unlike
from tests.media import make_video

pytest.importorskip("ray", reason="Ray is not installed: pip install 'rtxfer[batch]'")

from rtxfer.batch.on_ray import RayCrew, share

FRAMES = 154

STORE = 80 * 2**20
"""Bytes of a node's object store: no frame comes there."""


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    # Workers find the package as this process does.
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    import ray
    from ray.cluster_utils import Cluster

    node = {"num_cpus": 1, "object_store_memory": STORE}
    cluster = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
    cluster.second = cluster.add_node(**node)
    cluster.wait_for_nodes()
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.mark.timeout(600)
def test_a_node_that_dies_costs_nothing_but_time(
    cluster: Any, clips: Path, alone: Path, tmp_path: Path
) -> None:
    pieces = pieces_of(clips, tmp_path)
    with opened(tmp_path) as journal, RayCrew(cluster.address) as crew:
        assert crew.size == 2
        batch, killed = Batch(pieces, journal, crew), []

        def watch(progress: BatchProgress) -> None:
            if not killed and len(progress.at_work) == 2 and progress.fps:
                killed.append(progress)
                cluster.remove_node(cluster.second, allow_graceful=False)

        report = batch.run(watch)
    assert killed, "else this proves nothing"
    assert [one.state for one in report.outcomes] == ["done"] * 3, report
    for one in report.outcomes:
        assert most_unlike(Path(one.output), alone / one.name) < 3


@pytest.mark.timeout(600)
def test_a_long_clip_outlives_a_node_too(
    cluster: Any, driver_frames: list[Frame], clips: Path, tmp_path: Path
) -> None:
    """Killed once a part is there; what is joined is what one worker makes."""
    images = [frame.image for frame in driver_frames[:FRAMES]]
    make_video(tmp_path / "clip.mp4", pts=range(FRAMES), images=images)
    (tmp_path / "grace_hopper.jpg").write_bytes((clips / "grace_hopper.jpg").read_bytes())
    two, one = tmp_path / "two", tmp_path / "one"
    killed: list[BatchProgress] = []

    def watch(progress: BatchProgress) -> None:
        if not killed and list(two.glob(".*.rtxfer-cut/0*.mp4")):
            killed.append(progress)
            cluster.remove_node(cluster.second, allow_graceful=False)

    with opened(two) as journal, CuttingCrew(RayCrew(cluster.address), 100, 50) as crew:
        (outcome,) = Batch(pieces_of(tmp_path, two), journal, crew).run(watch).outcomes
    assert killed, "else this proves nothing"
    assert (outcome.state, outcome.reason, outcome.frames) == ("done", "", FRAMES)
    with opened(one) as journal, LocalCrew(1, cores=1) as alone:
        Batch(pieces_of(tmp_path, one), journal, alone).run()
    assert most_unlike(two / outcome.name, one / outcome.name) < 3


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    with pytest.raises(DeviceError, match="No Ray cluster answers"):
        RayCrew("127.0.0.1:1")


def test_without_ray_the_line_that_brings_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ray", None)
    with pytest.raises(MissingDependencyError, match="Ray") as caught:
        RayCrew()
    assert "rtxfer[batch]" in caught.value.hint


def test_it_sends_nothing_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAY_USAGE_STATS_ENABLED", raising=False)
    from rtxfer.cluster import _ray

    _ray()
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_a_worker_with_a_gpu_has_its_share_of_the_cores() -> None:
    assert share(64.0, 8) == 8
    assert share(2.0, 2) == 1
    assert share(2.0, 5) == 1
