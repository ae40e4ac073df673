#!/bin/sh
# Fills in the configuration in the container and becomes nginx. Only our own names are replaced:
# nginx's variables look alike.
set -eu
export KIM_NGINX_HOST="$(echo "$KIM_HOSTS" | tr ',' ' ')"
names="$(env | sed -n 's/^\(KIM_NGINX_[A-Z_]*\)=.*/${\1}/p' | tr '\n' ' ')"
envsubst "$names" < "$KIM_NGINX_TETAP/nginx.conf" > "$KIM_NGINX_SOKET/nginx.conf"
exec nginx -e stderr -c "$KIM_NGINX_SOKET/nginx.conf" "$@"
