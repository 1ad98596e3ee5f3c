# The image of production: web, worker and beat are this image with another command (docker-compose.yml).

FROM python:3.13-slim-bookworm AS pakketten
COPY requirements-productie.lock /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements-productie.lock

FROM python:3.13-slim-bookworm
# What WeasyPrint needs; the same list as cjg/system_packages.py.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin cjg \
    && install -d -o cjg -g cjg -m 0750 /gegevens /uitvoer
COPY --from=pakketten /venv /venv
COPY . /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/gegevens \
    UITVOER_DIR=/uitvoer \
    BIND_ADDRESS=0.0.0.0
WORKDIR /app
USER 10001
VOLUME ["/gegevens", "/uitvoer"]
EXPOSE 8000
CMD ["python", "-m", "cjg.processes", "web"]
