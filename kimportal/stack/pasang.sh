#!/bin/sh
# Installs what the stack is made of beside Python packages, where apt-get can: nginx with two
# modules, Redis, and Debian's own half of Python's venv. Elsewhere the stack says what it misses.
set -eu
command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || exit 0

missing=""
for part in nginx libnginx-mod-http-brotli-static libnginx-mod-http-cache-purge redis-server; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$part" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $part"
done
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root="env"
elif command -v sudo >/dev/null; then
  as_root="sudo"
else
  echo "Pasang dulu sebagai root: apt-get install$missing" >&2
  exit 1
fi
echo "Memasang:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of names
$as_root apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 $missing
