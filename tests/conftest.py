"""No test reads or fills the cache of the person who runs it."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield
