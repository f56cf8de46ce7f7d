"""Wiring: settings, root URLs, Celery, middleware, template tags of the user interface."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
