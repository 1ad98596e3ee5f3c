"""The addresses of the organisation under `/api/v1/`."""

from django.urls import path

from cjg.organisatie.rest.viewsets import ZelfViewSet

urlpatterns = [path("zelf", ZelfViewSet.as_view({"get": "retrieve"}), name="rest-zelf")]
