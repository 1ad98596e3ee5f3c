"""The routes of coaching under `/api/v1`."""

from cjg.basis.rest_api import ApiRouter
from gezinsplan.rest.eindevragenlijsten import EindevragenlijstViewSet
from gezinsplan.rest.plannen import PlanViewSet
from gezinsplan.rest.trajecten import EvaluatieViewSet, TrajectViewSet

router = ApiRouter()
router.register("trajecten", TrajectViewSet, basename="rest-traject")
router.register("gezinsplannen", PlanViewSet, basename="rest-gezinsplan")
router.register("evaluaties", EvaluatieViewSet, basename="rest-evaluatie")
router.register("eindevragenlijsten", EindevragenlijstViewSet, basename="rest-eindevragenlijst")

urlpatterns = router.urls
