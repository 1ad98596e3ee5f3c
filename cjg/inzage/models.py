"""Who looked at or changed what, when and why (NEN 7513): append-only, partitioned by month, sealed by hour."""

from __future__ import annotations

from django.db import models


class Inzageregel(models.Model):
    """One line: one person shown or changed to one actor, beside the dossier it was in.

    The table is made in SQL (partitioned by month on `tijdstip`), holds uuids without foreign keys, and no
    search term or text. The application's role may insert and read, never change; `tijdstip` and
    `transactie` are set by the database alone.
    """

    class Handeling(models.TextChoices):
        LEZEN = "lezen", "Bekeken"
        ZOEKEN = "zoeken", "Gezocht"
        TOEVOEGEN = "toevoegen", "Toegevoegd"
        WIJZIGEN = "wijzigen", "Gewijzigd"
        VERWIJDEREN = "verwijderen", "Verwijderd"
        AFDRUKKEN = "afdrukken", "Als document gemaakt"
        NOODTOEGANG = "noodtoegang", "Noodtoegang genomen"

    class Resultaat(models.TextChoices):
        GELUKT = "gelukt", "Gelukt"
        GEWEIGERD = "geweigerd", "Geweigerd"

    pk = models.CompositePrimaryKey("tijdstip", "id")
    tijdstip = models.DateTimeField("tijdstip")
    id = models.UUIDField()
    transactie = models.BigIntegerField("transactie")
    actor_id = models.UUIDField("wie", null=True)
    actor_naam = models.CharField("naam", max_length=120)
    rol = models.CharField("rol", max_length=120)
    organisatie = models.CharField("organisatie", max_length=120)
    persoon_id = models.UUIDField("over wie", null=True)
    gezin_id = models.UUIDField("dossier", null=True)
    objectsoort = models.CharField("soort gegeven", max_length=60)
    object_id = models.UUIDField("gegeven", null=True)
    handeling = models.CharField("handeling", max_length=20, choices=Handeling)
    doel = models.CharField("doel", max_length=60)
    grond = models.CharField("grond van de toegang", max_length=40)
    resultaat = models.CharField("resultaat", max_length=12, choices=Resultaat)
    verzoek_id = models.UUIDField("verzoek", null=True)

    class Meta:
        verbose_name = "inzageregel"
        verbose_name_plural = "inzageregels"
        managed = False
        db_table = "inzage_inzageregel"


class Uurzegel(models.Model):
    """The seal over one hour of lines: an HMAC over the lines and over the seal before it.

    `grens` is the transaction id taken after the hour had ended; once every transaction older than it is
    done, no line can be added to that hour any more, and the hour is sealed.
    """

    uur = models.DateTimeField("uur", primary_key=True)
    aantal = models.BigIntegerField("aantal regels")
    sleutel_id = models.CharField("sleutel", max_length=16)
    vorige = models.BinaryField("zegel ervoor", max_length=32)
    zegel = models.BinaryField("zegel", max_length=32)
    verzegeld_op = models.DateTimeField("verzegeld op", auto_now_add=True)

    class Meta:
        verbose_name = "uurzegel"
        verbose_name_plural = "uurzegels"
        ordering = ["uur"]


class Uurgrens(models.Model):
    """The transaction id that was current at some moment after an hour had ended."""

    uur = models.DateTimeField("uur", primary_key=True)
    grens = models.BigIntegerField("transactie")

    class Meta:
        verbose_name = "uurgrens"
        verbose_name_plural = "uurgrenzen"
