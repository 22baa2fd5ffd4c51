# The app alone, as a user without rights. compose.yaml puts a proxy with https in front of it.
FROM python:3.13-slim-bookworm

WORKDIR /app
RUN useradd --system --uid 10001 --home-dir /app workshop && install -d -o workshop /app/var

COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY app.py ./
COPY .streamlit .streamlit
COPY data data
COPY exercises exercises
COPY pages pages
RUN python -m compileall -q app.py data exercises pages

USER workshop
# Answers live here, so this folder has to outlive the container.
VOLUME /app/var
# Container platforms say on which port they'd like it.
ENV PORT=8501
EXPOSE 8501
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
    CMD python -c "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)"
CMD exec streamlit run app.py --server.port=$PORT
