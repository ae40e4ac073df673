"""The read-only API (`/api/v1/`): the same rows as the open data, live and filtered."""
