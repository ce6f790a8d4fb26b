import sys

import pytest

from analysis.reading.encoding import decode_bytes

TEXT = "The café’s owner said: “No comment.”\r\nHe left – for good.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_unchanged(encoding):
    assert decode_bytes(TEXT.encode(encoding)).text == TEXT


def test_a_guessed_encoding_is_reported():
    assert any("cp1252" in message for message in decode_bytes(TEXT.encode("cp1252")).problems)
    assert decode_bytes(TEXT.encode("utf-8")).problems == ()


def test_other_alphabets_are_recognised():
    text = "Совет проголосовал за закрытие старого моста на два года, сообщили чиновники. " * 5
    assert decode_bytes(text.encode("cp1251")).text == text


def test_mojibake_is_reported_and_kept():
    text = "The cafÃ©â€™s owner said no."
    decoded = decode_bytes(text.encode("utf-8"))
    assert decoded.text == text
    assert "garbled" in decoded.problems[0]


def test_good_text_needs_no_heavy_library():
    sys.modules.pop("ftfy", None)
    decode_bytes(TEXT.encode("utf-8"))
    assert "ftfy" not in sys.modules


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"%PDF-1.7 text", b"\x00\x01\x02\x03" * 100]
)
def test_binary_data_is_no_text(data):
    assert decode_bytes(data) is None


def test_nul_and_stray_bytes_are_reported():
    assert "NUL" in decode_bytes(b"A line of text that holds\x00 one of them, and goes on for long enough.").problems[0]
    decoded = decode_bytes("é è ê ë ï ö ü ".encode() + b"\xff")
    assert decoded.text.endswith("\ufffd")
    assert decoded.problems


def test_empty_data_is_empty_text():
    assert decode_bytes(b"").text == ""
