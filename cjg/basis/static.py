"""Static files under a name with their hash, compressed beforehand, so that a browser may keep them for ever."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Parts of packages that no page of ours uses. Compressing them would take most of the first start.
# django_htmx: we serve our own htmx, and its modules import files that are not there.
UNUSED = (
    "django_htmx/*",
    "rest_framework/*",
    "*.map",
)


class UsedFilesFinder(AppDirectoriesFinder):
    """Finds the files of packages that our pages use."""

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        """Yield path and storage of each file."""
        yield from super().list([*(ignore_patterns or ()), *UNUSED])


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped library
    """As WhiteNoise's, following the imports of our ES modules, and without source maps."""

    support_js_module_import_aggregation = True
    # One copy of a file is enough: nobody asks for it without the hash.
    keep_only_hashed_files = False
    patterns = tuple(
        (extension, tuple(pattern for pattern in patterns if "sourceMappingURL" not in str(pattern)))
        for extension, patterns in HashedFilesMixin.patterns
    )
