"""The worker class of gunicorn that fails no request when it is asked to stop.

gunicorn's own stops accepting at once and keeps its listening socket open until the last answer is given. Meanwhile
the kernel goes on taking connections, that are all reset at the end. Here what the kernel took is accepted and
answered as well, and the socket is closed at once: whoever comes later is refused, and knows that nothing was done.
"""

from gunicorn.workers.gthread import ThreadWorker


class DrainingWorker(ThreadWorker):  # type: ignore[misc]  # untyped library
    """A worker with threads that leaves no taken connection without an answer."""

    def set_accept_enabled(self, enabled: bool) -> None:
        """Accept or not; a worker that stops accepts what waits already, and then closes the door."""
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            taken = -1
            while taken != self.nr_conns:
                taken = self.nr_conns
                self.accept(listener)  # takes one, or nothing when nobody waits
            listener.close()
