# docker build -t naskah . && docker run --rm -v "$PWD:/work" naskah run papers --out records
FROM python:3.12-slim

RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-eng tesseract-ocr-ind \
    && rm -rf /var/lib/apt/lists/*

COPY pyproject.toml README.md LICENSE /src/
COPY pipeline /src/pipeline
COPY schemas /src/schemas
RUN pip install --no-cache-dir "/src[exports,distributed,remote]" && rm -rf /src

RUN useradd --create-home naskah
USER naskah
WORKDIR /work
ENTRYPOINT ["naskah"]
