"""An application over REST may come without a description."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("toegang", "0006_beschikking_alleen_toevoegen"),
    ]

    operations = [
        migrations.AlterField(
            model_name="besluit",
            name="aanvraag",
            field=models.TextField(blank=True, max_length=4000, verbose_name="wat is gevraagd"),
        ),
        migrations.AlterField(
            model_name="besluitevent",
            name="aanvraag",
            field=models.TextField(blank=True, max_length=4000, verbose_name="wat is gevraagd"),
        ),
    ]
