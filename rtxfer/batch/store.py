"""Files that lie elsewhere: fetched before a piece of work begins, and put there once it is done.

Whatever fsspec knows can be named, such as `s3://bucket/clips/ann.mp4`. Drivers and portraits are
fetched whole into a folder of the node, once each; results are made on its disk and put in their
place in one go, so nobody ever sees half of one.
"""

from __future__ import annotations

import hashlib
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final

from filelock import FileLock

from engines.folder import user_cache
from rtxfer.errors import InputError, MissingDependencyError, OutputError, RtxferError
from rtxfer.forget import FETCHED
from rtxfer.job import Job, Kept, run
from rtxfer.sinks import Parts, destination_of
from rtxfer.video import Summary, VideoProgress

WHOLE: Final = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "memory"})
"""Stores whose objects appear once they are whole. Elsewhere a result is put beside its place and
renamed."""

WEB: Final = frozenset({"http", "https"})

DAY: Final = 86_400.0
"""Seconds after which a copy that nobody asked for is dropped."""

_NETWORK: Final = "Check the address, the network and your rights there."


def _kind(url: str) -> str:
    """What stands before `://`."""
    return url.split("://", 1)[0]


def named(url: str) -> str:
    """The last part of an address: a file's name."""
    return PurePosixPath(url.split("://", 1)[1]).name


