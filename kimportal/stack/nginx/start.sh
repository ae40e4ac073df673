#!/bin/sh
# Fills in the configuration in the container and becomes nginx. Only our own names are replaced:
# nginx's variables look alike.
set -eu
export KIM_NGINX_HOST="$(echo "$KIM_HOSTS" | tr ',' ' ')"
names="$(env | sed -n 's/^\(KIM_NGINX_[A-Z_]*\)=.*/${\1}/p' | tr '\n' ' ')"
envsubst "$names" < "$KIM_NGINX_TETAP/nginx.conf" > "$KIM_NGINX_SOKET/nginx.conf"
# Short turns at the processor (kimportal/stack/turns.py), where this machine's chrt can ask for them.
turns=""
chrt --other --sched-runtime 100000 0 true 2>/dev/null && turns="chrt --other --sched-runtime 100000 0"
exec $turns nginx -e stderr -c "$KIM_NGINX_SOKET/nginx.conf" "$@"
