"""The codes of contactmomenten and aanmeldingen: REST and CSV values with their Dutch labels.

Fixed by the REST contract: a client and an import rely on them.
"""

from django.db import models


class Kanaal(models.TextChoices):
    CENTRAAL_NUMMER = "centraal-nummer", "Centraal telefoonnummer"
    E_MAIL = "e-mail", "E-mail"
    WEBSITE = "website", "Website"
    CHAT = "chat", "Chat"
    SCHOOL = "school", "School"
    HUISARTS = "huisarts", "Huisarts"
    SPREEKUUR = "spreekuur", "Inloop of spreekuur"
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    GROEPSBIJEENKOMST = "groepsbijeenkomst", "Groepsbijeenkomst"
    SCHEIDINGSPLEIN = "scheidingsplein", "Scheidingsplein"
    OVERIG = "overig", "Overig"


class Vraagsteller(models.TextChoices):
    OUDER = "ouder", "Ouder"
    JEUGDIGE = "jeugdige", "Jeugdige"
    FAMILIE_NETWERK = "familie-netwerk", "Familie of netwerk"
    SCHOOL = "school", "School"
    KINDEROPVANG = "kinderopvang", "Kinderopvang"
    HUISARTS = "huisarts", "Huisarts"
    JGZ = "jgz", "Jeugdgezondheidszorg"
    VEILIG_THUIS = "veilig-thuis", "Veilig Thuis"
    POLITIE = "politie", "Politie"
    SOCIAAL_WIJKTEAM = "sociaal-wijkteam", "Sociaal wijkteam"
    RECHTBANK = "rechtbank", "Rechtbank"
    LEERPLICHT_RMC = "leerplicht-rmc", "Leerplicht of RMC"
    WMO = "wmo", "Wmo"
    VANGNET_ADVIES = "vangnet-advies", "Vangnet en advies"
    MAATSCHAPPELIJK_WERK = "maatschappelijk-werk", "Maatschappelijk werk"
    VLUCHTELINGENWERK = "vluchtelingenwerk", "Vluchtelingenwerk"
    JONGERENWERK = "jongerenwerk", "Jongerenwerk"
    BUURTBEWONER = "buurtbewoner", "Buurtbewoner"
    ANDERE_PROFESSIONAL = "andere-professional", "Andere professional"
    ONBEKEND = "onbekend", "Niet bekend"


class Thema(models.TextChoices):
    OPVOEDEN = "opvoeden", "Opvoeden"
    GEDRAG = "gedrag", "Gedrag"
    ONTWIKKELING = "ontwikkeling", "Ontwikkeling"
    SLAPEN_ETEN = "slapen-eten", "Slapen en eten"
    EMOTIES = "emoties", "Emoties"
    PRESTATIEDRUK = "prestatiedruk", "Prestatiedruk"
    PESTEN_WEERBAARHEID = "pesten-weerbaarheid", "Pesten en weerbaarheid"
    SCHEIDING = "scheiding", "Scheiding"
    SCHOOL_VERZUIM = "school-verzuim", "School en verzuim"
    GAMEN_MEDIA = "gamen-media", "Gamen en media"
    MIDDELEN = "middelen", "Alcohol, drugs en andere middelen"
    AUTISME_ADHD = "autisme-adhd", "Autisme en ADHD"
    VEILIGHEID = "veiligheid", "Veiligheid"
    GELD = "geld", "Geld"
    WONEN = "wonen", "Wonen"
    LHBTI_IDENTITEIT = "lhbti-identiteit", "Lhbti en identiteit"
    ROUW = "rouw", "Rouw"
    AANMELDING_JEUGDHULP = "aanmelding-jeugdhulp", "Aanmelding voor jeugdhulp"
    ANDERS = "anders", "Anders"


