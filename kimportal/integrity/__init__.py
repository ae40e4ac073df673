"""What must be true of a running portal: named questions, and what to do about each answer."""
