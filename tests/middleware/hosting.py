"""The files that people copy to deploy, made to run here: on loopback, in a clean folder."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.server import ROOT

FILES = ROOT / "docs" / "hosting"
NAME = "mentoring.example.org"
_PATH = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"


def program(name: str) -> str:
    """Return a program's path; skip if it's not installed."""
    found = shutil.which(name, path=_PATH)
    if found is None:
        pytest.skip(f"{name} is not installed here, so its configuration was not tried")
    return found


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """Return a Dockerfile's instructions, each with its arguments."""
    text = "\n".join(line for line in dockerfile.splitlines() if not line.startswith("#"))
    lines = [" ".join(line.split()) for line in text.replace("\\\n", " ").splitlines()]
    return [(word, asked) for word, _, asked in (line.partition(" ") for line in lines if line)]


def certificate(folder: Path) -> tuple[Path, Path]:
    """Create a certificate and key for the name in the configuration."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, form, serialization.NoEncryption()),
    )
    return folder / "cert.pem", folder / "key.pem"


@contextmanager
def running(command: list[str], url: str, **environment: str) -> Iterator[None]:
    """Run a program for the duration of the block, which starts once the address answers."""
    process = subprocess.Popen(command, env={"PATH": _PATH, **environment})
    try:
        for _ in range(200):
            try:
                httpx.get(url, timeout=5, verify=False)
            except httpx.TransportError:
                assert process.poll() is None, f"{command[0]} ended by itself"
                time.sleep(0.05)
            else:
                break
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)
