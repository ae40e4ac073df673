"""What beat has done by itself, and when; times are WIB. Each may run twice."""

from datetime import timedelta

from celery.schedules import crontab

CELERY_BEAT_SCHEDULE = {
    "lupakan-kontak-pelapor": {
        "task": "kimportal.desk.tasks.forget_contacts",
        "schedule": crontab(hour=3, minute=30),
    },
    "lupakan-pengirim-isu": {
        "task": "diseminasi.tasks.forget_senders_task",
        "schedule": crontab(hour=3, minute=35),
    },
    "kirim-surel": {
        "task": "kimportal.notifications.tasks.send_due_mail",
        "schedule": timedelta(seconds=20),
    },
    "serahkan-titipan": {
        "task": "kimportal.titipan.tasks.hand_on",
        "schedule": timedelta(seconds=20),
    },
    "kerjakan-utang": {
        "task": "kimportal.owed.tasks.do_due_work",
        "schedule": timedelta(seconds=60),
    },
    "susul-register": {
        "task": "komunitas.tasks.chase_registers_task",
        "schedule": crontab(minute="*/5"),
    },
    "cadangkan": {
        "task": "kimportal.backup.tasks.back_up",
        "schedule": crontab(hour=0, minute=45),
    },
    "susul-ekspor": {
        "task": "kimportal.desk.tasks.chase_exports_task",
        "schedule": crontab(minute="*/10"),
    },
    "lupakan-ekspor": {
        "task": "kimportal.desk.tasks.forget_exports_task",
        "schedule": crontab(hour=3, minute=45),
    },
    "hapus-sesi-habis": {
        "task": "kimportal.accounts.tasks.clear_ended_sessions",
        "schedule": crontab(hour=2, minute=0),
    },
    "hapus-akun-tak-dipastikan": {
        "task": "kimportal.accounts.tasks.clear_unconfirmed",
        "schedule": crontab(hour=2, minute=45),
    },
    "lupakan-unggahan": {
        "task": "kegiatan.tasks.weed_uploads",
        "schedule": crontab(hour=2, minute=15),
    },
    "susul-foto": {
        "task": "kegiatan.tasks.chase_overdue_photos",
        "schedule": crontab(minute="*/15"),
    },
    "catat-kata": {
        "task": "kegiatan.tasks.note_words_task",
        "schedule": crontab(hour=2, minute=20),
    },
    "ingatkan-tenggat": {
        "task": "kimportal.desk.tasks.remind_overdue",
        "schedule": crontab(hour=7, minute=15),
    },
    "akhiri-penugasan": {
        "task": "komunitas.tasks.follow_ended_terms_task",
        "schedule": crontab(hour=0, minute=10),
    },
    "lanjutkan-pengantaran": {
        "task": "diseminasi.tasks.go_on_delivering",
        "schedule": crontab(minute="*/10"),
    },
    "segarkan-jangkauan": {
        "task": "diseminasi.tasks.refresh_reach_task",
        "schedule": crontab(),
    },
    "hitung-ulang-jangkauan": {
        "task": "diseminasi.tasks.recount_reach",
        "schedule": crontab(hour=3, minute=10),
    },
    "ingatkan-sk": {"task": "komunitas.tasks.remind_sk", "schedule": crontab(hour=7, minute=0)},
    "lupakan-perubahan": {
        "task": "kimportal.freshness.tasks.forget_changes",
        "schedule": crontab(minute=20),
    },
    "segarkan-rekap": {"task": "kimportal.rekap.tasks.refresh", "schedule": crontab(minute=5)},
    "data-terbuka": {
        "task": "kimportal.pages.tasks.build_open_data",
        "schedule": crontab(hour=1, minute=30),
    },
    # The whole country takes minutes, so what is taken down meanwhile waits for one turn.
    "perbarui-data-terbuka": {
        "task": "kimportal.pages.tasks.renew_open_data",
        "schedule": crontab(minute="*/15"),
    },
    "lupakan-register": {
        "task": "komunitas.tasks.forget_registers_task",
        "schedule": crontab(hour=2, minute=30),
    },
}
