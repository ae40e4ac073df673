# The commands of the portal; `make` alone lists them.
#
#   PYTHON  the Python that makes the environment      make demo PYTHON=python3.13
#   VENV    the environment's folder                   make test VENV=.venv313 PYTHON=python3.13
#   ARGS    passed on to pytest, uv, reset             make test ARGS='-k peta -x'

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
LOCALDB := $(PY) -m kimportal.localdb

# A system-wide pip setting must not send packages elsewhere than into the environment.
export PIP_USER := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help audit bench demo parts serve stack test test-stack lint lock shots reset

help: ## daftar perintah ini
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: packages-demo ## pasang, muat contoh, dan buka portal di http://localhost:8000
	@KIM_DEMO=1 exec $(LOCALDB) exec --tied -- $(PY) manage.py demo

serve: packages-demo ## buka portal tanpa memuat apa pun
	@KIM_DEMO=1 exec $(LOCALDB) exec --tied -- $(PY) manage.py demo --tanpa-memuat

stack: parts packages-demo ## jalankan seperti di produksi: nginx, Redis, pekerja, dua proses web
	@KIM_DEMO=1 exec $(LOCALDB) exec --tied -- $(PY) -m kimportal.stack serve

parts: # nginx and Redis, where apt-get can install them
	@PYTHON="$(PYTHON)" sh kimportal/stack/pasang.sh

test: packages-dev ## jalankan semua pengujian (ARGS='-k kata')
	@exec $(LOCALDB) exec --tied --name test -- $(PY) -m pytest -n auto --dist loadgroup $(ARGS)

test-stack: parts packages-dev ## beban, gangguan, dan latihan pemulihan ke docs/ketahanan.md (15 menit)
	@code=0; \
	$(LOCALDB) exec --tied -- $(PY) -m tests.beban muatan pulih || code=$$?; \
	$(LOCALDB) exec --tied --name test -- $(PY) -m tests.beban gangguan || code=$$?; \
	exit $$code

lint: packages-dev ## periksa gaya, tipe, arah impor, migrasi, dan setelan produksi
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(LOCALDB) exec --name test -- $(PY) manage.py makemigrations --check --dry-run
	@KIM_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))') \
	  KIM_HOSTS=portal.example KIM_SITE_URL=https://portal.example \
	  DATABASE_URL='postgres://kim@db.example/kim?sslmode=verify-full' \
	  DJANGO_SETTINGS_MODULE=kimportal.settings.production \
	  $(PY) manage.py check --deploy --fail-level WARNING

audit: packages-dev ## periksa paket: kerentanan, kode berisiko, lisensi, umur (perlu internet)
	@$(PY) -m tests.pasokan $(ARGS)

lock: packages-dev ## kunci ulang semua paket (ARGS=--upgrade untuk memperbarui)
	@test -x $(BIN)/uv || $(PY) -m pip install uv
	$(call lock,requirements.txt,--extra s3)
	$(call lock,requirements-demo.txt,--extra demo)
	$(call lock,requirements-dev.txt,--extra demo --extra dev --extra batas --extra s3)

bench: packages-dev ## ukur semuanya ke docs/kinerja.md (ARGS='laman --cepat')
	@exec $(LOCALDB) exec --tied -- $(PY) -m tests.bench $(ARGS)

shots: packages-dev ## ambil ulang tangkapan layar di docs/tangkapan/
	@exec $(PY) -m tests.shots $(ARGS)

reset: packages-demo ## kosongkan basis data dan berkas contoh, setelah bertanya
	@$(LOCALDB) reset $(ARGS)
	@rm -rf -- "$${KIM_MEDIA:-$${KIM_VAR:-.var}/media}"

lock = $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --quiet $(2) $(ARGS) -o $(1)

# The environment remembers, as a copy, which list it holds; nothing is done while they agree.
packages-%:
	@if ! cmp -s requirements-$*.txt $(VENV)/requirements-$*.txt || ! $(PY) -c '' 2>/dev/null; \
	  then $(MAKE) --no-print-directory install-$*; fi

install-%:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'Portal ini perlu Python 3.11 ke atas; sebutkan yang mana, misalnya: make demo PYTHON=python3.13' >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || { \
	  $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	    echo 'Modul venv belum ada; pasang dulu, misalnya: sudo apt-get install python3-venv' >&2; exit 1; }; \
	  echo 'Membuat lingkungan Python di $(VENV) …'; \
	  $(PYTHON) -m venv --clear $(VENV); }
	$(PY) -m pip install --require-hashes -r requirements-$*.txt
	@cp requirements-$*.txt $(VENV)/requirements-$*.txt
