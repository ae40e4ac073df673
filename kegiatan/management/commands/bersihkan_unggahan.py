from django.core.management.base import BaseCommand

from kegiatan.uploads import remove_old_uploads


class Command(BaseCommand):
    help = "Menghapus unggahan foto yang tidak diteruskan selama seminggu."

    def handle(self, *args: object, **options: object) -> None:
        removed = remove_old_uploads()
        self.stdout.write(f"{removed} unggahan foto lama dihapus.")
