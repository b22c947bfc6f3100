"""MongoDB: the schema, the documents, the money protocol and the outbox."""
