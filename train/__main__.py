"""`python -m train`: make generators."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

import typer

from engines.errors import EngineError
from rtxfer.errors import RtxferError
from rtxfer.shortage import shortage

app = typer.Typer(
    help="Make generator bundles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Ray: TypeAlias = Annotated[
    str,
    typer.Option(
        "--ray",
        help="Work on a Ray cluster: auto, or its address. Each node needs this checkout, at the "
        "same path, and sees the same files.",
    ),
]


@app.callback()
def _root() -> None:
    """Make generator bundles."""


@app.command()
def warp(
    out: Annotated[Path, typer.Option(help="Folder of the bundle.")] = Path("engines/bundles/warp"),
) -> None:
    """Write the `warp` bundle, which needs no training; figures of one that is there are kept."""
    from train.export import write_bundle
    from train.methods.warp import method
    from train.reexport import said_of_training

    print(write_bundle(out, method.manifest() | said_of_training(out), method.build()))


@app.command()
def prepare(
    sources: Annotated[
        list[str], typer.Argument(help="Pictures, clips, folders, tables, or layout:folder.")
    ],
    out: Annotated[Path, typer.Option(help="Folder of the pack; an unfinished one goes on.")],
    size: Annotated[int, typer.Option(help="Side of a crop, pixels.")] = 256,
    quality: Annotated[int, typer.Option(help="Of the JPEGs, 1-100.")] = 92,
    every: Annotated[int, typer.Option(help="Of a clip, take each n-th frame.")] = 3,
    most: Annotated[int, typer.Option(help="Frames of one clip at most; 0 for all.")] = 0,
    split: Annotated[str, typer.Option(help="train, eval, or all.")] = "train",
    licence: Annotated[str, typer.Option(help="Of sources that state none.")] = "",
    workers: Annotated[
        int, typer.Option(min=0, help="Processes that track; 0 for this one, or all of a cluster.")
    ] = 0,
    ray: Ray = "",
) -> None:
    """Track and cut pictures and clips of faces into a pack."""
    from train.data.pack import counts
    from train.data.prepare import Options
    from train.data.prepare import prepare as run
    from train.ordered_map import Helpers

    wanted = None if split == "all" else split
    options = Options(size, quality, every, most, wanted, licence)
    pack = run(sources, out, options, Helpers(workers, ray))
    for name, facts in counts(pack.rows).items():
        print(f"{name}: " + ", ".join(f"{value} {what}" for what, value in facts.items()))
    for reason, count in pack.rejects.most_common():
        print(f"not taken, {reason}: {count}")


@app.command()
def synthesise(
    out: Annotated[Path, typer.Option(help="Folder of the set; an unfinished one goes on.")],
    identities: Annotated[int, typer.Option(min=1, help="How many people.")],
    edits: Annotated[int, typer.Option(min=1, help="Pictures of each besides a neutral one.")] = 4,
    size: Annotated[int, typer.Option(min=256, max=1024, help="Side of a picture, pixels.")] = 512,
    seed: Annotated[int, typer.Option(min=0, help="Another one gives other people.")] = 0,
    likeness: Annotated[
        float, typer.Option(min=-1, max=1, help="Least cosine of an edit to its neutral one.")
    ] = 0.5,
    styles: Annotated[
        int, typer.Option(min=200, help="Styles to learn from, once for all sets.")
    ] = 2000,
    device: Annotated[
        Literal["auto", "cpu", "cuda"], typer.Option(help="cpu runs OpenVINO, cuda torch.")
    ] = "auto",
    workers: Annotated[
        int,
        typer.Option(
            min=0, help="Processes; 0 does it in this one, or by all of a cluster. For GPUs."
        ),
    ] = 0,
    ray: Ray = "",
    pretrained: Annotated[Path | None, typer.Option(help="Folder of the frozen networks.")] = None,
) -> None:
    """Make pictures of people who do not exist, each with several expressions."""
    from train.ordered_map import Helpers
    from train.synthesis.synthesise import Networks, Options
    from train.synthesis.synthesise import synthesise as run

    options = Options(identities, edits, size, seed, likeness, styles=styles)
    made = run(out, options, Networks(device, pretrained), helpers=Helpers(workers, ray))
    print("held-out r: " + ", ".join(f"{name} {r:.2f}" for name, r in made.held_out.items()))
    for reason, count in made.rejects.most_common():
        print(f"not taken, {reason}: {count}")
    print(f"{len(made.scores)} edits, mean likeness {made.mean_score:.2f}; {out / 'README.md'}")


@app.command()
def score(
    pack: Annotated[Path, typer.Argument(help="Folder of a pack.")],
    doubt: Annotated[
        list[str] | None,
        typer.Option(help="Set whose open mouths may be melted; all others are photographs."),
    ] = None,
    pretrained: Annotated[Path | None, typer.Option(help="Folder of the frozen networks.")] = None,
) -> None:
    """Note whose face is in each crop of a pack, so that unlike pairs are passed over.

    Where the network of emotions was fetched, the emotion is noted too, as a label for sets that
    have none.

    With --doubt, once for each set, melted and violet mouths are noted too, and passed over.
    """
    from train.data.mouths import doubt_mouths
    from train.data.pack import Pack
    from train.data.score import score as run
    from train.pretrained import open_pretrained

    at_hand = open_pretrained(pretrained, judge=True)
    if at_hand.identity is None:
        raise RtxferError("Nobody to score with.", at_hand.missing["identity"])
    if doubt and at_hand.perceptual is None:
        raise RtxferError("Nothing to compare mouths with.", at_hand.missing["perceptual"])
    if doubt and at_hand.perceptual:
        doubt_mouths(Pack(pack), at_hand.perceptual, doubt)
    run(Pack(pack), at_hand.identity, at_hand.emotions)
    if at_hand.emotions is None:
        print(f"No emotions were noted: {at_hand.missing['emotions']}")


@app.command()
def fetch(
    out: Annotated[Path | None, typer.Option(help="Folder; the user's cache if not given.")] = None,
) -> None:
    """Download the frozen networks for losses, metrics and synthesis: about 150 MB are kept."""
    from train.pretrained import WEIGHTS
    from train.pretrained import fetch as run

    for path in run(out):
        print(f"{path}: {WEIGHTS[path.name].licence}")


@app.command()
def fit(
    name: Annotated[str, typer.Argument(help="The method, for instance flow.")],
    data: Annotated[Path, typer.Option(help="Folder of the pack to train on.")],
    out: Annotated[Path, typer.Option(help="Folder of the run.")],
    preset: Annotated[str, typer.Option(help="smoke, cpu or gpu.")] = "cpu",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the run in --out.")] = False,
    start: Annotated[
        str, typer.Option("--from", help="Run or bundle whose weights a new run starts with.")
    ] = "",
    minutes: Annotated[float, typer.Option(help="Time budget; 0 for none.")] = 0,
    held: Annotated[Path | None, typer.Option(help="Pack for the sample grids.")] = None,
    pretrained: Annotated[Path | None, typer.Option(help="Folder of the frozen networks.")] = None,
    change: Annotated[
        list[str] | None, typer.Option("--set", help="name=value; see train/trainer/presets.py.")
    ] = None,
    accelerator: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
) -> None:
    """Train a method; under torchrun, on as many GPUs as it starts processes for."""
    from train.methods import find_method, open_method
    from train.trainer.presets import resolve
    from train.trainer.trainer import Trainer

    own = find_method(name).presets.get(preset, ())
    settings = resolve(preset, change or (), own)
    trainer = Trainer(
        open_method(name, dict(settings.method)),
        settings,
        data,
        out,
        resume=resume,
        start=start,
        held=held,
        pretrained=pretrained,
        accelerator=accelerator,
    )
    trainer.run(minutes or math.inf)


@app.command()
def export(
    run: Annotated[Path, typer.Argument(help="Folder of a run of `fit`.")],
    bundle: Annotated[str, typer.Option(help="Name of the bundle.")],
    data: Annotated[Path, typer.Option(help="A pack; its crops prove the graphs right.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder; else engines/bundles/NAME here.")
    ] = None,
) -> None:
    """Make a bundle of a trained generator."""
    import json

    from train.export import export_run
    from train.methods import open_method

    record = json.loads((run / "run.json").read_text("utf-8"))
    method = open_method(record["method"], record["preset"]["method"])
    print(export_run(method, run, out or Path("engines/bundles") / bundle, data, bundle))


@app.command()
def reexport(
    bundle: Annotated[str, typer.Argument(help="Name or folder of a bundle.")],
    out: Annotated[
        Path | None, typer.Option(help="Folder of the new one; else in place of the old one.")
    ] = None,
) -> None:
    """Make a bundle's graphs anew of today's code, with its own weights and figures."""
    from engines.bundle import open_bundle
    from train.reexport import reexport as run

    folder = out or open_bundle(bundle).folder
    for graph, parity in run(bundle, folder).items():
        for name, found in parity.outputs.items():
            print(f"{graph} {name}: {found.psnr:.1f} dB, at most {found.max_error:.1e} off")
    print(folder)


@app.command()
def evaluate(
    bundles: Annotated[list[str], typer.Argument(help="Names or folders of bundles.")],
    data: Annotated[Path, typer.Option(help="Folder of a pack with crops of split eval.")],
    out: Annotated[Path, typer.Option(help="Folder of the report.")] = Path("report"),
    clips: Annotated[Path | None, typer.Option(help="Drivers: a clip, or a folder.")] = None,
    targets: Annotated[Path | None, typer.Option(help="Portraits: one, or a folder.")] = None,
    every: Annotated[int, typer.Option(min=1, help="Of a clip, take each n-th frame.")] = 1,
    net: Annotated[Literal["alex", "vgg"], typer.Option(help="Body of LPIPS.")] = "alex",
    sign: Annotated[
        bool, typer.Option(help="Write the figures into the bundles' manifests.")
    ] = False,
    into: Annotated[
        Path | None, typer.Option(help="Page in Markdown that takes over table and pictures.")
    ] = None,
    pretrained: Annotated[Path | None, typer.Option(help="Folder of the frozen networks.")] = None,
) -> None:
    """Judge bundles beside the warp and the unmoved portrait; writes a report to look at."""
    from train.judging import judge

    judge(bundles, data, out, clips=clips, targets=targets, every=every, net=net,
          pretrained=pretrained, sign=sign, into=into)  # fmt: skip
    print((out / "report.md").read_text("utf-8"))
    print(f"Look at {out / 'index.html'}")


@app.command()
def ablate(
    name: Annotated[str, typer.Argument(help="The method, for instance eet.")],
    data: Annotated[Path, typer.Option(help="Folder of the pack to train on.")],
    held: Annotated[Path, typer.Option(help="Pack with crops of split eval, to judge on.")],
    out: Annotated[Path, typer.Option(help="Folder of runs and report; a study goes on.")],
    row: Annotated[
        list[str], typer.Option(help='"name: change change"; the first is compared with.')
    ],
    preset: Annotated[str, typer.Option(help="smoke, cpu or gpu.")] = "cpu",
    change: Annotated[list[str] | None, typer.Option("--set", help="name=value, of all.")] = None,
    start: Annotated[str, typer.Option("--from", help="Weights that each row starts with.")] = "",
    seeds: Annotated[int, typer.Option(min=1, help="Runs of each row.")] = 1,
    clips: Annotated[Path | None, typer.Option(help="Drivers: a clip, or a folder.")] = None,
    targets: Annotated[Path | None, typer.Option(help="Portraits: one, or a folder.")] = None,
    every: Annotated[int, typer.Option(min=1, help="Of a clip, take each n-th frame.")] = 8,
    into: Annotated[
        Path | None, typer.Option(help="Page in Markdown that takes the table over.")
    ] = None,
    pretrained: Annotated[Path | None, typer.Option(help="Folder of the frozen networks.")] = None,
    accelerator: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
) -> None:
    """What does each idea bring? Train with and without it, and judge side by side."""
    from train.judging.ablation import Row, Study, judge_all

    study = Study(name, data, held, out, preset, tuple(change or ()), start, seeds, pretrained,
                  accelerator)  # fmt: skip
    judged = judge_all(held, clips, targets, every, pretrained)
    print(study.run([Row.parse(text) for text in row], judged, into))


@app.command()
def sweep(
    bundles: Annotated[list[str], typer.Argument(help="Names or folders of bundles.")],
    targets: Annotated[str, typer.Option(help="Portraits: one, or a folder.")],
    out: Annotated[Path, typer.Option(help="Folder of the sheets.")] = Path("sweep"),
) -> None:
    """Raise every action unit on portraits: does its own region move, and no other?"""
    from train.data.adapters import items_of
    from train.judging.sweep import sweep_all

    portraits = [item.path for item in items_of(targets) if not item.clip]
    print(sweep_all(bundles, portraits, out))
    print(f"Look at the sheets in {out}")


@app.command()
def probe(
    bundles: Annotated[list[str], typer.Argument(help="Names or folders of bundles.")],
    data: Annotated[Path, typer.Option(help="Folder of a pack, several crops of each person.")],
    out: Annotated[Path, typer.Option(help="Folder of the table.")] = Path("probe"),
    most: Annotated[int, typer.Option(min=50, help="Crops that are asked about.")] = 2000,
) -> None:
    """Do features tell action units, and do they tell who it is? A linear fit's answer."""
    from train.judging.probe import probe as run

    print(run(bundles, data, out, most))


