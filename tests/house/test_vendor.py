"""What others made and we ship is what its table says."""

import pytest

from devkit.vendor import TABLES, differing


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.parent.name)
def test_shipped_files_have_the_hash_of_their_table(table):
    assert differing(table) == []
