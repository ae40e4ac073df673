# The images of production: `web` (also worker and beat) and `nginx`; `docker-compose.yml` shows
# what belongs around them.
FROM python:3.13-slim AS build
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.13-slim AS web
# pg_dump and pg_restore, for the backups; of the major of `db` in docker-compose.yml.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --home-dir /app kim \
    && mkdir -p /srv/media /srv/cadangan && chown kim /srv/media /srv/cadangan \
    && chmod 700 /srv/cadangan
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=kimportal.settings.production \
    KIM_VAR=/app/.var \
    KIM_STATIC=/srv/static \
    KIM_MEDIA=/srv/media \
    KIM_CADANGAN=/srv/cadangan
# Static files are part of the image, pre-compressed. Production settings ask for secrets that only
# a running portal has, so these are thrown away with the command.
RUN KIM_SECRET_KEY=build KIM_HOSTS=build KIM_SITE_URL=https://build \
    DATABASE_URL=postgres:///build python manage.py collectstatic --noinput
USER kim
VOLUME /srv/media
EXPOSE 8000
# NAME_FILE=/run/secrets/… instead of NAME.
ENTRYPOINT ["sh", "/app/kimportal/stack/rahasia.sh"]
CMD ["gunicorn", "kimportal.wsgi", "--config=python:kimportal.stack.gunicorn", "--bind=0.0.0.0:8000", "--worker-tmp-dir=/dev/shm", "--log-level=warning"]

# Debian 13: the chrt of 12 cannot ask for short turns (start.sh).
FROM debian:13-slim AS nginx
# The account of the portal, so that private files can be handed out where a view says so.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       nginx libnginx-mod-http-brotli-static libnginx-mod-http-cache-purge gettext-base curl \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home kim \
    && mkdir -p /srv/media /var/cache/portal /etc/portal/tls && chown kim /srv/media /var/cache/portal
COPY kimportal/stack/nginx /etc/portal
COPY --from=web /srv/static /srv/static
ENV KIM_NGINX_BROTLI="" \
    KIM_NGINX_PURGE="" \
    KIM_NGINX_MODUL=/usr/lib/nginx/modules \
    KIM_NGINX_AKUN="" \
    KIM_NGINX_FOLDER=/var/cache/portal \
    KIM_NGINX_SOKET=/run/portal \
    KIM_NGINX_LOG_GALAT=stderr \
    KIM_NGINX_LOG_AKSES=/dev/stdout \
    KIM_NGINX_LOG_GERBANG=/dev/stdout \
    KIM_NGINX_TIPE=/etc/nginx/mime.types \
    KIM_NGINX_PROXY=192.0.2.1 \
    KIM_NGINX_WEB="server web:8000 max_fails=1 fail_timeout=2s;" \
    KIM_NGINX_DENGAR=8080 \
    KIM_NGINX_DENGAR_PURGE=8081 \
    KIM_NGINX_TLS=/etc/portal/tls/*.conf \
    KIM_NGINX_TETAP=/etc/portal \
    KIM_NGINX_STATIC=/srv/static \
    KIM_NGINX_MEDIA=/srv/media
USER kim
EXPOSE 8080
CMD ["sh", "/etc/portal/start.sh"]
