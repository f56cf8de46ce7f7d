"""Somebody in front of a real browser, with an inspector who looks at every page that is met."""

import re
from collections import defaultdict

from django.conf import settings

AXE = (settings.BASE_DIR / "tests/vendor/axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What passes is not described, and of a long list the first rows speak for all: a page is judged
# in a third of the time.
JUDGE = """(rules) => axe.run(
    {exclude: ["tbody tr:nth-child(n+9)"]}, {runOnly: rules, resultTypes: ["violations"]}
  ).then(({ violations }) => violations.map(
    ({ id, impact, nodes }) => ({ id, impact, html: nodes[0].html })))"""
GRAVE = {"serious", "critical"}
# What a page is built of: a page of a known kind is judged again where it shows a part it never had.
PARTS = """() => [...new Set([...document.querySelectorAll("body *")].map(
  ({ localName, classList, type, role }) => [localName, ...classList, type, role].join(" ")))]"""


class Walker:
    """Walks with a browser page; after each arrival axe-core and the width are looked at."""

    def __init__(self, page, judged=None):
        """Take a page whose owner is signed in, and {kind of page: its parts that are judged already}."""
        self.page, self.faults = page, []
        self.judged = defaultdict(set) if judged is None else judged

    def goto(self, address):
        """Open a page."""
        self.page.goto(address)
        return self.inspect()

    def press(self, words):
        """Press the button with these words and wait for where it leads."""
        return self.follow(self.page.get_by_role("button", name=words, exact=True))

    def click(self, words):
        """Follow the link with these words."""
        return self.follow(self.page.get_by_role("link", name=words, exact=True).first)

    def key(self, key):
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self.inspect()

    def follow(self, target):
        """Click and wait for the page that follows."""
        with self.page.expect_navigation():
            target.click()
        return self.inspect()

    def fill(self, selector, text):
        """Type into every field that a selector finds."""
        for field in self.page.locator(selector).all():
            field.fill(text)
        return self

    def choose(self, selector):
        """Choose every option that a selector finds, as a person who clicks its label."""
        for option in self.page.locator(selector).all():
            option.check(force=True)
        return self

    def inspect(self):
        """Look at a page: nothing scrolls sideways, and its new parts are without grave faults."""
        kind = re.sub(r"[\w-]{22}", "*", self.page.url.partition("?")[0])
        width = self.page.viewport_size["width"]
        if self.page.evaluate("document.documentElement.scrollWidth") > width:
            self.faults.append((kind, "scrolls sideways", width))
        parts = set(self.page.evaluate(PARTS))
        if parts - self.judged[kind]:
            self.judged[kind] |= parts
            self.look_closely(kind)
        return self

    def look_closely(self, kind):
        """Note the grave faults of access that axe-core finds."""
        self.page.evaluate(AXE)
        grave = [fault for fault in self.judge(RULES) if fault["impact"] in GRAVE]
        self.faults += [(kind, fault["id"], fault["html"]) for fault in grave]

    def judge(self, rules):
        """Return the faults that axe-core finds by some rules, each with its first place."""
        return self.page.evaluate(JUDGE, rules)
