"""What runs every day by itself: each entry names a task that exists, and may run twice."""

import pytest
from django.conf import settings

from kimportal.celery import app

app.loader.import_default_modules()
DAILY = sorted(entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


def test_there_is_daily_work():
    assert len(DAILY) >= 5


@pytest.mark.parametrize("name", DAILY)
def test_it_exists_and_may_run_twice(name, db):
    task = app.tasks[name]

    assert [task.delay().state for _ in range(2)] == ["SUCCESS", "SUCCESS"]