@app.command()
def turns(
    bundle: Annotated[str, typer.Argument(help="Name or folder of a bundle.")],
    targets: Annotated[str, typer.Option(help="Portraits: one, or a folder.")],
    out: Annotated[Path, typer.Option(help="The page, a picture file.")] = Path("turns.jpg"),
) -> None:
    """Turn the heads of portraits: do hair, ears and neck go along?"""
    from train.data.adapters import items_of
    from train.judging.turns import page_of_turns

    page_of_turns(bundle, [item.path for item in items_of(targets) if not item.clip], out)
    print(f"Look at {out}")


@app.command()
def segmentation(
    file: Annotated[Path, typer.Argument(help="selfie_segmentation.tflite of MediaPipe.")],
    out: Annotated[Path, typer.Option(help="Where the product finds it.")] = Path(
        "rtxfer/head/selfie_segmentation.onnx"
    ),
) -> None:
    """Write the network that cuts a person out of their portrait as ONNX; nothing is trained."""
    from rtxfer.atomic import OPEN, replace_bytes
    from train.pretrained.segmentation import convert_segmentation

    replace_bytes(out, convert_segmentation(file.read_bytes()).SerializeToString(), OPEN)


@app.command()
def basis(
    data: Annotated[Path, typer.Argument(help="A pack.")],
    out: Annotated[Path, typer.Option(help="Where training finds it.")] = Path(
        "train/data/mean_basis.npz"
    ),
) -> None:
    """Fit how faces move on the mean when a blendshape rises to the people of a pack."""
    from train.basis.mean import fit_basis, save_basis
    from train.data.pack import Pack

    fitted, pairs, explained = fit_basis(Pack(data))
    save_basis(fitted, out)
    print(f"{out}: {pairs} pairs, R² {explained:.2f} on people left out of the fit")


