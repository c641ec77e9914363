"""Logs: one JSON line an event, with a day and no finer time on the nameless side; never a request or a local."""

import logging
from typing import Any

import structlog
from structlog.types import EventDict, Processor


def configure(settings: dict[str, Any]) -> None:
    """Django's LOGGING_CONFIG: every logger, ours and the libraries', through one renderer to standard error."""
    day_only = settings["SIDE"] == "nameless"
    before: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="%Y-%m-%d" if day_only else "iso", utc=True, key="at"),
    ]
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _name_the_error,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    _quieten()


def _quieten() -> None:
    # What these say below their level is a line for each request, task or tick, with paths and addresses.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    for name in ("django.server", "django.security"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for name in ("httpx", "httpcore", "celery.app.trace", "celery.worker.strategy", "celery.beat"):
        logging.getLogger(name).setLevel(logging.WARNING)


def _name_the_error(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An exception becomes its type and the places it passed: messages and locals may hold what nobody may read."""
    error = event.pop("exc_info", None)
    if isinstance(error, tuple) and error[1] is not None:
        event["error"] = type(error[1]).__name__
        event["passed"] = _places(error[1])
    return event


def _places(error: BaseException) -> list[str]:
    places, trace = [], error.__traceback__
    while trace is not None:
        places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-8:]
