import shutil

import pytest
from reporting.browser import needs_chromium

from analysis.errors import ReportError
from analysis.reporting.pdf import print_page

PAGE = '<title>Café</title><p>One page. <a href="#x">Down</a></p><table><tr><th>A<td>1</table><p id="x">Here.</p>'


def write(tmp_path):
    page = tmp_path / "page one.html"
    page.write_text(PAGE, "utf-8")
    return page


@pytest.mark.browser
@pytest.mark.skipif(needs_chromium[1].args[0], reason="no chromium here")
def test_the_same_page_gives_the_same_bytes(tmp_path):
    page = write(tmp_path)
    for name in ("one.pdf", "two.pdf"):
        print_page(page, tmp_path / name)
    one = (tmp_path / "one.pdf").read_bytes()
    assert one == (tmp_path / "two.pdf").read_bytes()
    assert one.startswith(b"%PDF-")
    assert str(tmp_path).encode() not in one


def test_without_chromium_there_is_a_clear_error(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ReportError, match="needs Chromium"):
        print_page(write(tmp_path), tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_a_browser_that_fails_is_a_clear_error(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/false")
    with pytest.raises(ReportError, match="could not print"):
        print_page(write(tmp_path), tmp_path / "out.pdf")
