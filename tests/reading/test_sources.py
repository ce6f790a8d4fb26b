from analysis.reading.sources import match_tables, name_sources, read_sources


def _read(folder, text):
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    return read_sources(folder)


def test_no_file_says_nothing(tmp_path):
    assert read_sources(tmp_path) == ({}, [])


def test_known_keys_are_read(tmp_path):
    said, problems = _read(tmp_path, '[a]\nsource = " The  Example "\npublished = 2025-11-12\nauthor = ""\n')
    assert said == {"a": {"source": "The Example", "published": "2025-11-12"}}
    assert problems == []


def test_every_slip_is_a_problem(tmp_path):
    said, problems = _read(
        tmp_path, 'x = 1\n[a]\nsorce = "E"\nsource = 7\nurl = "javascript:alert(1)"\npublished = "soon"\n'
    )
    assert said == {"a": {}}
    assert len(problems) == 5
    assert any('key "sorce" is unknown' in message for message in problems)


def test_a_broken_file_is_a_problem(tmp_path):
    said, problems = _read(tmp_path, "[a\n")
    assert said == {}
    assert "cannot be read" in problems[0]
    (tmp_path / "sources.toml").write_bytes(b"[a]\nsource = '\xff'\n")
    assert "cannot be read" in read_sources(tmp_path)[1][0]


def test_a_file_name_without_quotation_marks_is_understood(tmp_path):
    said, _ = _read(tmp_path, '[a.txt]\nsource = "E"\n')
    assert match_tables(said, ["a.txt"])[0] == {"a.txt": {"source": "E"}}


def test_names_are_one_an_article():
    named = name_sources(["BBC", None, "BBC", "Unnamed source A", *[None] * 26])
    assert len(set(named)) == 30
    assert named[1] == "Unnamed source B"
    assert named[-1] == "Unnamed source AB"
