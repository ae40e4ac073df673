"""What a broken queue could not take is kept in the database, and handed on when it is back."""
