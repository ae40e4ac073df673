#!/bin/sh
# Secrets as files: for every NAME_FILE, NAME becomes what the file says; then the command runs.
set -eu
for name in $(env | sed -n 's/^\([A-Z][A-Z0-9_]*\)_FILE=..*/\1/p'); do
  eval "path=\$${name}_FILE"
  if ! value="$(cat "$path")"; then
    echo "Rahasia $name tidak terbaca di $path." >&2
    exit 1
  fi
  export "$name=$value"
done
exec "$@"
