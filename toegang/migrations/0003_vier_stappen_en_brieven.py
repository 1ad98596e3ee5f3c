"""Each step of the onderzoek in its own fields, a letter per addressee, terms that move, data for letters."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import cjg.basis.ids
import cjg.basis.klok


class Migration(migrations.Migration):
    dependencies = [
        ("dossier", "0002_begin"),
        ("gezinsplan", "0003_vastgesteld_is_bevroren"),
        ("organisatie", "0001_begin"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("toegang", "0002_bekend_is_bevroren"),
    ]

    operations = [
        # No letter exists yet: the table is made anew, one row per addressee.
        migrations.DeleteModel(name="Beschikking"),
        migrations.CreateModel(
            name="Beschikking",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cjg.basis.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "aangemaakt_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="aangemaakt op",
                    ),
                ),
                (
                    "gewijzigd_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="gewijzigd op",
                    ),
                ),
                (
                    "volgnummer",
                    models.PositiveSmallIntegerField(verbose_name="volgnummer"),
                ),
                (
                    "kenmerk",
                    models.CharField(max_length=30, unique=True, verbose_name="kenmerk"),
                ),
                ("pdf", models.BinaryField(verbose_name="pdf")),
                ("sha256", models.CharField(max_length=64, verbose_name="sha-256")),
                ("verstuurd_op", models.DateField(verbose_name="verstuurd op")),
                (
                    "besluit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="beschikkingen",
                        to="toegang.besluit",
                    ),
                ),
                (
                    "geadresseerde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="dossier.persoon",
                        verbose_name="gericht aan",
                    ),
                ),
            ],
            options={
                "verbose_name": "beschikking",
                "verbose_name_plural": "beschikkingen",
                "ordering": ["besluit", "volgnummer"],
            },
        ),
        migrations.CreateModel(
            name="Briefgegevens",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cjg.basis.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "aangemaakt_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="aangemaakt op",
                    ),
                ),
                (
                    "gewijzigd_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="gewijzigd op",
                    ),
                ),
                ("versie", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "afzender",
                    models.CharField(max_length=120, verbose_name="naam van de organisatie"),
                ),
                (
                    "adres",
                    models.CharField(max_length=200, verbose_name="adres van de organisatie"),
                ),
                (
                    "telefoon",
                    models.CharField(max_length=20, verbose_name="telefoonnummer"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                (
                    "plaats",
                    models.CharField(max_length=80, verbose_name="plaats boven de brief"),
                ),
                (
                    "verordening",
                    models.CharField(max_length=200, verbose_name="naam van de verordening"),
                ),
                (
                    "artikelen",
                    models.CharField(max_length=80, verbose_name="artikelen van de verordening"),
                ),
                (
                    "bezwaar_adres",
                    models.CharField(max_length=200, verbose_name="adres voor bezwaar"),
                ),
                (
                    "bezwaar_online",
                    models.CharField(blank=True, max_length=120, verbose_name="bezwaar via internet"),
                ),
                (
                    "rechtbank",
                    models.CharField(max_length=200, verbose_name="adres van de rechtbank"),
                ),
                (
                    "vertrouwenspersoon",
                    models.CharField(max_length=200, verbose_name="vertrouwenspersoon"),
                ),
                (
                    "clientondersteuning",
                    models.CharField(max_length=200, verbose_name="cliëntondersteuning"),
                ),
                (
                    "privacy",
                    models.CharField(max_length=200, verbose_name="waar staat de uitleg over privacy"),
                ),
            ],
            options={
                "verbose_name": "briefgegevens",
                "verbose_name_plural": "briefgegevens",
            },
        ),
        migrations.CreateModel(
            name="BriefgegevensEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(default=cjg.basis.ids.uuid7, editable=False, serialize=False),
                ),
                (
                    "aangemaakt_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="aangemaakt op",
                    ),
                ),
                (
                    "gewijzigd_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="gewijzigd op",
                    ),
                ),
                ("versie", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "afzender",
                    models.CharField(max_length=120, verbose_name="naam van de organisatie"),
                ),
                (
                    "adres",
                    models.CharField(max_length=200, verbose_name="adres van de organisatie"),
                ),
                (
                    "telefoon",
                    models.CharField(max_length=20, verbose_name="telefoonnummer"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres"),
                ),
                (
                    "plaats",
                    models.CharField(max_length=80, verbose_name="plaats boven de brief"),
                ),
                (
                    "verordening",
                    models.CharField(max_length=200, verbose_name="naam van de verordening"),
                ),
                (
                    "artikelen",
                    models.CharField(max_length=80, verbose_name="artikelen van de verordening"),
                ),
                (
                    "bezwaar_adres",
                    models.CharField(max_length=200, verbose_name="adres voor bezwaar"),
                ),
                (
                    "bezwaar_online",
                    models.CharField(blank=True, max_length=120, verbose_name="bezwaar via internet"),
                ),
                (
                    "rechtbank",
                    models.CharField(max_length=200, verbose_name="adres van de rechtbank"),
                ),
                (
                    "vertrouwenspersoon",
                    models.CharField(max_length=200, verbose_name="vertrouwenspersoon"),
                ),
                (
                    "clientondersteuning",
                    models.CharField(max_length=200, verbose_name="cliëntondersteuning"),
                ),
                (
                    "privacy",
                    models.CharField(max_length=200, verbose_name="waar staat de uitleg over privacy"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Termijnwijziging",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=cjg.basis.ids.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "aangemaakt_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="aangemaakt op",
                    ),
                ),
                (
                    "gewijzigd_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="gewijzigd op",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("verdaging", "Langer de tijd nemen (Awb 4:14)"),
                            (
                                "aanvulling",
                                "Wachten op een aanvulling (Awb 4:5 en 4:15)",
                            ),
                            (
                                "instemming",
                                "Wachten, met instemming van de aanvrager (Awb 4:15)",
                            ),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "weken",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="weken langer"),
                ),
                (
                    "gemeld_op",
                    models.DateField(verbose_name="aan de aanvrager gemeld op"),
                ),
                (
                    "gegeven_tot",
                    models.DateField(blank=True, null=True, verbose_name="wachten tot en met"),
                ),
                (
                    "ontvangen_op",
                    models.DateField(blank=True, null=True, verbose_name="aanvulling ontvangen op"),
                ),
                ("reden", models.TextField(max_length=2000, verbose_name="reden")),
            ],
            options={
                "verbose_name": "termijnwijziging",
                "verbose_name_plural": "termijnwijzigingen",
                "ordering": ["gemeld_op", "id"],
            },
        ),
        migrations.CreateModel(
            name="TermijnwijzigingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(default=cjg.basis.ids.uuid7, editable=False, serialize=False),
                ),
                (
                    "aangemaakt_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="aangemaakt op",
                    ),
                ),
                (
                    "gewijzigd_op",
                    models.DateTimeField(
                        default=cjg.basis.klok.now,
                        editable=False,
                        verbose_name="gewijzigd op",
                    ),
                ),
                (
                    "soort",
                    models.CharField(
                        choices=[
                            ("verdaging", "Langer de tijd nemen (Awb 4:14)"),
                            (
                                "aanvulling",
                                "Wachten op een aanvulling (Awb 4:5 en 4:15)",
                            ),
                            (
                                "instemming",
                                "Wachten, met instemming van de aanvrager (Awb 4:15)",
                            ),
                        ],
                        max_length=12,
                        verbose_name="soort",
                    ),
                ),
                (
                    "weken",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="weken langer"),
                ),
                (
                    "gemeld_op",
                    models.DateField(verbose_name="aan de aanvrager gemeld op"),
                ),
                (
                    "gegeven_tot",
                    models.DateField(blank=True, null=True, verbose_name="wachten tot en met"),
                ),
                (
                    "ontvangen_op",
                    models.DateField(blank=True, null=True, verbose_name="aanvulling ontvangen op"),
                ),
                ("reden", models.TextField(max_length=2000, verbose_name="reden")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="besluit",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="besluit",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="onderzoek",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="onderzoek",
            name="update_update",
        ),
        migrations.RemoveField(
            model_name="onderzoek",
            name="opties",
        ),
        migrations.RemoveField(
            model_name="onderzoekevent",
            name="opties",
        ),
        migrations.AddField(
            model_name="besluit",
            name="kenmerk_aanvraag",
            field=models.CharField(blank=True, max_length=40, verbose_name="kenmerk van de aanvraag"),
        ),
        migrations.AddField(
            model_name="besluit",
            name="kosten_cent",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="hoogste kosten in eurocent"),
        ),
        migrations.AddField(
            model_name="besluitevent",
            name="kenmerk_aanvraag",
            field=models.CharField(blank=True, max_length=40, verbose_name="kenmerk van de aanvraag"),
        ),
        migrations.AddField(
            model_name="besluitevent",
            name="kosten_cent",
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name="hoogste kosten in eurocent"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="deskundige_registratie",
            field=models.CharField(blank=True, max_length=20, verbose_name="SKJ- of BIG-nummer"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="eigen_kracht",
            field=models.TextField(blank=True, max_length=8000, verbose_name="wat kan het gezin zelf"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="hulpvraag",
            field=models.TextField(blank=True, max_length=8000, verbose_name="wat vraagt het gezin"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="netwerk",
            field=models.TextField(blank=True, max_length=8000, verbose_name="wat kan het netwerk"),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="voorliggend",
            field=models.TextField(
                blank=True,
                max_length=8000,
                verbose_name="is er een andere wet of regeling",
            ),
        ),
        migrations.AddField(
            model_name="onderzoek",
            name="vrij_toegankelijk",
            field=models.TextField(
                blank=True,
                max_length=8000,
                verbose_name="wat kan vrij toegankelijke hulp",
            ),
        ),
        migrations.AddField(
            model_name="onderzoekevent",
            name="deskundige_registratie",
            field=models.CharField(blank=True, max_length=20, verbose_name="SKJ- of BIG-nummer"),
        ),
        migrations.AddField(
            model_name="onderzoekevent",
            name="eigen_kracht",
            field=models.TextField(blank=True, max_length=8000, verbose_name="wat kan het gezin zelf"),
        ),
        migrations.AddField(
            model_name="onderzoekevent",
            name="hulpvraag",
            field=models.TextField(blank=True, max_length=8000, verbose_name="wat vraagt het gezin"),
        ),
        migrations.AddField(
            model_name="onderzoekevent",
            name="netwerk",
            field=models.TextField(blank=True, max_length=8000, verbose_name="wat kan het netwerk"),
        ),
        migrations.AddField(
            model_name="onderzoekevent",
            name="voorliggend",
            field=models.TextField(
                blank=True,
                max_length=8000,
                verbose_name="is er een andere wet of regeling",
            ),
        ),
        migrations.AddField(
            model_name="onderzoekevent",
            name="vrij_toegankelijk",
            field=models.TextField(
                blank=True,
                max_length=8000,
                verbose_name="wat kan vrij toegankelijke hulp",
            ),
        ),
        migrations.AddField(
            model_name="product",
            name="eenheid",
            field=models.CharField(
                choices=[
                    ("01", "minuten"),
                    ("04", "uren"),
                    ("14", "etmalen"),
                    ("16", "dagdelen"),
                    ("82", "stuks"),
                ],
                default="04",
                max_length=2,
                verbose_name="eenheid van het tarief",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="deskundige",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisatie.medewerker",
                verbose_name="deskundige",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="leveringsvorm",
            field=models.CharField(
                blank=True,
                choices=[("zin", "Zorg in natura"), ("pgb", "Persoonsgebonden budget")],
                max_length=4,
                verbose_name="zorg in natura of PGB",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="leveringsvorm_toelichting",
            field=models.TextField(blank=True, max_length=8000, verbose_name="waarom deze vorm"),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="pgb_bekwaam",
            field=models.BooleanField(
                blank=True,
                null=True,
                verbose_name="kan het budget beheren (8.1.1 lid 2a)",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="pgb_kwaliteit",
            field=models.BooleanField(
                blank=True,
                null=True,
                verbose_name="de hulp is van goede kwaliteit (8.1.1 lid 2c)",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="pgb_motivering",
            field=models.TextField(
                blank=True,
                max_length=4000,
                verbose_name="waarom past zorg in natura niet (8.1.1 lid 2b)",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="reflectie",
            field=models.TextField(blank=True, max_length=8000, verbose_name="professionele reflectie"),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="reflectie_door",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisatie.medewerker",
                verbose_name="collega",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="situatie",
            field=models.TextField(blank=True, max_length=8000, verbose_name="welke problemen zijn er"),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="specialistisch",
            field=models.TextField(
                blank=True,
                max_length=8000,
                verbose_name="waarom, welke hulp en hoeveel",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoek",
            name="specialistisch_nodig",
            field=models.BooleanField(blank=True, null=True, verbose_name="is specialistische hulp nodig"),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="deskundige",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisatie.medewerker",
                verbose_name="deskundige",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="leveringsvorm",
            field=models.CharField(
                blank=True,
                choices=[("zin", "Zorg in natura"), ("pgb", "Persoonsgebonden budget")],
                max_length=4,
                verbose_name="zorg in natura of PGB",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="leveringsvorm_toelichting",
            field=models.TextField(blank=True, max_length=8000, verbose_name="waarom deze vorm"),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="pgb_bekwaam",
            field=models.BooleanField(
                blank=True,
                null=True,
                verbose_name="kan het budget beheren (8.1.1 lid 2a)",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="pgb_kwaliteit",
            field=models.BooleanField(
                blank=True,
                null=True,
                verbose_name="de hulp is van goede kwaliteit (8.1.1 lid 2c)",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="pgb_motivering",
            field=models.TextField(
                blank=True,
                max_length=4000,
                verbose_name="waarom past zorg in natura niet (8.1.1 lid 2b)",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="reflectie",
            field=models.TextField(blank=True, max_length=8000, verbose_name="professionele reflectie"),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="reflectie_door",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisatie.medewerker",
                verbose_name="collega",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="situatie",
            field=models.TextField(blank=True, max_length=8000, verbose_name="welke problemen zijn er"),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="specialistisch",
            field=models.TextField(
                blank=True,
                max_length=8000,
                verbose_name="waarom, welke hulp en hoeveel",
            ),
        ),
        migrations.AlterField(
            model_name="onderzoekevent",
            name="specialistisch_nodig",
            field=models.BooleanField(blank=True, null=True, verbose_name="is specialistische hulp nodig"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="besluit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "toegang_besluitevent" ("aanbieder_id", "aangemaakt_op", "aanvraag", "afgiftesoort", "bekendmaking", "bezwaar_tot", "budget_cent", "contract_id", "eenheid", "einddatum", "frequentie", "gemeente_id", "genomen_door_id", "genomen_op", "gewijzigd_op", "gezin_id", "id", "ingangsdatum", "jeugdige_id", "kenmerk_aanvraag", "kosten_cent", "leveringsvorm", "mandaat_id", "motivering", "nummer", "ontvangstdatum", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planversie_id", "product_id", "productcategorie", "soort", "status", "traject_id", "uiterlijk", "uitkomst", "versie", "volume", "voorbereid_door_id") VALUES (NEW."aanbieder_id", NEW."aangemaakt_op", NEW."aanvraag", NEW."afgiftesoort", NEW."bekendmaking", NEW."bezwaar_tot", NEW."budget_cent", NEW."contract_id", NEW."eenheid", NEW."einddatum", NEW."frequentie", NEW."gemeente_id", NEW."genomen_door_id", NEW."genomen_op", NEW."gewijzigd_op", NEW."gezin_id", NEW."id", NEW."ingangsdatum", NEW."jeugdige_id", NEW."kenmerk_aanvraag", NEW."kosten_cent", NEW."leveringsvorm", NEW."mandaat_id", NEW."motivering", NEW."nummer", NEW."ontvangstdatum", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."planversie_id", NEW."product_id", NEW."productcategorie", NEW."soort", NEW."status", NEW."traject_id", NEW."uiterlijk", NEW."uitkomst", NEW."versie", NEW."volume", NEW."voorbereid_door_id"); RETURN NULL;',
                    hash="10d186be56a842687b953b7b7a769235a883c009",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ead57",
                    table="toegang_besluit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="besluit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "toegang_besluitevent" ("aanbieder_id", "aangemaakt_op", "aanvraag", "afgiftesoort", "bekendmaking", "bezwaar_tot", "budget_cent", "contract_id", "eenheid", "einddatum", "frequentie", "gemeente_id", "genomen_door_id", "genomen_op", "gewijzigd_op", "gezin_id", "id", "ingangsdatum", "jeugdige_id", "kenmerk_aanvraag", "kosten_cent", "leveringsvorm", "mandaat_id", "motivering", "nummer", "ontvangstdatum", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planversie_id", "product_id", "productcategorie", "soort", "status", "traject_id", "uiterlijk", "uitkomst", "versie", "volume", "voorbereid_door_id") VALUES (NEW."aanbieder_id", NEW."aangemaakt_op", NEW."aanvraag", NEW."afgiftesoort", NEW."bekendmaking", NEW."bezwaar_tot", NEW."budget_cent", NEW."contract_id", NEW."eenheid", NEW."einddatum", NEW."frequentie", NEW."gemeente_id", NEW."genomen_door_id", NEW."genomen_op", NEW."gewijzigd_op", NEW."gezin_id", NEW."id", NEW."ingangsdatum", NEW."jeugdige_id", NEW."kenmerk_aanvraag", NEW."kosten_cent", NEW."leveringsvorm", NEW."mandaat_id", NEW."motivering", NEW."nummer", NEW."ontvangstdatum", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."planversie_id", NEW."product_id", NEW."productcategorie", NEW."soort", NEW."status", NEW."traject_id", NEW."uiterlijk", NEW."uitkomst", NEW."versie", NEW."volume", NEW."voorbereid_door_id"); RETURN NULL;',
                    hash="f6577032e6dcfab1777329b83f6b805c920f3dc5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57494",
                    table="toegang_besluit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="onderzoek",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "toegang_onderzoekevent" ("aangemaakt_op", "besluit_id", "deskundige_id", "deskundige_registratie", "eigen_kracht", "gewijzigd_op", "hulpvraag", "id", "leveringsvorm", "leveringsvorm_op", "leveringsvorm_toelichting", "netwerk", "ontbrekende_voorziening", "opties_op", "pgb_bekwaam", "pgb_kwaliteit", "pgb_motivering", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reflectie", "reflectie_door_id", "situatie", "situatie_op", "specialistisch", "specialistisch_nodig", "specialistisch_op", "versie", "vertrouwenspersoon_verteld", "voorliggend", "vrij_toegankelijk") VALUES (NEW."aangemaakt_op", NEW."besluit_id", NEW."deskundige_id", NEW."deskundige_registratie", NEW."eigen_kracht", NEW."gewijzigd_op", NEW."hulpvraag", NEW."id", NEW."leveringsvorm", NEW."leveringsvorm_op", NEW."leveringsvorm_toelichting", NEW."netwerk", NEW."ontbrekende_voorziening", NEW."opties_op", NEW."pgb_bekwaam", NEW."pgb_kwaliteit", NEW."pgb_motivering", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reflectie", NEW."reflectie_door_id", NEW."situatie", NEW."situatie_op", NEW."specialistisch", NEW."specialistisch_nodig", NEW."specialistisch_op", NEW."versie", NEW."vertrouwenspersoon_verteld", NEW."voorliggend", NEW."vrij_toegankelijk"); RETURN NULL;',
                    hash="32266acb5f76abd49eee3f387fb318d32f06f6ae",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9c733",
                    table="toegang_onderzoek",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="onderzoek",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "toegang_onderzoekevent" ("aangemaakt_op", "besluit_id", "deskundige_id", "deskundige_registratie", "eigen_kracht", "gewijzigd_op", "hulpvraag", "id", "leveringsvorm", "leveringsvorm_op", "leveringsvorm_toelichting", "netwerk", "ontbrekende_voorziening", "opties_op", "pgb_bekwaam", "pgb_kwaliteit", "pgb_motivering", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reflectie", "reflectie_door_id", "situatie", "situatie_op", "specialistisch", "specialistisch_nodig", "specialistisch_op", "versie", "vertrouwenspersoon_verteld", "voorliggend", "vrij_toegankelijk") VALUES (NEW."aangemaakt_op", NEW."besluit_id", NEW."deskundige_id", NEW."deskundige_registratie", NEW."eigen_kracht", NEW."gewijzigd_op", NEW."hulpvraag", NEW."id", NEW."leveringsvorm", NEW."leveringsvorm_op", NEW."leveringsvorm_toelichting", NEW."netwerk", NEW."ontbrekende_voorziening", NEW."opties_op", NEW."pgb_bekwaam", NEW."pgb_kwaliteit", NEW."pgb_motivering", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reflectie", NEW."reflectie_door_id", NEW."situatie", NEW."situatie_op", NEW."specialistisch", NEW."specialistisch_nodig", NEW."specialistisch_op", NEW."versie", NEW."vertrouwenspersoon_verteld", NEW."voorliggend", NEW."vrij_toegankelijk"); RETURN NULL;',
                    hash="2bf41f1c357252a83ab5bbbc8dcb12aee0f0689a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e7f06",
                    table="toegang_onderzoek",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("leveringsvorm", "pgb"),
                        ("uitkomst__in", ["toegekend", "gedeeltelijk"]),
                        _negated=True,
                    ),
                    ("budget_cent__gt", 0),
                    _connector="OR",
                ),
                name="besluit_pgb_heeft_bedrag",
                violation_error_message="Vul het bedrag van het PGB in.",
            ),
        ),
        migrations.AddConstraint(
            model_name="besluit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("genomen_op__isnull", True),
                    ("genomen_op__gte", models.F("ontvangstdatum")),
                    _connector="OR",
                ),
                name="besluit_ontvangen_voor_genomen",
                violation_error_message="Het besluit ligt voor de dag dat de aanvraag is ontvangen.",
            ),
        ),
        migrations.AddField(
            model_name="briefgegevens",
            name="gemeente",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisatie.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="briefgegevensevent",
            name="gemeente",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisatie.gemeente",
            ),
        ),
        migrations.AddField(
            model_name="briefgegevensevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="briefgegevensevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="toegang.briefgegevens",
            ),
        ),
        migrations.AddField(
            model_name="termijnwijziging",
            name="besluit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="termijnwijzigingen",
                to="toegang.besluit",
            ),
        ),
        migrations.AddField(
            model_name="termijnwijziging",
            name="door",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisatie.medewerker",
            ),
        ),
        migrations.AddField(
            model_name="termijnwijzigingevent",
            name="besluit",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="toegang.besluit",
            ),
        ),
        migrations.AddField(
            model_name="termijnwijzigingevent",
            name="door",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="organisatie.medewerker",
            ),
        ),
        migrations.AddField(
            model_name="termijnwijzigingevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="termijnwijzigingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="toegang.termijnwijziging",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="briefgegevens",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "toegang_briefgegevensevent" ("aangemaakt_op", "adres", "afzender", "artikelen", "bezwaar_adres", "bezwaar_online", "clientondersteuning", "email", "gemeente_id", "gewijzigd_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaats", "privacy", "rechtbank", "telefoon", "verordening", "versie", "vertrouwenspersoon") VALUES (NEW."aangemaakt_op", NEW."adres", NEW."afzender", NEW."artikelen", NEW."bezwaar_adres", NEW."bezwaar_online", NEW."clientondersteuning", NEW."email", NEW."gemeente_id", NEW."gewijzigd_op", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plaats", NEW."privacy", NEW."rechtbank", NEW."telefoon", NEW."verordening", NEW."versie", NEW."vertrouwenspersoon"); RETURN NULL;',
                    hash="15141d7517d4f5112ee30d6f69a2f74c9f35ff24",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c6135",
                    table="toegang_briefgegevens",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="briefgegevens",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "toegang_briefgegevensevent" ("aangemaakt_op", "adres", "afzender", "artikelen", "bezwaar_adres", "bezwaar_online", "clientondersteuning", "email", "gemeente_id", "gewijzigd_op", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaats", "privacy", "rechtbank", "telefoon", "verordening", "versie", "vertrouwenspersoon") VALUES (NEW."aangemaakt_op", NEW."adres", NEW."afzender", NEW."artikelen", NEW."bezwaar_adres", NEW."bezwaar_online", NEW."clientondersteuning", NEW."email", NEW."gemeente_id", NEW."gewijzigd_op", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plaats", NEW."privacy", NEW."rechtbank", NEW."telefoon", NEW."verordening", NEW."versie", NEW."vertrouwenspersoon"); RETURN NULL;',
                    hash="3f5bfef6b62b6c8868ec68a67194c10fb3393829",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1d7f2",
                    table="toegang_briefgegevens",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="termijnwijziging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("gegeven_tot__isnull", True),
                        ("soort", "verdaging"),
                        ("weken__range", (1, 8)),
                    ),
                    models.Q(
                        ("gegeven_tot__gte", models.F("gemeld_op")),
                        ("soort__in", ["aanvulling", "instemming"]),
                        ("weken__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="termijnwijziging_compleet",
                violation_error_message="Vul in hoeveel weken het langer duurt, of tot en met welke dag u wacht.",
            ),
        ),
        migrations.AddConstraint(
            model_name="termijnwijziging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ontvangen_op__isnull", True),
                    ("ontvangen_op__gte", models.F("gemeld_op")),
                    _connector="OR",
                ),
                name="termijnwijziging_ontvangen_na_melding",
                violation_error_message="De aanvulling kan niet zijn ontvangen voordat erom is gevraagd.",
            ),
        ),
        migrations.AddConstraint(
            model_name="termijnwijziging",
            constraint=models.UniqueConstraint(
                condition=models.Q(("soort", "verdaging")),
                fields=("besluit",),
                name="termijnwijziging_een_verdaging",
                violation_error_message="De termijn is al een keer verlengd.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termijnwijziging",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "toegang_termijnwijzigingevent" ("aangemaakt_op", "besluit_id", "door_id", "gegeven_tot", "gemeld_op", "gewijzigd_op", "id", "ontvangen_op", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden", "soort", "weken") VALUES (NEW."aangemaakt_op", NEW."besluit_id", NEW."door_id", NEW."gegeven_tot", NEW."gemeld_op", NEW."gewijzigd_op", NEW."id", NEW."ontvangen_op", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reden", NEW."soort", NEW."weken"); RETURN NULL;',
                    hash="e00ec2fba8ad1160aa6a76a53293d3a112be4fad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3fd4a",
                    table="toegang_termijnwijziging",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="termijnwijziging",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "toegang_termijnwijzigingevent" ("aangemaakt_op", "besluit_id", "door_id", "gegeven_tot", "gemeld_op", "gewijzigd_op", "id", "ontvangen_op", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reden", "soort", "weken") VALUES (NEW."aangemaakt_op", NEW."besluit_id", NEW."door_id", NEW."gegeven_tot", NEW."gemeld_op", NEW."gewijzigd_op", NEW."id", NEW."ontvangen_op", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reden", NEW."soort", NEW."weken"); RETURN NULL;',
                    hash="b34161b184fe9547a3eba1dcf28fa81a383cecc7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8fb6",
                    table="toegang_termijnwijziging",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="beschikking",
            constraint=models.UniqueConstraint(
                fields=("besluit", "geadresseerde"),
                name="beschikking_een_per_geadresseerde",
                violation_error_message="Deze persoon heeft de brief al gekregen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="beschikking",
            constraint=models.UniqueConstraint(fields=("besluit", "volgnummer"), name="beschikking_volgnummer"),
        ),
    ]
