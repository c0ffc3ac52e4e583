"""Nothing of the driver comes out, and nothing piles up, whatever goes wrong."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from typing import Any

import numpy as np
import psutil

from rtxfer.errors import DeviceError
from rtxfer.frame import Frame, Image
from rtxfer.live import GeneratedFrame, LiveRunner
from rtxfer.live.outlet import Outlet
from rtxfer.motion.neutral import Neutral
from rtxfer.motion.presence import EASE
from rtxfer.stage import Stage
from rtxfer.target import Target
from tests.live.conftest import OPTIONS, PLAIN
from tests.live.fakes import (
    MAGENTA,
    Camera,
    Foundry,
    Keeper,
    Puppet,
    for_a_while,
    numbered,
    until,
)

NUMBERS = range(30, 46)
SOAK_SECONDS = float(os.environ.get("RTXFER_SOAK_SECONDS", "6"))
"""Set it to 600 for a soak of ten minutes (and give pytest a longer --timeout)."""

ROUNDS = 8


def give_freed_memory_back() -> None:
    """What is free but kept for later would be counted as needed: glibc keeps as it likes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).malloc_trim(0)


def by_signal(runner: LiveRunner) -> dict[int, Image]:
    """The portrait for each of the driver's frames, once fading in is over."""
    until(lambda: runner.latest() is not None and "render" in runner.latest().timings)
    assert list(for_a_while(EASE + 0.3))
    seen: dict[int, Image] = {}

    def note() -> bool:
        generated = runner.latest()
        if generated.driver is not None:
            seen[int(generated.driver[0, 0, 0])] = generated.image
        return len(seen) == len(NUMBERS)

    until(note)
    return seen


def test_the_output_depends_on_what_was_tracked_alone(
    run: Any, driver_frames: list[Frame], driver_neutral: Neutral
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (90, 120, 3), np.uint8)
    worlds = [
        [numbered(number) for number in NUMBERS],
        [np.roll(noise, number) for number in NUMBERS],
        [driver_frames[number].image.copy() for number in NUMBERS],
    ]
    for world in worlds:
        for number, image in zip(NUMBERS, world, strict=True):
            image[0, 0] = number
    outputs = []
    for world in worlds:
        runner = run(Camera(world), neutral=driver_neutral)
        outputs.append(by_signal(runner))
        runner.close()
    assert len({image.tobytes() for image in outputs[0].values()}) > len(NUMBERS) / 2
    for output in outputs[1:]:
        for number in NUMBERS:
            assert (output[number] == outputs[0][number]).all()


def magentaness(image: Image) -> int:
    wide = image.astype(int)
    return int((wide[..., [0, 2]].min(-1) - wide[..., 1]).max())


def test_no_driver_pixel_gets_out_whatever_happens(
    run: Any,
    puppet: Puppet,
    foundry: Foundry,
    grace: Target,
    eileen: Target,
    driver_neutral: Neutral,
) -> None:
    """The driver is magenta and of the output's very size; the portraits are not."""
    image = np.full((76, 64, 3), MAGENTA, np.uint8)
    image[0, 0] = 40
    camera, sink, doomed = Camera([image]), Keeper(), Keeper("doomed")
    runner: LiveRunner = run(camera, sinks=[sink, doomed], neutral=driver_neutral)

    def go_on() -> None:
        """Until some frames more came out, and whatever came in was worked on."""
        written, tracked = len(sink.images), puppet.tracked
        until(lambda: len(sink.images) > written + 8)
        if camera.plugged and puppet.error is None and puppet.open_error is None:
            until(lambda: puppet.tracked > tracked)

    def change(thing: Any, name: str, value: Any) -> None:
        """For a while."""
        before = getattr(thing, name)
        setattr(thing, name, value)
        go_on()
        setattr(thing, name, before)
        go_on()

    until(lambda: "render" in runner.latest().timings if runner.latest() else False)
    failure = ZeroDivisionError("broken")
    go_on()
    change(puppet, "lost", True)
    change(puppet, "error", failure)
    change(foundry, "error", failure)
    change(camera, "plugged", False)
    change(camera, "images", [np.full((9, 9, 3), MAGENTA, np.uint8), image[..., 0], image])
    change(camera, "silent", True)
    change(doomed, "error", DeviceError("It is gone."))
    doomed.free.clear()
    go_on()
    doomed.free.set()
    change(runner, "freeze", True)
    change(runner, "panic", True)
    change(runner, "settings", PLAIN.model_copy(update={"strength": 2.0, "head_limit": 40.0}))
    runner.show(eileen)
    go_on()
    runner.recalibrate()
    go_on()
    runner.use("other")
    go_on()
    runner.watch(Camera([image]))
    go_on()
    assert runner.close(timeout=20)

    output = OPTIONS.settings.output
    with Stage(grace, "light", output) as one, Stage(eileen, "light", output) as other:
        resting = [stage.show(runner.latest().motion, PLAIN)[0] for stage in (one, other)]
    most = max(magentaness(portrait) for portrait in resting)
    assert magentaness(image) == 255
    assert most < 120, "else this would prove nothing"
    pictures = {id(sent): sent for sent in [*sink.images, *doomed.images]}.values()
    assert len(pictures) > 50
    for sent in pictures:
        assert magentaness(sent) <= most + 12
        assert not np.shares_memory(sent, image)


def test_nothing_piles_up(
    run: Any, grace: Target, eileen: Target, foundry: Foundry, driver_neutral: Neutral
) -> None:
    """Everything is changed over and over; memory stays, and so does the number of things."""
    camera = Camera([numbered(number) for number in NUMBERS], rate=200)
    runner = run(camera, sinks=[Keeper(most=3)], neutral=driver_neutral)
    process = psutil.Process()
    until(lambda: runner.statistics().generated > 50)

    def stir(seconds: float) -> None:
        for number, _ in enumerate(for_a_while(seconds)):
            runner.settings = PLAIN.model_copy(update={"strength": number % 20 / 10})
            if number % 10 == 0:
                runner.show(grace if number % 20 else eileen)
            if number % 25 == 0:
                runner.add_sink(Keeper("film", most=3))
            if number % 25 == 20:
                runner.remove_sink("film")
            if number % 50 == 30:
                camera.plugged = False
            if number % 50 == 40:
                camera.plugged = True
            runner.statistics()

    def memory() -> float:
        """MiB after the next of the rounds."""
        stir(SOAK_SECONDS / ROUNDS)
        gc.collect()
        give_freed_memory_back()
        return process.memory_info().rss / 2**20

    # What two portraits need comes and goes between rounds. What piles up, stays: then the least
    # of the later rounds lies above the least of the earlier ones, by what came in half the time.
    stir(2)
    before, after = ([memory() for _ in range(ROUNDS // 2)] for _ in range(2))
    grown = min(after) - min(before)
    things = gc.get_objects()
    assert grown < 15, f"{grown:.0f} MiB"
    assert sum(isinstance(thing, GeneratedFrame) for thing in things) < 20
    assert sum(isinstance(thing, Outlet) for thing in things) < 12
    assert sum(isinstance(thing, Stage) for thing in things) < 12
    assert len(foundry.alive) <= 3
    assert len(runner.statistics().sinks) <= 2
