"""What other parts of the site may follow; this package does not know who does."""

from django.dispatch import Signal

# Public facts of the cases with these `keys` were computed anew outside their text: terms, answers, silence.
# Sent in the transaction of the change.
facts_changed = Signal()

# The cases with these `keys` got a public version, or lost it, and all that is computed of them was.
# Sent in the transaction of the change.
publication_changed = Signal()
