"""Remote control of a live run, by programs of the same person on the same computer."""

from rtxfer.remote.client import ask
from rtxfer.remote.commands import Controls, Status, obey
from rtxfer.remote.key import Key, key_path
from rtxfer.remote.server import RemoteServer

__all__ = ["Controls", "Key", "RemoteServer", "Status", "ask", "key_path", "obey"]
