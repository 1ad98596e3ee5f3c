"""The routes of toegang under `/api/v1`."""

from cjg.basis.rest_api import ApiRouter
from toegang.rest.viewsets import AanbiederViewSet, BesluitViewSet, ProductViewSet

router = ApiRouter()
router.register("besluiten", BesluitViewSet, basename="rest-besluit")
router.register("aanbieders", AanbiederViewSet, basename="rest-aanbieder")
router.register("producten", ProductViewSet, basename="rest-product")

urlpatterns = router.urls
