"""Many drivers, portraits and generators: one job for each, done by as many workers as there are.

A table becomes pieces of work (table.py, plan.py); a crew does them, in processes here (local.py)
or on a Ray cluster (on_ray.py); what is done is written down (journal.py), so that a batch begun
again does only what is missing. Each piece is a `rtxfer.job.Job`, as on any laptop.
"""

from rtxfer.batch.batch import Batch, BatchProgress
from rtxfer.batch.crew import Crew
from rtxfer.batch.outcome import Outcome, Report
from rtxfer.batch.plan import Piece, plan
from rtxfer.batch.table import Row, read_rows

__all__ = [
    "Batch",
    "BatchProgress",
    "Crew",
    "Outcome",
    "Piece",
    "Report",
    "Row",
    "plan",
    "read_rows",
]
