"""Python imports this at its start when the folder is on PYTHONPATH; with CLOCK_FILE set it moves the clock."""

import os

if os.environ.get("CLOCK_FILE"):
    import moved  # type: ignore[import-not-found]  # found beside this file, not as demo.clock.moved

    moved.follow(os.environ["CLOCK_FILE"])
