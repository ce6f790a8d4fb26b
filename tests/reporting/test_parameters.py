import pytest

from analysis.errors import InputError, ParameterError
from analysis.reporting.parameters import PARAMETERS, check_parameters, locate_event, locate_lexicons, parse_parameter


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("event", "../x"),
        ("event", "Ferry"),
        ("event", ""),
        ("event", "a" * 65),
        ("event", "a\n"),
        ("event", 7),
        ("min_uses", "3"),
        ("min_uses", True),
        ("min_uses", 0),
        ("min_uses", 3.0),
        ("voice_measure", "minutes"),
        ("seeds", "a\0b"),
        ("import os", 1),
    ],
)
def test_unfit_parameter_is_refused(name, value):
    with pytest.raises(ParameterError, match=name):
        check_parameters({name: value})


def test_defaults_fit():
    defaults = {name: parameter.default for name, parameter in PARAMETERS.items()}
    assert check_parameters(defaults) == defaults


def test_text_from_the_command_line_takes_the_parameters_type():
    assert parse_parameter("min_mentions", "4") == 4
    assert parse_parameter("event", "007") == "007"
    with pytest.raises(ParameterError, match="unknown parameter"):
        parse_parameter("x=1;import os", "4")
    with pytest.raises(ParameterError, match="whole number"):
        parse_parameter("min_mentions", "4.5")


def test_event_is_found_from_below(tmp_path, monkeypatch):
    (tmp_path / "seeds/ferry").mkdir(parents=True)
    (tmp_path / "reports/ferry").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "reports/ferry")
    assert locate_event("ferry") == tmp_path / "seeds/ferry"
    with pytest.raises(InputError, match="no folder seeds/storm"):
        locate_event("storm")


def test_lexicons_are_found_from_below_and_none_by_default(tmp_path, monkeypatch):
    (tmp_path / "lists").mkdir()
    (tmp_path / "reports/ferry").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "reports/ferry")
    assert locate_lexicons("") is None
    assert locate_lexicons("lists") == tmp_path / "lists"
    assert locate_lexicons(str(tmp_path / "lists")) == tmp_path / "lists"
    with pytest.raises(InputError, match="no folder none in"):
        locate_lexicons("none")
