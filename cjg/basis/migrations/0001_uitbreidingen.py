"""Extensions of PostgreSQL that all apps use: exclusion over periods, and search by trigrams."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    operations = (BtreeGistExtension(), TrigramExtension())
