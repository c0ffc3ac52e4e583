"""Work on a Ray cluster: in order, bounded, the same as here, and done again where one died."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rtxfer.errors import DeviceError, InputError, RtxferError
from tests.train.synthetic import Likeness, Painter, Props, keep_styles
from train.data.prepare import Options as PrepareOptions
from train.data.prepare import prepare
from train.ordered_map import AHEAD, TRIES, Helpers, ordered_map
from train.synthesis.styles import CHUNK
from train.synthesis.synthesise import Options, synthesise

pytest.importorskip("ray", reason="Ray is not installed: pip install 'rtxfer[batch]'")

DEMO = Path(__file__).resolve().parents[2] / "rtxfer" / "demo"
STORE = 80 * 2**20


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two nodes of a core each, on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        # Workers find the package as this process does.
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
        import ray
        from ray.cluster_utils import Cluster

        node = {"num_cpus": 1, "object_store_memory": STORE}
        cluster = Cluster(initialize_head=True, head_node_args=node | {"include_dashboard": False})
        cluster.add_node(**node)
        cluster.wait_for_nodes()
        yield cluster
        ray.shutdown()
        cluster.shutdown()


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


_begun: list[int] = []


def begin(by: int) -> None:
    _begun.append(by)


def times(item: int) -> int:
    (by,) = _begun
    return item * by


def refuse(item: int) -> int:
    raise InputError(f"{item} is no good.")


def die_once(item: tuple[int, str]) -> int:
    number, mark = item
    if number == 2 and not Path(mark).exists():
        Path(mark).touch()
        os._exit(1)
    return number


def die(item: int) -> int:
    os._exit(1)


@pytest.mark.timeout(600)
def test_in_order_and_no_further_ahead_than_asked_for(cluster: Any) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    answers = ordered_map(times, items(), Helpers(ray=cluster.address), begin, 3)
    assert [next(answers) for _ in range(10)] == [3 * number for number in range(10)]
    assert len(taken) <= 10 + AHEAD * 2
    assert list(answers) == [3 * number for number in range(10, 100)]


@pytest.mark.timeout(600)
def test_a_worker_that_dies_costs_its_item_which_is_done_again(
    cluster: Any, tmp_path: Path
) -> None:
    items = [(number, str(tmp_path / "died")) for number in range(6)]
    assert list(ordered_map(die_once, items, Helpers(ray=cluster.address))) == [*range(6)]
    assert (tmp_path / "died").exists(), "else this proves nothing"


@pytest.mark.timeout(600)
def test_what_fails_is_told_as_here(cluster: Any) -> None:
    with pytest.raises(InputError, match="0 is no good"):
        list(ordered_map(refuse, range(3), Helpers(ray=cluster.address)))
    with pytest.raises(RtxferError, match=f"{TRIES} times in the same item"):
        list(ordered_map(die, range(1), Helpers(1, cluster.address)))


@pytest.mark.timeout(900)
def test_a_pack_is_the_same_and_goes_on(cluster: Any, tmp_path: Path) -> None:
    options = PrepareOptions(size=64, licence="public domain", most=4, every=20)
    sources = [
        str(DEMO / name) for name in ("grace_hopper.jpg", "eileen_collins.jpg", "driver.mp4")
    ]
    prepare(sources, tmp_path / "alone", options)
    helpers = Helpers(ray=cluster.address)
    prepare(sources[:1], tmp_path / "helped", options, helpers)
    pack = prepare(sources, tmp_path / "helped", options, helpers)
    assert len(pack) == 6
    assert content(tmp_path / "alone") == content(tmp_path / "helped")


@pytest.mark.timeout(900)
def test_a_set_is_the_same(cluster: Any, tmp_path: Path) -> None:
    keep_styles(tmp_path / "styles", 2)
    options = Options(identities=3, edits=2, size=256, styles=2 * CHUNK)
    props = Props(Painter(), Likeness(1.0, 0.9, 0.7))
    made = [
        synthesise(tmp_path / name, options, props, tmp_path / "styles", helpers)
        for name, helpers in (("alone", Helpers()), ("helped", Helpers(ray=cluster.address)))
    ]
    assert made[0] == made[1]
    assert content(tmp_path / "alone") == content(tmp_path / "helped")


def test_a_cluster_that_is_not_there_is_told() -> None:
    with pytest.raises(DeviceError, match="No Ray cluster answers"):
        list(ordered_map(refuse, range(3), Helpers(ray="127.0.0.1:1")))
