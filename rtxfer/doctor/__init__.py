"""`rtxfer doctor`: looks at each link of the chain, and says what mends it.

Every check has a time limit; what may crash runs in a process of its own. So the doctor always
ends, and always says something.
"""

from rtxfer.doctor.check import Check, Finding
from rtxfer.doctor.examination import CHECKS, examine
from rtxfer.doctor.report import Report, line

__all__ = ["CHECKS", "Check", "Finding", "Report", "examine", "line"]
