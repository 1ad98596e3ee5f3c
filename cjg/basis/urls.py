"""Addresses without a domain."""

from django.urls import path, re_path

from cjg.basis import views
from cjg.basis.concept_views import ConceptView

# names the form that a draft belongs to, such as `gezinsplan-<uuid>`
_SLEUTEL = r"(?P<sleutel>[a-z0-9][a-z0-9-]{0,119})"

urlpatterns = [
    path("stijl/", views.stijl, name="stijl"),
    path("stijl/paneel/", views.stijl_paneel, name="stijl-paneel"),
    path("sessie/verlengen/", views.keep_session, name="sessie-verlengen"),
    re_path(rf"^concepten/{_SLEUTEL}$", ConceptView.as_view(), name="concept"),
    re_path(rf"^concepten/{_SLEUTEL}/weg$", ConceptView.as_view(discards=True), name="concept-weg"),
]
