# One image for web, worker, beat and migrations.
FROM python:3.13-slim-bookworm

# What WeasyPrint loads. With harfbuzz-subset a report costs a third of the time.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libfontconfig1 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    STATIC_ROOT=/app/staticfiles

WORKDIR /app

# pip compiles what it installs. No group `embedded`, no tools of developers.
COPY requirements.production.lock .
RUN pip install --no-cache-dir --require-hashes -r requirements.production.lock

COPY manage.py LICENSE ./
COPY config config
COPY accounts accounts
COPY competency competency
COPY training training
COPY appraisal appraisal
COPY templates templates
COPY static static
COPY locale locale

# The two values only let the settings load; nothing connects and nothing is kept.
RUN python -m compileall -q config accounts competency training appraisal \
    && SECRET_KEY=build DATABASE_URL=postgres://build/build python manage.py collectstatic --noinput

# An ordinary user; the volume for files inherits its owner from this folder.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin selaras \
    && install -d -o selaras -g selaras /srv/media
USER selaras

EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4"]
