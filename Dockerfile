# The bot, with fonts for every script that pictures may need. Settings come from the environment; /data keeps SQLite.
FROM python:3.12-slim-bookworm AS built
WORKDIR /app
COPY requirements-run.lock pyproject.toml README.md ./
RUN python -m venv /app/.venv && /app/.venv/bin/pip install --no-cache-dir --require-hashes -r requirements-run.lock
COPY canvas canvas
COPY storage storage
COPY handlers handlers
COPY bot bot
RUN /app/.venv/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-noto-cjk fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 vpd \
    && install --directory --owner vpd /data
COPY --from=built /app/.venv /app/.venv
ENV PATH=/app/.venv/bin:$PATH DATABASE_URL=sqlite:////data/vpd.db LOG_FORMAT=json PYTHONUNBUFFERED=1
USER vpd
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=20s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:3000/healthz')"]
CMD ["vpd", "run"]
