"""What these tests share."""

from tests.voorbeelddata import voorbeelddata

__all__ = ["voorbeelddata"]
