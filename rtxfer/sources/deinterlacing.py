"""Whole pictures from interlaced ones, whose odd and even rows are of two moments."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.filter import Graph

_FILTER = ("bwdif", "mode=send_frame:deint=interlaced")
"""One picture for each that comes, at its own moment; those that are whole pass unchanged."""


class Deinterlacer:
    """Passes pictures through; from the first interlaced one on by way of a filter.

    A comb of two moments at every edge that moves is seen by a tracker as an edge elsewhere.
    """

    def __init__(self) -> None:
        self._graph: Graph | None = None
        self._kind: tuple[int, int, str] | None = None

    def __call__(self, picture: av.VideoFrame) -> Iterator[av.VideoFrame]:
        """What is ready once this picture is there; the filter holds one back."""
        if self._graph is None and not picture.interlaced_frame:
            yield picture
            return
        kind = (picture.width, picture.height, picture.format.name)
        if kind != self._kind:
            yield from self.rest()
            self._graph, self._kind = _filter(picture), kind
        if self._graph is not None:
            self._graph.push(picture)
            yield from _pulled(self._graph)

    def rest(self) -> Iterator[av.VideoFrame]:
        """What is held back still."""
        graph, self._graph, self._kind = self._graph, None, None
        if graph is not None:
            graph.push(None)
            yield from _pulled(graph)


def _filter(picture: av.VideoFrame) -> Graph:
    graph = Graph()
    source = graph.add_buffer(
        width=picture.width,
        height=picture.height,
        format=picture.format,
        time_base=picture.time_base,
    )
    graph.link_nodes(source, graph.add(*_FILTER), graph.add("buffersink")).configure()
    return graph


def _pulled(graph: Graph) -> Iterator[av.VideoFrame]:
    while True:
        try:
            picture = graph.pull()
        except (av.error.BlockingIOError, av.error.EOFError):
            return
        if isinstance(picture, av.VideoFrame):
            yield picture