class Resultaat(models.TextChoices):
    INFORMATIE = "informatie", "Informatie gegeven"
    ADVIES = "advies", "Advies gegeven"
    CONSULTATIE = "consultatie", "Consultatie aan professional"
    SOCIALE_BASIS = "sociale-basis", "Naar de sociale basis"
    GROEPSAANBOD = "groepsaanbod", "Naar het groepsaanbod"
    AANMELDING = "aanmelding", "Aanmelding bij het CJG"
    TOEGANG = "toegang", "Naar de toegang"
    VEILIG_THUIS = "veilig-thuis", "Naar Veilig Thuis"
    DIRECT_GEHANDELD = "direct-gehandeld", "Direct gehandeld"
    GEEN = "geen", "Geen vervolg"


class Leeftijdsgroep(models.TextChoices):
    ONGEBOREN = "ongeboren", "Ongeboren"
    VAN_0_TOT_3 = "0-3", "0 tot en met 3 jaar"
    VAN_4_TOT_11 = "4-11", "4 tot en met 11 jaar"
    VAN_12_TOT_17 = "12-17", "12 tot en met 17 jaar"
    VAN_18_TOT_22 = "18-22", "18 tot en met 22 jaar"
    VANAF_23 = "23-plus", "23 jaar en ouder"
    ONBEKEND = "onbekend", "Niet bekend"


class Signaal(models.TextChoices):
    ONTBREKENDE_VOORZIENING = "ontbrekende-voorziening", "Ontbrekende voorziening"
    VEILIGHEID = "veiligheid", "Veiligheid"
    SCHOOL = "school", "School"
    OVERIG = "overig", "Overig"


class Medewerkersrol(models.TextChoices):
    IA = "ia", "I&A-medewerker"
    COACH = "coach", "Coach"
    POH = "poh", "POH-Jeugd"


class Kerntaak(models.TextChoices):
    INFORMATIE_ADVIES = "informatie-advies", "Informatie en advies"
    COACHING = "coaching", "Gezins- en jongerencoaching"
    DAK_EN_THUISLOOS = "dak-en-thuisloos", "Dak- en thuisloze jongeren"
    POH_JEUGD = "poh-jeugd", "POH-Jeugd"
    GROEPSAANBOD = "groepsaanbod", "Groepsaanbod"


class Urgentie(models.TextChoices):
    DIRECT = "direct", "Direct"
    HOOG = "hoog", "Hoog"
    GEWOON = "gewoon", "Gewoon"


class Verwijzer(models.TextChoices):
    ZELF = "zelf", "Zelf"
    HUISARTS = "huisarts", "Huisarts"
    JEUGDARTS = "jeugdarts", "Jeugdarts"
    SCHOOL = "school", "School"
    GECERTIFICEERDE_INSTELLING = "gecertificeerde-instelling", "Gecertificeerde instelling"
    MEDISCH_SPECIALIST = "medisch-specialist", "Medisch specialist"
    VEILIG_THUIS = "veilig-thuis", "Veilig Thuis"
    POLITIE = "politie", "Politie"
    RECHTBANK = "rechtbank", "Rechtbank"
    SOCIAAL_WIJKTEAM = "sociaal-wijkteam", "Sociaal wijkteam"
    LEERPLICHT_RMC = "leerplicht-rmc", "Leerplicht of RMC"
    BREDE_CENTRALE_TOEGANG = "brede-centrale-toegang", "Brede Centrale Toegang"
    MAATSCHAPPELIJKE_OPVANG = "maatschappelijke-opvang", "Maatschappelijke opvang"
    ANDERE = "andere", "Andere"


class Veiligheid(models.TextChoices):
    GEEN_ZORGEN = "geen-zorgen", "Geen zorgen bekend"
    ZORGEN = "zorgen", "Zorgen"
    DIRECT_ONVEILIG = "direct-onveilig", "Direct onveilig"


class AndereKinderen(models.TextChoices):
    """Whether contact is made with the other children of the gezin (werkproces §2)."""

    NIET_GEVRAAGD = "niet-gevraagd", "Nog niet gevraagd"
    GEEN = "geen", "Er zijn geen andere kinderen"
    CONTACT = "contact", "Ja, er is of komt contact"
    GEEN_CONTACT = "geen-contact", "Nee, er komt geen contact"
