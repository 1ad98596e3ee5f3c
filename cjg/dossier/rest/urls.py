"""The addresses of the dossier under `/api/v1/`."""

from cjg.basis.rest_api import ApiRouter
from cjg.dossier.rest.viewsets import GezinViewSet, JeugdigeViewSet, PersoonViewSet, PersoonZoekViewSet

router = ApiRouter()
router.register("personen", PersoonZoekViewSet, basename="rest-persoon-zoeken")
router.register("personen", PersoonViewSet, basename="rest-persoon")
router.register("jeugdigen", JeugdigeViewSet, basename="rest-jeugdige")
router.register("gezinnen", GezinViewSet, basename="rest-gezin")

urlpatterns = router.urls
