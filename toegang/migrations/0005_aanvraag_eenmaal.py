"""One onderzoek per application: a form sent twice starts one."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossier", "0002_begin"),
        ("gezinsplan", "0003_vastgesteld_is_bevroren"),
        ("organisatie", "0002_gemeenten_en_teams"),
        ("toegang", "0004_stappen_bewaakt"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.UniqueConstraint(
                models.F("jeugdige"),
                models.F("ontvangstdatum"),
                models.F("soort"),
                django.db.models.functions.text.MD5("aanvraag"),
                condition=models.Q(("status", "onderzoek")),
                name="besluit_aanvraag_eenmaal",
                violation_error_message="Er loopt al een onderzoek voor deze aanvraag.",
            ),
        ),
    ]
