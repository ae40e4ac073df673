# The portal for production; `docker-compose.yml` shows what belongs around it.
FROM python:3.13-slim AS build
COPY requirements.txt .
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home --home-dir /app kim \
    && mkdir -p /srv/media && chown kim /srv/media
COPY --from=build /venv /venv
WORKDIR /app
COPY . .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=kimportal.settings.production \
    KIM_VAR=/app/.var \
    KIM_MEDIA=/srv/media
# Static files are part of the image. Production settings ask for secrets that only a running
# portal has, so these are thrown away with the command.
RUN KIM_SECRET_KEY=build KIM_HOSTS=build KIM_SITE_URL=https://build \
    DATABASE_URL=postgres:///build python manage.py collectstatic --noinput
USER kim
VOLUME /srv/media
EXPOSE 8000
CMD ["gunicorn", "kimportal.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-"]
