#!/bin/sh
# Redis with its password from a file ($1): in no image, no environment and no list of processes.
set -eu
password="$(cat "$1")"
[ -n "$password" ] || { echo "Sandi Redis di $1 kosong." >&2; exit 1; }
exec redis-server - --dir "${2:-/data}" <<END
$(cat "${3:-/etc/redis.conf}")
requirepass "$password"
END
