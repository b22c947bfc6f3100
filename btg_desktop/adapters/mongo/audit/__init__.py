"""Streams all that stands in the database, for `verify`: in flat memory, and whatever a document holds."""

from btg_desktop.adapters.mongo.audit.reader import MongoAuditReader

__all__ = ["MongoAuditReader"]
