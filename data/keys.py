"""Keys and codes: random, stored as hashes, and used to seal the private half."""

import base64
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

# Letters and digits that can't be confused on a projector: no 0 O, no 1 I L.
CODE_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH: Final = 6
_LOOK_ALIKES: Final = frozenset("0O1IL")

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_NO_PART_OF_A_KEY: Final = re.compile(r"[^A-Za-z0-9_-]")
# Longer than any code with whatever gets copied along with it.
_PASTED: Final = 80
_NONCE_BYTES: Final = 12


def mint_key() -> str:
    """Return a fresh key: 128 random bits in 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def derived_key(secret: str, purpose: str) -> str:
    """Return the key for a purpose, which looks random to anyone without the secret."""
    derived = hmac.digest(secret.encode(), f"workshop key: {purpose}".encode(), "sha256")
    return base64.urlsafe_b64encode(derived[:16]).decode().rstrip("=")


def is_key(text: str) -> bool:
    """Say whether the text has the form of a key."""
    return _KEY.fullmatch(text) is not None


def fingerprint(key: str) -> str:
    """Return the hash of a key, as the store knows it (SHA-256, hex)."""
    return hashlib.sha256(f"workshop:{key}".encode()).hexdigest()


def same_key(given: str, expected: str) -> bool:
    """Compare two keys in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())


def mint_code() -> str:
    """Return a fresh join code: 6 characters without look-alikes."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def key_in(pasted: str) -> str:
    """Return a pasted key without whatever a chat or email put around or inside it."""
    return _NO_PART_OF_A_KEY.sub("", unicodedata.normalize("NFKC", pasted[:400]))


def normal_code(typed: str) -> str | None:
    """Return the code that someone typed or pasted, or None; only letters and digits matter."""
    code = _letters_and_digits(typed)
    well_formed = len(code) == CODE_LENGTH and all(c in CODE_ALPHABET for c in code)
    return code if well_formed else None


def has_look_alikes(typed: str) -> bool:
    """Say whether this would be a code, except for a 0, O, 1, I or L, which no code has."""
    code = _letters_and_digits(typed)
    return len(code) == CODE_LENGTH and code.isascii() and not _LOOK_ALIKES.isdisjoint(code)


def _letters_and_digits(typed: str) -> str:
    """Return only these, in capitals and normal width, or "" if the text is far too long."""
    plain = unicodedata.normalize("NFKC", typed) if len(typed) <= _PASTED else ""
    kept = "".join(c for c in plain if unicodedata.category(c)[0] in "LN")
    return kept.upper() if kept.isascii() else kept


def spoken_code(code: str) -> str:
    """Return the code in two groups, as people read it aloud: ABC-234."""
    return f"{code[:3]}-{code[3:]}"


def seal(key: str, words: bytes, context: str) -> bytes:
    """Encrypt words so that only the key opens them, and only in this context (AES-256-GCM)."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(_sealing_key(key)).encrypt(nonce, words, context.encode())


def unseal(key: str, sealed: bytes, context: str) -> bytes:
    """Decrypt what `seal` returned; raise ValueError for another key or context, or for damage."""
    nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(_sealing_key(key)).decrypt(nonce, rest, context.encode())
    except InvalidTag as error:
        raise ValueError("these words were sealed with another key, or are damaged") from error


def _sealing_key(key: str) -> bytes:
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"workshop private half")
    return derive.derive(key.encode())
