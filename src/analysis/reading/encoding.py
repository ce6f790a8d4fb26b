"""Bytes to text: which encoding a file is in, and what is odd about its characters.

The text is what the bytes say, unchanged to the last character; line endings stay as they are.
Only a byte order mark is left out: it says how to read the file and is no part of what it says.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE = 65_536  # bytes looked at to tell binary from text
_FEW = 0.05  # share of non-ASCII bytes below which a guess by letter statistics is a coin toss
_FEWEST = 20  # the same in a short text, in bytes
# What Windows-1252 turns into where a newsroom's system read UTF-8 by it: "â€™" for ’, "Ã©" for é.
_MOJIBAKE = re.compile("[ÃÂ][\u0080-\u00bf\u2010-\u2122\u0152-\u0192]|â€|\ufffd|ï»¿")
_AROUND = 40  # characters each side of a suspicious one that ftfy is shown


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the encoding it was read by, and what was odd about it."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode_bytes(data: bytes) -> Decoded | None:
    """Decode a file's bytes; None where they are no text.

    >>> decode_bytes(b"caf\\xe9 society").text
    'café society'
    >>> decode_bytes(b"\\x89PNG\\r\\n\\x1a\\n\\x00\\x00") is None
    True
    """
    by_mark = _decode_marked(data) or _decode_unmarked_utf16(data)
    if by_mark is None and _is_binary(data):
        return None
    decoded = by_mark or _decode_utf8(data) or _decode_guessed(data)
    return Decoded(decoded.text, decoded.encoding, decoded.problems + tuple(_describe_oddities(decoded.text)))


def _decode_marked(data: bytes) -> Decoded | None:
    """Read text that begins with a byte order mark, and bytes that break its encoding as U+FFFD."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, encoding)
    return None


def _decode_as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, (f"{text.count(chr(0xFFFD))} characters could not be read as {encoding}",))


def _decode_unmarked_utf16(data: bytes) -> Decoded | None:
    """Read UTF-16 without a mark: in English text every other byte is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[::2].count(0) / (len(sample) / 2), sample[1::2].count(0) / (len(sample) / 2)
    if max(even, odd) < 0.7 or min(even, odd) > 0.05:
        return None
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    decoded = _decode_as(data, encoding)
    return Decoded(decoded.text, encoding, (*decoded.problems, f"read as {encoding}: the file has no byte order mark"))


def _is_binary(data: bytes) -> bool:
    """Tell binary data: a known signature, or more than one control byte in fifty."""
    sample = data[:_SAMPLE]
    n_control = len(sample) - len(sample.translate(None, _CONTROL))
    return sample.startswith(_MAGIC) or n_control > len(sample) / 50


def _decode_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8; a few stray bytes in text that is plainly UTF-8 become U+FFFD, and are reported."""
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    n_bad = text.count("\ufffd")
    n_good = sum(ord(character) > 127 for character in text) - n_bad
    if n_good > 4 * n_bad:
        return Decoded(text, "utf-8", (f"{n_bad} bytes are no UTF-8; each is shown as U+FFFD",))
    return None


def _decode_guessed(data: bytes) -> Decoded:
    """Read text that is not UTF-8: Windows-1252 where few bytes could tell, else by letter statistics."""
    n_high = sum(byte > 127 for byte in data[:_SAMPLE])
    if n_high < max(_FEW * len(data[:_SAMPLE]), _FEWEST) and not set(data) & {0x81, 0x8D, 0x8F, 0x90, 0x9D}:
        encoding = "cp1252"
    else:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        encoding = best.encoding if best else "cp1252"
    decoded = _decode_as(data, encoding)
    return Decoded(decoded.text, encoding, (*decoded.problems, f"read as {encoding}: the file is no UTF-8"))


def _describe_oddities(text: str) -> list[str]:
    """Say what is odd about characters; the text itself stays as it is."""
    said = []
    if "\0" in text:
        said.append(f"{text.count(chr(0))} NUL characters stand in the text")
    if garbled := _find_mojibake(text):
        said.append(f"garbled characters (text decoded wrongly before it was saved), such as {garbled!r}; kept as is")
    return said


def _find_mojibake(text: str) -> str | None:
    """Return the first stretch that ftfy calls badly decoded.

    >>> _find_mojibake("Itâ€™s here")
    'Itâ€™s'
    >>> _find_mojibake("Ãlvaro said so in São Paulo") is None
    True
    """
    for number, hit in enumerate(_MOJIBAKE.finditer(text)):
        from ftfy.badness import is_bad

        around = text[max(0, hit.start() - _AROUND) : hit.end() + _AROUND]
        if is_bad(around) or "\ufffd" in hit.group():
            return _word_around(text, hit.start(), hit.end())
        if number > 100:
            break
    return None


def _word_around(text: str, start: int, end: int) -> str:
    """Return the run of non-spaces around a span, at most 20 characters each side."""
    before = text[max(0, start - 20) : start].split()
    after = text[end : end + 20].split()
    head = before[-1] if before and not text[start - 1].isspace() else ""
    tail = after[0] if after and not text[end].isspace() else ""
    return head + text[start:end] + tail
