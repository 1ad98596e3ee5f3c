"""The only reader of rights: which rows of which model a user may reach with which right (architecture §4)."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Exists, Max, Model, OuterRef, Q, QuerySet

from cjg.basis.api import now, open_on, today
from cjg.dossier.models import Betrokkenheid, Gezin, Toegangsverlening
from cjg.dossier.rechten import Recht, role_gives
from cjg.inzage.api import Gronden
from cjg.organisatie.api import profile_of

M = TypeVar("M", bound=Model)


def visible_to(user: Any, queryset: QuerySet[M], recht: Recht = Recht.INZIEN) -> QuerySet[M]:
    """Keep the rows whose dossier this user may reach with this right, now.

    The model names the way to its gezin in `dossier_pad`. A right comes from betrokkenheid of a team or of the
    medewerker (or of an absent colleague whom the user replaces), together with a role; or from a grant that is
    valid now. Superusers, beheerders and clients reach nothing this way.
    """
    pad: str = queryset.model.dossier_pad  # type: ignore[attr-defined]  # every dossier model has it
    if not _is_active_staff_or_system(user):
        return queryset.none()
    if _is_many(queryset.model, pad):
        # one row per object, however many of its gezinnen are visible
        ids = queryset.model._base_manager.filter(_may_reach(user, recht, f"{pad}__id")).values("pk")
        return queryset.filter(pk__in=ids)
    return queryset.filter(_may_reach(user, recht, "pk" if pad == "pk" else f"{pad}_id"))


def may(user: Any, recht: Recht, gezin: Gezin | UUID) -> bool:
    """Tell whether a user has a right on the dossier of one gezin; the same question as `visible_to`."""
    pk = gezin.pk if isinstance(gezin, Gezin) else gezin
    return visible_to(user, Gezin.objects.filter(pk=pk), recht).exists()


def grounds_of(user: Any) -> Gronden:
    """Return the ground of the log per dossier: the kind of grant that holds now, else betrokkenheid."""
    moment = now()
    held = Toegangsverlening.objects.filter(user_id=user.pk, begin__lte=moment, einde__gt=moment)
    return Gronden(held.values_list("content_object_id").annotate(Max("soort")), "betrokkenheid")


def _is_active_staff_or_system(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and not user.is_client)


def _may_reach(user: Any, recht: Recht, gezin_ref: str) -> Q:
    profiel = profile_of(user)
    moment = now()
    granted = Toegangsverlening.objects.filter(
        content_object=OuterRef(gezin_ref),
        user_id=user.pk,
        permission__codename=recht.value,
        permission__content_type__app_label="dossier",
        begin__lte=moment,
        einde__gt=moment,
    )
    condition = Q(Exists(granted))
    if role_gives(profiel.rollen, recht) and (profiel.team_ids or profiel.medewerker_ids):
        involved = Betrokkenheid.objects.filter(
            open_on(today()),
            Q(team__in=profiel.team_ids) | Q(medewerker__in=profiel.medewerker_ids),
            gezin=OuterRef(gezin_ref),
        )
        condition |= Q(Exists(involved))
    return condition


def _is_many(model: type[Model], pad: str) -> bool:
    """Tell whether the way to the gezin passes a relation to many."""
    if pad == "pk":
        return False
    current: Any = model
    for stap in pad.split("__"):
        try:
            field = current._meta.get_field(stap)
        except FieldDoesNotExist as fout:
            raise TypeError(f"{model.__name__}.dossier_pad: {stap} is geen relatie van {current.__name__}") from fout
        if field.one_to_many or field.many_to_many:
            return True
        current = field.related_model
    return False
