#!/bin/sh
# Secrets as files: for every NAME_FILE, NAME becomes what the file says; then the command runs.
# Only names of the portal's settings: others have variables of that form for other ends.
set -eu
names='KIM_[A-Z0-9_]*|PGPASSWORD|DATABASE_URL|REDIS_URL|EMAIL_URL|SENTRY_DSN|AWS_ACCESS_KEY_ID|AWS_SECRET_ACCESS_KEY'
for name in $(env | sed -nE "s/^($names)_FILE=..*/\1/p"); do
  eval "path=\$${name}_FILE"
  if ! value="$(cat "$path")"; then
    echo "Rahasia $name tidak terbaca di $path." >&2
    exit 1
  fi
  export "$name=$value"
done
exec "$@"
