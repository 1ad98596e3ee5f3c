"""The addresses of the intake under `/api/v1/`."""

from cjg.basis.rest_api import ApiRouter
from cjg.intake.rest.viewsets import AanmeldingViewSet, ContactmomentViewSet, WachtlijstViewSet

router = ApiRouter()
router.register("contactmomenten", ContactmomentViewSet, basename="rest-contactmoment")
router.register("aanmeldingen", AanmeldingViewSet, basename="rest-aanmelding")
router.register("wachtlijst", WachtlijstViewSet, basename="rest-wachtlijst")

urlpatterns = router.urls
