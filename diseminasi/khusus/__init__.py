"""Messages for KIM only: invitations and requests that are answered until a day."""
