"""The components in a real browser: nothing breaks the CSP, axe finds nothing, keys and menus work."""

import pytest

from tests.e2e.walker import AXE, JUDGE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def components(page, ani, sign_in_browser, settings):
    """The page with all components, opened by Ani."""
    settings.DEMO = True
    sign_in_browser(page, ani)
    page.goto("/komponen/")
    return page


def focused(page):
    """Return the id, or the text, of what has the focus."""
    return page.evaluate("document.activeElement.id || document.activeElement.innerText")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(components, scheme, size):
    components.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    components.set_viewport_size(size)

    components.evaluate(AXE)
    assert components.evaluate(JUDGE, RULES) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_page_does_not_scroll_sideways(components, size):
    components.set_viewport_size(size)

    assert components.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_error_summary_has_the_focus_and_leads_to_the_field(components):
    assert "Lengkapi atau perbaiki isian ini" in focused(components)

    components.click(".errsum a >> nth=0")
    assert focused(components) == "id_kind_0"


def test_escape_closes_the_menu_and_returns_to_its_button(components):
    menu = components.locator("details[data-menu]:visible")
    menu.locator("summary").click()
    assert menu.get_attribute("open") is not None

    components.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert "AL" in focused(components)


def test_question_opens_over_the_page(components):
    components.click("[data-dialog=sample-dialog]")

    dialog = components.locator("#sample-dialog")
    assert dialog.is_visible()
    dialog.get_by_text("Nanti saja").click()
    assert not dialog.is_visible()


def test_j_goes_to_the_next_person_but_not_while_typing(components):
    link = components.locator("[data-pager] [data-key=j]")
    link.evaluate("link => link.setAttribute('href', '#next-person')")

    components.locator("#fresh_name").press("j")
    assert "#next-person" not in components.url
    components.locator("h1").first.evaluate("heading => document.activeElement.blur()")
    components.keyboard.press("j")
    components.wait_for_url("**/#next-person")  # the address follows the click a moment later


def test_counter_counts_while_typing(components):
    components.locator("#fresh_example").fill("Antrean rapi")

    assert components.locator("#fresh_example_count").inner_text() == "12 dari 1.000 karakter"
