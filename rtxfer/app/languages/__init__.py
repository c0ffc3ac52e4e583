"""The window's languages: which there are, which is taken, and the words of each.

The words lie beside this file in `<language>.ts`, see docs/languages.md.
"""

from rtxfer.app.languages.catalogue import Catalogue
from rtxfer.app.languages.choice import LANGUAGES, SYSTEM, choose
from rtxfer.app.languages.outside import spoken
from rtxfer.app.languages.translator import Translator, speak

__all__ = ["LANGUAGES", "SYSTEM", "Catalogue", "Translator", "choose", "speak", "spoken"]
