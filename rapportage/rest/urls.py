"""The routes of reports under `/api/v1`."""

from cjg.basis.rest_api import ApiRouter
from rapportage.rest.viewsets import IndicatorViewSet, RapportViewSet

router = ApiRouter()
router.register("indicatoren", IndicatorViewSet, basename="rest-indicator")
router.register("kwartaalrapporten", RapportViewSet, basename="rest-kwartaalrapport")

urlpatterns = router.urls
