"""Reviewing a version: what the portal notices, what differs, who wrote it, what was ticked."""
