"""A folder that is watched: which files in it were saved, moved into place or taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def watch_folder(folder: Path, changed: Callable[[Path], None], *, poll: bool = False) -> Iterator[None]:
    """Call ``changed`` from another thread with each file that appears or changes, until the block ends.

    ``poll`` looks again every few seconds, for network folders whose server tells nothing.
    """
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer
    from watchdog.observers.polling import PollingObserver

    class _Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if not event.is_directory and event.event_type not in ("opened", "closed_no_write"):
                for place in (event.src_path, event.dest_path):
                    if place:
                        changed(Path(str(place)))

    observer = PollingObserver() if poll else Observer()
    observer.schedule(_Handler(), str(folder), recursive=False)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()
