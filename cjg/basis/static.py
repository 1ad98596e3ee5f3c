"""Static files under a name with their hash, compressed beforehand, so that a browser may keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped library
    """As WhiteNoise's, and following the imports of our ES modules."""

    support_js_module_import_aggregation = True
    # One copy of a file is enough: nobody asks for it without the hash.
    keep_only_hashed_files = False
