"""The KIM's own workspace under `/kelola/kim/`: founding, members, profile."""
