"""A KIM's last published activity: a fact kept on its row, told by the apps above."""

from datetime import datetime

from komunitas.models import Kim


def set_last_activity(kim_id: int, at: datetime | None) -> None:
    """Note when the KIM last published something (None: nothing of it is public)."""
    Kim.objects.filter(pk=kim_id).update(last_activity_at=at)
