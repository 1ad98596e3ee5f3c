"""Backup and restore, of the embedded server and of a configured one.

A backup is a directory with the moment in its name: the database, the files of the application, and a description
with a checksum of every part. Keys are not in it: whoever finds a backup can read no BSN. Beside the backups lie the
changes since the first one (embedded server only), with which a restore reaches any second.
"""

from cjg.backup.contents import BackupError, Description, read_description
from cjg.backup.make import make_backup
from cjg.backup.restore import restore_backup

__all__ = ["BackupError", "Description", "make_backup", "read_description", "restore_backup"]
