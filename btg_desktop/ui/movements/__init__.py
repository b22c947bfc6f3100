"""The movements of a client and of a branch: list, filters, files, paper."""
