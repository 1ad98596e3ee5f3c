"""The function behind every append-only table."""

from django.db import migrations

from cjg.basis.databaserol import CREATE_FUNCTION, DROP_FUNCTION


class Migration(migrations.Migration):
    dependencies = (("basis", "0001_uitbreidingen"),)
    operations = (migrations.RunSQL(CREATE_FUNCTION, DROP_FUNCTION),)