def is_url(name: str) -> bool:
    """Whether it names something elsewhere; what has no `://` is a path."""
    return "://" in name


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files of a job really lie; "" where its own path holds.

    Attributes:
        driver, target: addresses of what is fetched.
        out: address that the result is put to.
    """

    driver: str = ""
    target: str = ""
    out: str = ""

    def __bool__(self) -> bool:
        return bool(self.driver or self.target or self.out)


NOWHERE: Final = Places()
"""All files lie where the job says."""


def matching(pattern: str) -> list[str]:
    """Addresses that fit a pattern, or the address itself.

    Raises:
        InputError: the store does not answer.
    """
    with _told(pattern):
        system, path = _opened(pattern)
        # Of a web address what follows a question mark is no pattern.
        if _kind(pattern) in WEB or not any(sign in path for sign in "*?["):
            return [pattern]
        return sorted(system.unstrip_protocol(found) for found in system.glob(path))


def stamp(url: str) -> str:
    """Differs whenever the object does.

    Raises:
        InputError: there is none.
    """
    with _told(url):
        system, path = _opened(url)
        about = system.info(path)
        marks = ("ETag", "etag", "mtime", "LastModified", "last_modified", "created", "size")
        return ";".join(f"{name}={about[name]}" for name in marks if name in about)


def exists(url: str) -> bool:
    """Whether there is such an object."""
    with _told(url):
        system, path = _opened(url)
        return bool(system.exists(path))


@contextmanager
def at_hand(job: Job, places: Places) -> Iterator[Job]:
    """The job with all its files on this machine; left in order, its result is where it belongs.

    Raises:
        InputError: a file cannot be fetched.
        OutputError: the result cannot be put there.
    """
    here = replace(
        job,
        driver=fetched(places.driver) if places.driver else job.driver,
        target=fetched(places.target) if places.target else job.target,
    )
    if not places.out:
        yield here
        return
    folder = _cache() / "results" / _digest(places.out)
    folder.mkdir(parents=True, exist_ok=True)
    here = replace(here, out=folder / job.out.name)
    yield here
    if here.out.exists():
        put(here.out, places.out)
        here.out.unlink()
    with suppress(OSError):  # what can be gone on with stays
        folder.rmdir()


@dataclass(frozen=True, slots=True)
class Remote:
    """A job whose files lie elsewhere.

    Attributes:
        job: what to do.
        places: where they lie.
    """

    job: Job
    places: Places

    def do(
        self,
        on_progress: Callable[[VideoProgress], None],
        on_phase: Callable[[str], None],
        kept: Kept,
    ) -> Summary:
        """Fetch, do, and put the result in its place."""
        on_phase("Fetching the files")
        with at_hand(self.job, self.places) as here:
            left = Parts.left_by(destination_of(here.out)) is not None
            return run(replace(here, resume=left), on_progress, on_phase, kept)


def fetched(url: str) -> Path:
    """A copy of an object on this machine, made once for all workers; an object that was changed
    is fetched anew.

    Raises:
        InputError: it cannot be fetched.
    """
    folder = node_folder("inputs", f"{url}\n{stamp(url)}")
    place = folder / named(url)
    with FileLock(folder / ".lock"):
        if not place.exists():
            fetch(url, place)
    return place


def fetch(url: str, place: Path) -> None:
    """Copy an object to a place on this machine, whole or not at all.

    Raises:
        InputError: it cannot be fetched.
    """
    part = place.with_name(f".{place.name}.part")
    with _told(url):
        system, path = _opened(url)
        system.get_file(path, str(part))
        part.replace(place)


def names(url: str) -> set[str]:
    """Of the objects in a folder, as they are now; none if there is no such folder."""
    with _told(url):
        system, path = _opened(url)
        system.invalidate_cache()  # others put what we wait for
        if not system.exists(path):
            return set()
        return {named(f"any://{found}") for found in system.ls(path, detail=False)}


def text(url: str) -> str:
    """What a small object holds; "" where there is none."""
    with _told(url):
        system, path = _opened(url)
        return str(system.cat_file(path), "utf-8", "replace") if system.exists(path) else ""


def remove(url: str) -> None:
    """Remove a folder with all objects in it, if there is one."""
    with _told(url):
        system, path = _opened(url)
        system.invalidate_cache()
        if system.exists(path):
            system.rm(path, recursive=True)


def node_folder(kind: str, work: str) -> Path:
    """A folder on this node for some work; what nobody went on with for a day is dropped."""
    folder = _cache() / kind / _digest(work)
    folder.mkdir(parents=True, exist_ok=True)
    folder.touch()
    _tidy(folder.parent)
    return folder


def _tidy(inputs: Path) -> None:
    """Drop what is of batches of other days."""
    with suppress(OSError):  # another worker drops them, too
        used = {folder: folder.stat().st_mtime for folder in inputs.iterdir()}
        for folder, moment in used.items():
            if max(used.values()) - moment > DAY:  # by the disk's clock, which made them all
                shutil.rmtree(folder, ignore_errors=True)


def put(file: Path, url: str) -> None:
    """A whole file to its address, in one go.

    Raises:
        OutputError: it cannot be put there.
    """
    try:
        with _told(url):
            system, path = _opened(url)
            if _kind(url) in WHOLE:
                system.put_file(str(file), path)
                return
            parent, _, name = path.rpartition("/")
            draft = f"{parent}/.{name}.{uuid.uuid4().hex}.part"
            system.makedirs(parent, exist_ok=True)
            try:
                system.put_file(str(file), draft)
                system.mv(draft, path)
            finally:
                if system.exists(draft):
                    system.rm(draft)
    except InputError as error:
        raise OutputError(error.problem, error.hint) from error


def _opened(url: str) -> tuple[Any, str]:
    """The store, and the path in it."""
    try:
        import fsspec
    except ImportError as error:
        raise MissingDependencyError(
            f"{url} is read through fsspec.", "pip install 'rtxfer[batch]'"
        ) from error
    return fsspec.core.url_to_fs(url)  # type: ignore[no-any-return]


@contextmanager
def _told(url: str) -> Iterator[None]:
    """Whatever a store raises, in our words: each has errors of its own."""
    try:
        yield
    except RtxferError:
        raise
    except FileNotFoundError as error:
        raise InputError(f"There is no {url}.", "Check the address.") from error
    except ImportError as error:
        hint = "pip install s3fs" if url.startswith("s3") else "Install what it names."
        raise MissingDependencyError(f"{url} needs a package more: {error}.", hint) from error
    except Exception as error:
        raise InputError(f"{url} does not answer: {error}.", _NETWORK) from error


def _cache() -> Path:
    return user_cache() / FETCHED


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
