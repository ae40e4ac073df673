"""What KIM pass a message on with: short links, texts, picture card, notice, all in one ZIP."""
