"""S3, as moto's server plays it: pip install s3fs 'moto[s3,server]'; skipped without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from rtxfer.batch import Batch, plan
from rtxfer.batch import store as stores
from rtxfer.batch.cut import CuttingCrew
from rtxfer.batch.journal import opened
from rtxfer.batch.local import LocalCrew
from rtxfer.batch.table import read_rows
from rtxfer.errors import InputError, OutputError
from rtxfer.frame import Frame
from rtxfer.job import Job, run
from tests.batch.likeness import most_unlike
from tests.media import make_video, moments

pytest.importorskip("moto", reason="pip install s3fs 'moto[s3,server]'")
s3fs = pytest.importorskip("s3fs", reason="pip install s3fs 'moto[s3,server]'")

FRAMES = 70
BUCKET = "studio"


@pytest.fixture
def s3(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A bucket; workers find it by the environment, as they would the real one."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem(use_listings_cache=False)
    system.mkdir(BUCKET)
    yield system
    s3fs.S3FileSystem.clear_instance_cache()
    # What it keeps it keeps for the whole process.
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST"))
    server.stop()


@pytest.mark.timeout(900)
def test_a_table_clips_and_results_may_lie_in_a_bucket(
    s3: Any, driver_frames: list[Frame], clips: Path, tmp_path: Path
) -> None:
    """A short clip, and a long one by two workers, whose parts meet in the bucket."""
    alone = tmp_path / "alone"
    alone.mkdir()
    portrait = clips / "grace_hopper.jpg"
    s3.put_file(str(portrait), f"{BUCKET}/in/grace_hopper.jpg")
    for name, count in (("long", FRAMES), ("short", 16)):
        path = tmp_path / f"{name}.mp4"
        images = [frame.image for frame in driver_frames[:count]]
        make_video(path, pts=range(count), images=images, sound="aac")
        s3.put_file(str(path), f"{BUCKET}/in/clips/{name}.mp4")
        out = alone / f"{name}-grace_hopper.mp4"
        run(Job(path, portrait, out, generator="warp", backend="onnxruntime"))
    s3.pipe_file(f"{BUCKET}/in/jobs.csv", b"driver,target\nclips/*.mp4,grace_hopper.jpg\n")
    address = f"s3://{BUCKET}/in"
    rows = read_rows(stores.fetched(f"{address}/jobs.csv"))
    journal = tmp_path / "journal"
    usual = Job(Path(), Path(), journal, generator="warp", backend="onnxruntime")
    for state in ("done", "kept"):
        pieces = plan(rows, usual, address, "product", f"s3://{BUCKET}/out")
        with (
            opened(journal) as lines,
            CuttingCrew(LocalCrew(2), long=FRAMES, length=50) as crew,
        ):
            outcomes = Batch(pieces, lines, crew).run().outcomes
        assert [(one.state, one.reason, one.frames) for one in outcomes] == [
            (state, "", FRAMES), (state, "", 16),
        ]  # fmt: skip
    assert sorted(s3.find(f"{BUCKET}/out")) == [
        f"{BUCKET}/out/{name}-grace_hopper.mp4" for name in ("long", "short")
    ]
    for piece in pieces:
        here = tmp_path / piece.name
        s3.get_file(f"{BUCKET}/out/{piece.name}", str(here))
        assert most_unlike(here, alone / piece.name) < 3
        assert moments(here) == moments(alone / piece.name)


@pytest.mark.parametrize("megabytes", [1, 120])
def test_an_object_is_whole_or_as_it_was(
    s3: Any, tmp_path: Path, megabytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large ones go in several pieces, and appear with the last."""
    new, url = tmp_path / "new.mp4", f"s3://{BUCKET}/a.mp4"
    with new.open("wb") as file:
        file.truncate(megabytes * 2**20)
    s3.pipe_file(f"{BUCKET}/a.mp4", b"old")
    honest = s3fs.S3FileSystem._call_s3

    async def breaking(system: Any, method: str, *words: Any, **more: Any) -> Any:
        if method in ("put_object", "complete_multipart_upload"):
            raise OSError("the line is cut")
        return await honest(system, method, *words, **more)

    with monkeypatch.context() as broken:
        broken.setattr(s3fs.S3FileSystem, "_call_s3", breaking)
        with pytest.raises(OutputError, match="the line is cut"):
            stores.put(new, url)
    assert s3.cat_file(f"{BUCKET}/a.mp4") == b"old"
    stores.put(new, url)
    assert s3.info(f"{BUCKET}/a.mp4")["size"] == megabytes * 2**20


def test_what_is_not_there_is_told(s3: Any) -> None:
    with pytest.raises(InputError, match=r"There is no s3://studio/none\.mp4"):
        stores.stamp(f"s3://{BUCKET}/none.mp4")
    with pytest.raises(InputError, match="no-such-bucket"):
        stores.stamp("s3://no-such-bucket/none.mp4")
