"""What goes in and out of the API about besluiten and the registers; field names as the REST contract has them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cjg.basis.rest_api import CamelCaseModelSerializer, CamelCaseSerializer
from cjg.dossier.api import Gezin, Persoon
from cjg.organisatie.api import Medewerker
from gezinsplan.api import Traject
from toegang.models import (
    Aanbieder,
    Besluit,
    Contract,
    Eenheid,
    Leveringsvorm,
    Onderzoek,
    Product,
    Productcategorie,
)
from toegang.services import Voorziening, missing_steps

_BEDRAG = "In eurocent, zoals in de iJw-berichten."


class BesluitSerializer(CamelCaseModelSerializer):
    """A besluit as clients read it."""

    productcode = serializers.CharField(source="product.code", default=None, read_only=True, allow_null=True)
    budget = serializers.IntegerField(source="budget_cent", read_only=True, allow_null=True, help_text=_BEDRAG)
    kosten = serializers.IntegerField(source="kosten_cent", read_only=True, allow_null=True, help_text=_BEDRAG)
    kenmerk = serializers.CharField(read_only=True)
    mandaat = serializers.CharField(source="mandaat.grondslag", default=None, read_only=True, allow_null=True)

    class Meta:
        model = Besluit
        fields = (
            *("uuid", "nummer", "gezin", "jeugdige", "gemeente", "traject", "ontvangstdatum", "uiterlijk", "soort"),
            *("afgiftesoort", "aanvraag", "kenmerk", "status", "uitkomst", "motivering", "leveringsvorm"),
            *("productcategorie", "productcode", "ingangsdatum", "einddatum", "volume", "eenheid", "frequentie"),
            *("budget", "kosten", "aanbieder", "mandaat", "voorbereid_door", "genomen_door", "genomen_op"),
            *("bekendmaking", "bezwaar_tot"),
        )
        read_only_fields = fields


class VoorzieningSerializer(CamelCaseSerializer):
    """The part of a besluit that is granted; every field may be left out."""

    leveringsvorm = serializers.ChoiceField(choices=[*Leveringsvorm.choices, ("", "")], required=False)
    productcategorie = serializers.ChoiceField(choices=[*Productcategorie.choices, ("", "")], required=False)
    productcode = serializers.CharField(max_length=5, required=False, allow_blank=True)
    ingangsdatum = serializers.DateField(required=False, allow_null=True)
    einddatum = serializers.DateField(required=False, allow_null=True)
    volume = serializers.IntegerField(min_value=0, max_value=100_000, required=False, allow_null=True)
    eenheid = serializers.ChoiceField(choices=[*Eenheid.choices, ("", "")], required=False)
    frequentie = serializers.ChoiceField(choices=[*Besluit.Frequentie.choices, ("", "")], required=False)
    budget = serializers.IntegerField(
        min_value=0, max_value=1_000_000_000_000, required=False, allow_null=True, help_text=_BEDRAG
    )
    aanbieder = serializers.PrimaryKeyRelatedField(queryset=Aanbieder.objects.all(), required=False, allow_null=True)


class BesluitStartSerializer(VoorzieningSerializer):
    """What a client sends to start an onderzoek; a proposal may come with it."""

    gezin = serializers.PrimaryKeyRelatedField(queryset=Gezin.objects.all())
    jeugdige = serializers.PrimaryKeyRelatedField(queryset=Persoon.objects.all())
    ontvangstdatum = serializers.DateField()
    soort = serializers.ChoiceField(choices=Besluit.Soort.choices)
    afgiftesoort = serializers.ChoiceField(choices=Besluit.Afgiftesoort.choices, default=Besluit.Afgiftesoort.IV.value)
    aanvraag = serializers.CharField(max_length=4000, required=False, allow_blank=True, default="")
    kenmerk_aanvraag = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    traject = serializers.PrimaryKeyRelatedField(queryset=Traject.objects.all(), required=False, allow_null=True)


class BesluitNemenSerializer(VoorzieningSerializer):
    """What a client sends to take a besluit: the outcome, why, and what changes in the proposal."""

    uitkomst = serializers.ChoiceField(choices=Besluit.Uitkomst.choices)
    motivering = serializers.CharField(max_length=8000)


class OnderzoekSerializer(CamelCaseModelSerializer):
    """The four steps. Sending fields of a step records that step; the day follows by itself."""

    hulpvraag = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    situatie = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    vertrouwenspersoon_verteld = serializers.BooleanField(required=False)
    eigen_kracht = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    netwerk = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    vrij_toegankelijk = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    voorliggend = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    reflectie = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    reflectie_door = serializers.PrimaryKeyRelatedField(
        queryset=Medewerker.objects.all(), required=False, allow_null=True
    )
    specialistisch = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    deskundige = serializers.PrimaryKeyRelatedField(queryset=Medewerker.objects.all(), required=False, allow_null=True)
    leveringsvorm_toelichting = serializers.CharField(max_length=8000, required=False, allow_blank=True)
    pgb_motivering = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    ontbrekende_stappen = serializers.SerializerMethodField()

    class Meta:
        model = Onderzoek
        fields = (
            *("hulpvraag", "situatie", "vertrouwenspersoon_verteld", "situatie_op", "eigen_kracht", "netwerk"),
            *("vrij_toegankelijk", "voorliggend", "ontbrekende_voorziening", "reflectie", "reflectie_door"),
            *("opties_op", "specialistisch_nodig", "specialistisch", "deskundige", "deskundige_registratie"),
            *("specialistisch_op", "leveringsvorm", "leveringsvorm_toelichting", "pgb_bekwaam", "pgb_motivering"),
            *("pgb_kwaliteit", "leveringsvorm_op", "ontbrekende_stappen"),
        )
        read_only_fields = (
            *("situatie_op", "opties_op", "specialistisch_op", "leveringsvorm_op", "deskundige_registratie"),
        )

    def get_ontbrekende_stappen(self, onderzoek: Onderzoek) -> list[int]:
        """Return the steps that still have to be recorded before a besluit can be taken."""
        return missing_steps(onderzoek)


class ContractSerializer(CamelCaseModelSerializer):
    """A contract of an aanbieder."""

    productcategorie = serializers.CharField(source="product.categorie", read_only=True)
    productcode = serializers.CharField(source="product.code", read_only=True)
    tarief = serializers.IntegerField(source="tarief_cent", read_only=True, help_text=_BEDRAG)

    class Meta:
        model = Contract
        fields = (
            *("gemeente", "productcategorie", "productcode", "tarief", "begindatum", "einddatum", "wachttijd_weken"),
            "is_maatwerk",
        )
        read_only_fields = fields


class AanbiederSerializer(CamelCaseModelSerializer):
    """An aanbieder with its contracts."""

    contracten = ContractSerializer(many=True, read_only=True)

    class Meta:
        model = Aanbieder
        fields = ("uuid", "agb_code", "naam", "telefoon", "contracten")
        read_only_fields = fields


class ProductSerializer(CamelCaseModelSerializer):
    """A product that can be granted."""

    productcategorie = serializers.CharField(source="categorie", read_only=True)
    productcode = serializers.CharField(source="code", read_only=True)

    class Meta:
        model = Product
        fields = ("uuid", "productcategorie", "productcode", "naam", "eenheid")
        read_only_fields = fields


def voorziening_of(data: dict[str, Any], besluit: Besluit | None = None) -> Voorziening:
    """Return what was sent over what is there; raises `serializers.ValidationError` for an unknown product."""

    def value(name: str, field: str, empty: Any = None) -> Any:
        return data[name] if name in data else getattr(besluit, field) if besluit is not None else empty

    categorie = value("productcategorie", "productcategorie", "")
    product = _product(data["productcode"], categorie) if "productcode" in data else value("", "product")
    return Voorziening(
        leveringsvorm=value("leveringsvorm", "leveringsvorm", ""),
        productcategorie=categorie or (product.categorie if product else ""),
        product=product,
        ingangsdatum=value("ingangsdatum", "ingangsdatum"),
        einddatum=value("einddatum", "einddatum"),
        volume=value("volume", "volume"),
        eenheid=value("eenheid", "eenheid", ""),
        frequentie=value("frequentie", "frequentie", ""),
        budget_cent=value("budget", "budget_cent"),
        aanbieder=value("aanbieder", "aanbieder"),
    )


def _product(code: str, categorie: str) -> Product | None:
    if not code:
        return None
    producten = Product.objects.filter(code=code)
    found = (producten.filter(categorie=categorie) if categorie else producten).first()
    if found is None:
        raise serializers.ValidationError({"productcode": "Deze productcode bestaat niet bij deze soort hulp."})
    return found
