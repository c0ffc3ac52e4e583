"""The window in other languages: nothing missing, nothing lost on the way, the right one taken."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytest.importorskip("PyQt6.QtWidgets", reason="PyQt6 is not installed")
pytest.importorskip("pytestqt", reason="pytest-qt is not installed")

from PyQt6.QtCore import QCoreApplication, QPoint
from PyQt6.QtWidgets import QAbstractButton, QScrollArea

from rtxfer.app.dialogs import HotkeyDialog
from rtxfer.app.dialogs.reading import DoctorDialog
from rtxfer.app.languages import LANGUAGES, choose, speak, spoken
from rtxfer.app.languages.catalogue import FORMS, HERE, Catalogue, Message, read_messages
from rtxfer.app.languages.outside import TEMPLATES, _patterns
from rtxfer.app.main_window import SIDE
from rtxfer.app.model.notice import Notice
from rtxfer.app.sliders import Slider
from rtxfer.doctor import Report

ROOT = Path(__file__).resolve().parents[2]
COMMAND = "scripts/update-languages"
PLACEHOLDER = re.compile(r"%n|%\d|\{\w*\}")
MNEMONIC = re.compile(r"&\w")


@pytest.fixture(scope="module")
def script() -> ModuleType:
    loader = SourceFileLoader("update_languages", str(ROOT / COMMAND))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def speaking(qapp: Any) -> Iterator[Any]:
    """Has the program speak a language until the test ends."""
    made: list[Any] = []

    def begin(language: str) -> str:
        taken, translators = speak(qapp, language)
        made.extend(translators)
        return taken

    yield begin
    for translator in made:
        qapp.removeTranslator(translator)


def messages(language: str) -> list[Message]:
    return read_messages(HERE / f"{language}.ts")


def test_every_text_of_the_window_is_translated(script: ModuleType) -> None:
    missing = script.missing({language: HERE / f"{language}.ts" for language in FORMS})
    said = [f"{language}: {text}" for language, texts in missing.items() for text in texts]
    assert not said, (
        f"{len(said)} texts of rtxfer/app are not translated. Run {COMMAND}, which adds them to "
        "rtxfer/app/languages/*.ts, and fill them in there:\n" + "\n".join(said)
    )


def test_what_is_missing_is_named(script: ModuleType, tmp_path: Path) -> None:
    words = (HERE / "de.ts").read_text(encoding="utf-8")
    begun = tmp_path / "de.ts"
    begun.write_text(
        words.replace("<source>Undo</source>", "<source>Redo</source>").replace(
            "<translation>Schließen</translation>", '<translation type="unfinished" />'
        ),
        encoding="utf-8",
    )
    assert script.missing({"de": begun})["de"] == ["NoticeCard: Undo", "ReadingDialog: Close"]


def test_bringing_a_file_up_to_date_keeps_its_words(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "fr.ts"
    kept = (HERE / "fr.ts").read_text(encoding="utf-8")
    file.write_text(kept.replace("<source>Undo</source>", "<source>Redo</source>"), "utf-8")
    again = tmp_path / "again.ts"
    again.write_text(kept, "utf-8")
    script.extract([file, again])
    for each in (file, again):
        script.tidy(each, "fr")
    sources = {message.source: message for message in read_messages(file)}
    assert "Redo" not in sources
    assert not sources["Undo"].translated
    # All else is as it was, to the letter: what is merged later has no needless differences.
    assert again.read_text(encoding="utf-8") == kept


@pytest.mark.parametrize("language", FORMS)
def test_nothing_is_lost_in_translation(language: str) -> None:
    for message in messages(language):
        assert len(message.forms) == (FORMS[language] if message.counted else 1), message
        for form in message.forms:
            for kind in (PLACEHOLDER, MNEMONIC):
                wanted, found = kind.findall(message.source), kind.findall(form)
                if kind is MNEMONIC:  # another letter may be underlined, but one must be
                    assert len(found) == len(wanted), message
                else:
                    assert sorted(found) == sorted(wanted), message
            assert form == form.strip(), message
            # A list or a sentence that goes on does so in every language.
            assert form.endswith("…") == message.source.endswith("…"), message


@pytest.mark.parametrize(
    ("wanted", "tags", "taken"),
    [
        ("system", ["de-AT", "de", "en"], "de"),
        ("system", ["sv-SE", "fr-CA", "en"], "fr"),
        ("system", ["en-GB", "de-DE"], "en"),
        ("system", ["C"], "en"),
        ("system", [], "en"),
        ("system", ["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        ("system", ["zh-Hant-TW", "zh-TW", "zh"], "en"),
        ("system", ["zh-HK", "zh", "ja-JP"], "ja"),
        ("es", ["de-DE"], "es"),
        ("en", ["de-DE"], "en"),
        ("tlh", ["ja"], "ja"),  # kept by a version that knew it
    ],
)
def test_the_language_is_the_systems_or_the_chosen_one(
    wanted: str, tags: list[str], taken: str
) -> None:
    assert choose(wanted, tags) == taken


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("de", {0: "b", 1: "a", 2: "b"}),
        ("es", {0: "b", 1: "a", 5: "b"}),
        ("fr", {0: "a", 1: "a", 2: "b"}),
    ],
)
def test_numbers_take_the_form_of_the_language(language: str, forms: dict[int, str]) -> None:
    known = Catalogue(language, [Message("Here", "%n things", ("a", "b"), counted=True)])
    assert {count: known.find("Here", "%n things", count) for count in forms} == forms


def test_what_is_unfinished_or_qts_own_is_left() -> None:
    known = Catalogue(
        "de",
        [
            Message("Here", "One", ("Eins",)),
            Message("Here", "Two", ()),
            Message("Here", "Three", ("",)),
        ],
    )
    assert known.find("Here", "Two") is None
    assert known.find("Here", "Three") is None
    assert known.find("There", "One") == "Eins"  # said by a base class
    assert known.find("QFileDialog", "One") is None


def test_qt_speaks_it_too(speaking: Any, qtbot: Any) -> None:
    translate = QCoreApplication.translate
    assert speaking("de") == "de"
    source = "%n pictures cannot be used."
    assert translate("TargetPanel", source, "", 1) == "1 Bild ist nicht verwendbar."
    assert translate("TargetPanel", source, "", 3) == "3 Bilder sind nicht verwendbar."
    assert translate("Nowhere", "Not a text of ours.") == "Not a text of ours."
    assert translate("QPlatformTheme", "Discard") == "Verwerfen"
    dialog = DoctorDialog(look=lambda tell: Report([]))
    qtbot.addWidget(dialog)
    buttons = {button.text().strip() for button in dialog.findChildren(QAbstractButton)}
    assert {"Kopieren", "Schließen"} <= buttons
    qtbot.waitUntil(lambda: "Alles Nötige" in dialog.page.toPlainText(), timeout=60_000)


def test_the_window_and_its_notices_speak_it(speaking: Any, open_window: Any, store: Any) -> None:
    speaking("ja")
    window = open_window(store)
    assert window.transport.start.text().strip() == "開始"
    assert [window.tabs.tabText(n) for n in range(4)] == ["カメラ", "表情", "出力", "ポーズ"]
    window.notices.show_notice(
        Notice("warning", "Cam 7 is in use by Zoom.", "Close Zoom.", topic="camera")
    )
    (card,) = [c for c in window.notices.cards if c.notice.topic == "camera"]
    assert card.accessibleName() == "Cam 7 は Zoom が使用中です。 Zoom を閉じてください。"


def test_words_from_outside_are_recognised(speaking: Any) -> None:
    assert spoken("Cam 7 is in use by another program.") == "Cam 7 is in use by another program."
    speaking("de")
    said = spoken("Cam 7 is in use by another program.")
    assert said == "Cam 7 ist belegt durch ein anderes Programm."
    assert spoken("drawn at 3/4 size") == "in 3/4 Größe gezeichnet"
    assert spoken("There is no v4l2loopback device. The portrait is shown here only.") == (
        "Es gibt kein v4l2loopback-Gerät. Das Porträt ist nur hier zu sehen."
    )
    # The hint of "No virtual camera is ready": a problem and a hint in one.
    hint = "PipeWire is not running in this session. Run: systemctl --user start pipewire"
    assert spoken(hint) == (
        "PipeWire läuft in dieser Sitzung nicht. Ausführen: systemctl --user start pipewire"
    )
    assert spoken("It is not listed.") == "It is not listed."
    half = "The resting face was taken. It is not listed."
    assert spoken(half) == half
    assert spoken("") == ""


@pytest.mark.parametrize("template", TEMPLATES)
def test_words_from_outside_stand_in_the_code(template: str, outside: set[str]) -> None:
    said = template in outside
    if template == "Run: %1":  # any command
        said = any(text.startswith("Run: ") for text in outside)
    assert said, "The code no longer says this: change or remove it in outside.py."


def test_no_other_words_are_taken_for_listed_ones(outside: set[str]) -> None:
    """Or half of them would be translated, and half not."""
    taken = {
        (text, template)
        for text in outside.difference(TEMPLATES)
        for pattern, template in _patterns()[1]
        if pattern.fullmatch(text) and not template.lower().endswith("run: %1")  # a command follows
    }
    assert not taken, "List these in outside.py, too."


@pytest.fixture(scope="module")
def outside() -> set[str]:
    """Every string that the window may be given, what is filled in as %1, %2."""
    passed_over = {"cli", "doctor", "languages", "forget.py"}  # what these say is never asked for
    files = [
        file
        for folder in ("rtxfer", "train/methods")  # where the summaries of generators stand
        for file in (ROOT / folder).rglob("*.py")
        if not passed_over & set(file.relative_to(ROOT).parts)
    ]
    files.append(ROOT / "rtxfer" / "doctor" / "report.py")  # for the verdict
    return {text for file in files for text in _texts(ast.parse(file.read_text("utf-8")))}


def _texts(tree: ast.AST) -> Iterator[str]:
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if id(node) in documentation:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.JoinedStr):
            slot, text = 0, ""
            for part in node.values:
                if isinstance(part, ast.Constant):
                    text += str(part.value)
                else:
                    slot += 1
                    text += f"%{slot}"
            yield text


@pytest.mark.parametrize("language", FORMS)
def test_the_panels_hold_their_words(
    language: str, speaking: Any, open_window: Any, store: Any
) -> None:
    """What is wider than the panels' place would be cut off at the right."""
    speaking(language)
    output = store.value.output.model_copy(update={"recordings": Path("films")})
    store.change(output=output)  # the long name of a test's own folder is not what is asked
    window = open_window(store)
    if window.fontMetrics().horizontalAdvance("abcdefghijklmnopqrstuvwxyz") > 180:
        pytest.skip("the font of this machine is wider than the layout was made for")
    bar = 10  # of the scroll bar
    for panel in (window.sources, window.expression, window.output, window.pose):
        assert panel.minimumSizeHint().width() <= SIDE - bar, type(panel).__name__
    assert window.minimumSizeHint().width() <= 1024


