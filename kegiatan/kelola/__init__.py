"""The KIM's own workspace under `/kelola/kegiatan/`: writing, handing in, following posts."""
