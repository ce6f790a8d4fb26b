import html
import re
from pathlib import Path

import pytest
from reporting.browser import audit, needs_chromium, visit
from reporting.node_tools import needs_tool
from reporting.samples import COAST, HARBOUR, make_comparison, run_notebook

from analysis.reporting.notebooks import locate_notebook
from analysis.reporting.page import render_page

pytestmark = needs_chromium
BAIT = '<script>document.title="owned"</script><img src=http://evil.test/x onerror="document.title=\'owned\'">'


def write_page(tmp_path, comparison):
    page = tmp_path / "report.html"
    page.write_text(render_page(run_notebook(comparison, locate_notebook()), event="ferry-lindholm"), "utf-8")
    return page


def test_page_asks_for_nothing_and_says_nothing(tmp_path):
    seen = visit(write_page(tmp_path, make_comparison()), tmp_path)
    assert seen.requests == []
    assert seen.console == []
    assert "Ferry runs aground off Lindholm" in seen.dom


def test_recorder_notices_a_request_and_a_message(tmp_path):
    bait = tmp_path / "bait.html"
    bait.write_text("<img src='http://evil.test/x.png'><script>console.error('hello')</script>")
    seen = visit(bait, tmp_path)
    assert any("evil.test" in line for line in seen.requests)
    assert any("hello" in line for line in seen.console)


def test_hostile_article_stays_inert(tmp_path):
    texts = {"harbour": BAIT + HARBOUR.replace("212 people", f"212 people {BAIT}"), f"c{BAIT}": COAST}
    sources = {"harbour": f"Harbour {BAIT}", f"c{BAIT}": "=cmd|' /C calc'!A0"}
    seen = visit(write_page(tmp_path, make_comparison(texts, sources=sources, hostile=True)), tmp_path)
    assert "<title>ferry lindholm" in seen.dom
    assert "evil.test" in seen.dom
    assert "<script" not in seen.dom
    assert re.findall(r"<img src=(?!\"data:image/svg)", seen.dom) == []
    links = re.findall(r'href="(?!data:text/csv;)[^"]*"', seen.dom)  # a table may hold any address, as text
    assert "javascript:" not in "".join(links)
    assert seen.requests == []
    assert seen.console == []


@pytest.mark.parametrize("width", [400, 1280])
def test_page_needs_no_sideways_scroll(tmp_path, width):
    page = write_page(tmp_path, make_comparison(sources={"harbour": "Long " * 20, "coast": "x" * 70}))
    # in a frame of that width, because Chromium's own window is never narrower than 500
    inside = html.escape(re.sub(r"<meta http-equiv[^>]*>", "", page.read_text("utf-8")))
    frame = tmp_path / "frame.html"
    frame.write_text(
        f'<p id=w></p><iframe style=\'border:0;width:{width}px\' srcdoc="{inside}" onload="'
        "document.getElementById('w').textContent = 'width ' + this.contentDocument.documentElement.scrollWidth\">",
        "utf-8",
    )
    found = re.search(r"width (\d+)", visit(frame, tmp_path, width=1400).dom)
    assert found
    assert int(found[1]) <= width


@needs_tool("axe-core")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(tmp_path, scheme):
    assert audit(Path("reports/colombia-intelligence/report.html"), tmp_path, scheme=scheme) == []


@needs_tool("axe-core")
def test_axe_would_notice(tmp_path):
    bait = tmp_path / "bait.html"
    bait.write_text("<html><body><main><h1>x</h1><img src='data:,'></main></body></html>", "utf-8")
    assert any(said.startswith("image-alt") for said in audit(bait, tmp_path, scheme="light"))


def test_every_fragment_link_resolves():
    page = Path("reports/colombia-intelligence/report.html").read_text("utf-8")
    names = set(re.findall(r'\bid="([^"]+)"', page))
    asked = {html.unescape(name) for name in re.findall(r'href="#([^"]*)"', page)} - {""}
    assert len(asked) > 50
    assert asked <= {html.unescape(name) for name in names}