@pytest.mark.parametrize("language", FORMS)
def test_sliders_under_each_other_begin_at_one_place_and_every_key_has_its_button(
    language: str, speaking: Any, open_window: Any, store: Any, qtbot: Any
) -> None:
    speaking(language)
    window = open_window(store)
    for tab, panel in ((1, window.expression), (3, window.pose)):
        window.tabs.setCurrentIndex(tab)
        seen = [one for one in panel.findChildren(Slider) if one.isVisible()]
        assert len(seen) > 8
        qtbot.waitUntil(lambda seen=seen: len({one.x() for one in seen}) == 1, timeout=60_000)
    window.dialogs.edit_hotkeys()
    (dialog,) = window.findChildren(HotkeyDialog)
    (scroll,) = dialog.findChildren(QScrollArea)
    for button in scroll.findChildren(QAbstractButton):
        right = button.mapTo(scroll.viewport(), QPoint(button.width(), 0)).x()
        assert right <= scroll.viewport().width(), button.toolTip()
    dialog.close()


def test_a_language_is_chosen_in_the_menu_and_kept(window: Any, store: Any) -> None:
    (menu,) = [a.menu() for a in window.dialogs.menu(window).actions() if a.text() == "Language"]
    actions = {action.text(): action for action in menu.actions()}
    assert list(actions) == ["As the system", *LANGUAGES.values()]
    assert actions["As the system"].isChecked()
    actions["Français"].trigger()
    assert store.value.language == "fr"
    told = [card.notice.problem for card in window.notices.cards]
    assert "The language changes when rtxfer is started the next time." in told


@pytest.mark.parametrize(
    ("environment", "taken"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "es:en"}, "es"),
        ({"LANG": "C"}, "en"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the desktop says, not a variable")
def test_the_environment_is_honoured(environment: dict[str, str], taken: str) -> None:
    code = (
        "from PyQt6.QtCore import QCoreApplication; from rtxfer.app.languages import speak; "
        "app = QCoreApplication([]); print(speak(app, 'system')[0])"
    )
    own = {k: v for k, v in os.environ.items() if k != "LANGUAGE" and not k.startswith("LC_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=own | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == taken, done.stderr


def test_an_unknown_language_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "rtxfer", "app", "--language", "tlh"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert "The window does not speak tlh." in done.stderr
    assert "zh_CN" in done.stderr
    assert "Traceback" not in done.stderr
