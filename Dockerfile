# Nightdesk as an image: dependencies from the hashed requirements, no root, data in one volume.
FROM python:3.11-slim-trixie AS build
WORKDIR /build
COPY requirements.txt .
RUN python -m venv /opt/nightdesk \
 && /opt/nightdesk/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN /opt/nightdesk/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-trixie
# pg_dump, for copies of a PostgreSQL database; it must be as new as the server in docker-compose.yml, 17 in this Debian
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql-client && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin nightdesk \
 && install -d -o nightdesk -g nightdesk /data
COPY --from=build /opt/nightdesk /opt/nightdesk
ENV PATH=/opt/nightdesk/bin:$PATH NIGHTDESK_DATA=/data PYTHONUNBUFFERED=1
USER nightdesk
VOLUME /data
EXPOSE 8431
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8431/healthz', timeout=4)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["nightdesk"]
CMD ["-v", "run", "--host", "0.0.0.0"]
