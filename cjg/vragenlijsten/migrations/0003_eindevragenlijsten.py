"""The eindevragenlijst in its versions (werkproces §4; 001 §2.1; CBS outcome 2 and 3.1)."""

from django.db import migrations

NUT = ("nut", "cijfer")
ZONDER = ("zonder-hulp", "zonder-hulp")
OPEN = ("eigen-woorden", "tekst")

OUDER = [
    ("zelf-verder", "eens", "Ik heb voldoende aan de hulp gehad om zelf verder te kunnen."),
    ("eigen-plan", "eens", "Wij hebben met ons gezin ons eigen plan kunnen maken en uitvoeren."),
    ("belangrijke-mensen", "eens", "De mensen die belangrijk voor ons zijn, waren betrokken."),
    ("samenwerking", "eens", "De betrokken beroepskrachten werkten goed samen."),
    ("beter", "eens", "Het gaat beter met de kinderen."),
    ("gehoord", "eens", "Ik voelde mij gehoord en serieus genomen."),
    ("problemen-verminderd", "eens", "De problemen zijn verminderd of beter hanteerbaar."),
    (
        *NUT,
        "Hoe nuttig was deze hulp voor u? Geef een cijfer van 1 (ik had er niets aan) tot 10 (ik had er heel veel aan).",
    ),
    (*ZONDER, "Kunt u nu verder zonder hulp?"),
    (*OPEN, "Wilt u nog iets zeggen over de hulp? Noem geen namen."),
]
JEUGDIGE = [
    ("zelf-verder", "eens", "Ik heb genoeg aan de hulp gehad om zelf verder te kunnen."),
    ("eigen-plan", "eens", "We hebben thuis ons eigen plan kunnen maken en uitvoeren."),
    ("belangrijke-mensen", "eens", "De mensen die belangrijk voor me zijn, deden mee."),
    ("samenwerking", "eens", "De mensen die me hielpen, werkten goed samen."),
    ("beter", "eens", "Het gaat beter met mij."),
    ("gehoord", "eens", "Ik voelde me gehoord en serieus genomen."),
    ("problemen-verminderd", "eens", "De problemen zijn minder, of ik kan er beter mee omgaan."),
    (
        *NUT,
        "Hoe nuttig was deze hulp voor jou? Geef een cijfer van 1 (ik had er niets aan) tot 10 (ik had er heel veel aan).",
    ),
    (*ZONDER, "Kun je nu verder zonder hulp?"),
    (*OPEN, "Wil je nog iets zeggen over de hulp? Noem geen namen."),
]
KIND = [
    ("eigen-plan", "eens", "Wij hebben thuis ons eigen plan gemaakt en gedaan."),
    ("belangrijke-mensen", "eens", "De mensen die ik lief vind, deden mee."),
    ("beter", "eens", "Het gaat nu beter met mij."),
    ("gehoord", "eens", "Er werd goed naar mij geluisterd."),
    (*NUT, "Welk cijfer geef je de hulp? 1 is heel slecht, 10 is heel goed."),
    (*OPEN, "Wil je nog iets zeggen?"),
]
# Kerntaak 3: a youth who stands alone, so the plan is the youth's own.
DAK_EN_THUISLOOS = [
    (code, schaal, "Ik heb mijn eigen plan kunnen maken en uitvoeren." if code == "eigen-plan" else tekst)
    for code, schaal, tekst in JEUGDIGE
]
LIJSTEN = [
    ("eindevragenlijst", "coaching", "ouder", "Wat vond u van de hulp?", OUDER),
    ("eindevragenlijst", "coaching", "jeugdige", "Wat vond jij van de hulp?", JEUGDIGE),
    ("eindevragenlijst", "coaching", "kind", "Hoe vond jij het?", KIND),
    (
        "eindevragenlijst-dak-en-thuisloos",
        "dak-en-thuisloos",
        "jeugdige",
        "Wat vond jij van de hulp?",
        DAK_EN_THUISLOOS,
    ),
]


def fill(apps, schema_editor):
    # the owner's connection: the application's role is only granted its rights after the migrations
    alias = schema_editor.connection.alias
    lijsten, vragen = (apps.get_model("vragenlijsten", naam).objects.using(alias) for naam in ("Vragenlijst", "Vraag"))
    for code, kerntaak, informant, titel, inhoud in LIJSTEN:
        lijst = lijsten.create(code=code, nummer=1, titel=titel, informant=informant, kerntaak=kerntaak)
        vragen.bulk_create(
            vragen.model(
                vragenlijst=lijst, code=naam, schaal=schaal, tekst=tekst, volgorde=n, verplicht=schaal != "tekst"
            )
            for n, (naam, schaal, tekst) in enumerate(inhoud, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("vragenlijsten", "0002_uitnodigingsmail")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
