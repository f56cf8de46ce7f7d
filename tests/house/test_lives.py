"""The page about the two lives says what the tables say."""

from devkit.lives import PAGE, page


def test_page_is_what_the_tables_say():
    assert PAGE.read_text() == page(), "run: python -m devkit.lives"
