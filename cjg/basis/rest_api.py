"""The REST door of `basis`: apart from `cjg.basis.api`, because DRF can't be imported while models are loading."""

from cjg.basis.rest.access import HasScope, client_of
from cjg.basis.rest.filters import ApiFilterSet
from cjg.basis.rest.json import file_renderer
from cjg.basis.rest.names import to_camel, to_snake
from cjg.basis.rest.pagination import KeysetPagination
from cjg.basis.rest.problem import ApiProblem
from cjg.basis.rest.serializers import CamelCaseModelSerializer, CamelCaseSerializer
from cjg.basis.rest.views import ApiRouter, ApiViewSet

__all__ = [
    "ApiFilterSet",
    "ApiProblem",
    "ApiRouter",
    "ApiViewSet",
    "CamelCaseModelSerializer",
    "CamelCaseSerializer",
    "HasScope",
    "KeysetPagination",
    "client_of",
    "file_renderer",
    "to_camel",
    "to_snake",
]
