"""Pages of the officers' desk about people and KIM that are more than a row and a decision."""
