"""The addresses of the client's side under `/api/v1/`."""

from cjg.basis.rest_api import ApiRouter
from cjg.portaal.rest.viewsets import InzageViewSet

router = ApiRouter()
router.register("inzage", InzageViewSet, basename="rest-inzage")

urlpatterns = router.urls