@app.command()
def sharpen(
    data: Annotated[Path, typer.Argument(help="A pack, on whose faces it is tried.")],
    out: Annotated[Path, typer.Option(help="Where the product finds it.")] = Path(
        "rtxfer/motion/expression_basis.npz"
    ),
    steps: Annotated[int, typer.Option(min=1, help="150 take five minutes of a core.")] = 150,
) -> None:
    """Make the product's expression basis: fields that the tracker reads as one blendshape each."""
    from train.basis.mean import save_basis
    from train.basis.sharpen import sharpen as sharpened
    from train.data.mean_basis import mean_basis
    from train.data.pack import Pack

    save_basis(sharpened(mean_basis(), Pack(data), steps), out)
    print(out)


@app.command()
def benchmark(
    bundles: Annotated[
        list[str] | None, typer.Argument(help="Names or folders; else the default bundle.")
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.05, help="For each contender.")] = 2.0,
    liveportrait: Annotated[
        bool, typer.Option(help="With LivePortrait's renderer: seconds a picture on a CPU.")
    ] = True,
    threads: Annotated[int, typer.Option(min=0, help="Of each; 0: as each likes.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Time the engines beside PyTorch and LivePortrait's renderer, in one run."""
    import json

    from engines.bundle import DEFAULT
    from train.benchmark import measure, show

    rows = [
        row
        for bundle in bundles or [DEFAULT]
        for row in measure(bundle, seconds=seconds, liveportrait=liveportrait, threads=threads)
    ]
    if as_json:
        print(json.dumps([row.to_json() for row in rows]))
    else:
        show(rows)


def main() -> None:
    """Run; expected errors are told in words."""
    try:
        app()
    except Exception as error:
        known = shortage(error) or error
        if not isinstance(known, RtxferError | EngineError):
            raise
        print(known, file=sys.stderr)
        raise SystemExit(known.exit_code) from None


if __name__ == "__main__":
    main()
