import json

import pytest

from analysis.errors import ReportError
from analysis.reporting.page import render_page


def notebook(*cells):
    made = [{"id": f"c{i}", "metadata": {}, "execution_count": None, **cell} for i, cell in enumerate(cells)]
    for cell in made:
        if cell["cell_type"] != "code":
            del cell["execution_count"]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def code(source, *outputs, tags=()):
    return {"cell_type": "code", "source": source, "outputs": list(outputs), "metadata": {"tags": list(tags)}}


def text(source):
    return {"cell_type": "markdown", "source": source}


def shown(**data):
    data = {kind.replace("_", "/", 1): value for kind, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": data}


@pytest.mark.parametrize("kind", ["image_png", "image_jpeg", "text_markdown", "text_latex"])
def test_output_without_words_or_escaping_is_refused(kind):
    with pytest.raises(ReportError, match="text/html"):
        render_page(notebook(code("x", shown(**{kind: "aGk="}))))


def test_code_is_folded_not_absent():
    page = render_page(notebook(code("print('<b>')"), text("## Two"), code("second")))
    assert page.count("<details") == 2
    assert "print(&#x27;&lt;b&gt;&#x27;)" in page
    assert "second" in page


def test_plain_output_is_escaped():
    stream = {"output_type": "stream", "name": "stdout", "text": "<script>"}
    page = render_page(notebook(code("x", stream, shown(text_plain="<img>"))))
    assert "&lt;script&gt;" in page
    assert "&lt;img&gt;" in page


def test_output_for_notebooks_alone_is_left_out():
    assert "EXTRA" not in render_page(notebook(code("x", shown(text_html="EXTRA"), tags=["notebook-only"])))


def test_contents_and_title_come_from_the_headings():
    page = render_page(notebook(text("# What & why?"), text("## Who <em>speaks</em>")), event="ferry-lindholm")
    assert "<title>ferry lindholm: What &amp; why?</title>" in page
    assert page.count('href="#Who-speaks"') == 2  # in the contents, and at the heading itself
    assert "Who speaks</a></li>" in page


def test_page_is_found_by_nbconvert():
    from nbconvert.exporters import get_exporter

    assert get_exporter("coverage_report").__name__ == "ReportExporter"
