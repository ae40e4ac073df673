from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wilayah", "0003_boundaries")]

    operations = [
        migrations.AddIndex(
            model_name="wilayah",
            index=models.Index(models.F("tingkat"), models.F("kode"), name="wilayah_tingkat"),
        ),
    ]
