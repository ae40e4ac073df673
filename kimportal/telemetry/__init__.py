"""What the portal tells those who run it: log lines, figures, errors. Never about persons."""
