import pytest

from analysis.errors import InputError
from analysis.reading.files import read_articles, read_event
from tests.support import SEEDS

ARTICLE = (
    "Bridge to close\nBy Jane Roe\n3 March 2020\nThe council voted on Monday to close the bridge, officials said.\n"
)


def _write(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def _messages(event):
    return " ".join(problem.message for problem in event.problems)


def test_an_article_says_what_its_header_says(tmp_path):
    article = read_event(_write(tmp_path, a=ARTICLE)).articles[0]
    assert (article.title, article.author, article.published) == ("Bridge to close", "Jane Roe", "2020-03-03")
    assert article.source == "Unnamed source A"
    assert article.text == ARTICLE
    assert article.path == "a.txt"


def test_sources_toml_goes_before_the_text(tmp_path):
    (tmp_path / "sources.toml").write_text('[a]\nsource = "E"\ntitle = "T"\npublished = 2019-01-01\n[b]\n')
    event = read_event(_write(tmp_path, a=ARTICLE))
    assert (event.articles[0].source, event.articles[0].title, event.articles[0].published) == ("E", "T", "2019-01-01")
    assert "[b] names no article" in _messages(event)


def test_the_seeds_read_without_other_problems():
    event = read_event(SEEDS / "colombia-intelligence")
    assert [a.source for a in event.articles] == ["Press TV", "Unnamed source A"]
    assert [a.published for a in event.articles] == ["2025-11-12T10:45:00", "2025-11-12"]
    assert len(event.problems) == 1
    assert "names no outlet" in event.problems[0].message


def test_odd_files_are_problems(tmp_path):
    _write(tmp_path, a=ARTICLE, b=ARTICLE, c="", d=b"\x89PNG\r\n\x1a\n\x00\x00", e="Rain\nIt rained for three days.\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "page.html").write_text("<p>")
    (tmp_path / ".hidden").write_text("x")
    event = read_event(tmp_path)
    assert [a.article_id for a in event.articles] == ["a", "b", "c", "e"]
    said = _messages(event)
    for words in (
        "b.txt has the same text as a.txt",
        "c.txt is empty",
        "d.txt is skipped: it is binary",
        "sub is skipped",
    ):
        assert words in said
    assert "page.html is skipped" in said
    assert "e.txt is undated" in said
    assert "hidden" not in said
    assert event.articles[2].text == ""
    assert event.articles[2].segments == ()


def test_links_out_of_the_folder_are_skipped(tmp_path):
    folder = tmp_path / "event"
    folder.mkdir()
    _write(tmp_path, outside=ARTICLE)
    (folder / "a.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "b.txt").symlink_to(folder / "nowhere.txt")
    event = read_event(folder)
    assert event.articles == ()
    assert "leads out of the folder" in _messages(event)
    assert "b.txt is skipped" in _messages(event)


def test_stems_are_made_unique(tmp_path):
    _write(tmp_path, a=ARTICLE)
    (tmp_path / "a.md").write_text("Rain\nIt rained.\n")
    ids = [(a.article_id, a.path) for a in read_event(tmp_path).articles]
    assert ids == [("a", "a.md"), ("a-2", "a.txt")]


def test_one_outlet_twice_is_told_apart(tmp_path):
    (tmp_path / "sources.toml").write_text('[a]\nsource = "E"\n[b]\nsource = "E"\n')
    event = read_event(_write(tmp_path, a=ARTICLE, b=ARTICLE + "More.\n"))
    assert [a.source for a in event.articles] == ["E", "E (2)"]
    assert "b.txt is a further article from E" in _messages(event)


def test_missing_folders_raise(tmp_path):
    with pytest.raises(InputError, match="there is no"):
        read_event(tmp_path / "nowhere")
    with pytest.raises(InputError, match="is a file"):
        read_event(_write(tmp_path, a=ARTICLE) / "a.txt")
    with pytest.raises(InputError, match="there is no"):
        read_articles([tmp_path / "nowhere.txt"])


def test_an_empty_folder_is_an_empty_event(tmp_path):
    assert read_event(tmp_path).articles == ()


def test_articles_are_read_on_their_own(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    _write(one, a=ARTICLE, b=ARTICLE)
    _write(two, a=ARTICLE)
    (two / "sources.toml").write_text('[a]\nsource = "E"\n[c]\n')
    event = read_articles([one, two / "a.txt"])
    assert [(a.article_id, a.event) for a in event.articles] == [("a", "one"), ("b", "one"), ("a-2", "")]
    assert event.articles[2].source == "E"
    assert "[c]" not in _messages(event)
    assert read_articles([one]).name == "one"
    assert event.name == ""


def test_articles_on_their_own_keep_their_outlets_name(tmp_path):
    for name in "abcd":
        named = f'[{name}]\nsource = "E"\n' if name < "c" else ""
        (tmp_path / f"{name}.txt").write_text(f"Rain in Ham {name}\n\nIt rained.\n")
        with (tmp_path / "sources.toml").open("a") as file:
            file.write(named)
    read = read_articles([tmp_path])
    assert [article.source for article in read.articles] == ["E", "E", "Unnamed source A", "Unnamed source B"]
    assert "further article" not in _messages(read)
