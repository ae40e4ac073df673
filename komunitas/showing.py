"""What rooms above are told of a KIM; whoever must follow listens."""

from django.dispatch import Signal

# Sent with `kim` when one was suspended or shown again, in the same transaction.
kim_shown_or_hidden = Signal()
