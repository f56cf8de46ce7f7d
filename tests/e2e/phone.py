"""Somebody with a phone in the hand: taps, small targets, and the same pages at night."""

import re

from tests.e2e.walker import Walker

# Links and buttons in view that are too small: 24 px for all but links inside a sentence (WCAG 2.5.8),
# 44 px for the main button of a page.
TOO_SMALL = """() => {
  const lines = (node) => [...node.parentElement.childNodes].some((other) => other.nodeType === 3 && other.data.trim());
  const small = [];
  for (const node of document.querySelectorAll("a[href], button, summary")) {
    const style = getComputedStyle(node);
    const isWide = getComputedStyle(node, "::after").position === "absolute";  // its row is pressed, too
    const box = (isWide ? node.offsetParent : node).getBoundingClientRect();
    if (!box.width || style.visibility === "hidden") continue;
    if (node.matches(".vh, .skip") || node.closest("[aria-hidden=true]")) continue;
    const inSentence = style.display === "inline" && lines(node);
    const least = node.matches(".btn:not(.btn-2):not(.btn-sm)") ? 44 : inSentence ? 0 : 24;
    const size = `${Math.round(box.width)}x${Math.round(box.height)}`;
    if (Math.min(box.width, box.height) < least - 0.5) small.push(`${size} ${node.outerHTML.slice(0, 140)}`);
  }
  return small;
}"""


class PhoneWalker(Walker):
    """Walks with taps and counts them; each kind of page is looked at by day and by night."""

    def __init__(self, page):
        """Begin with nothing tapped."""
        super().__init__(page)
        self.steps = 0

    def follow(self, target):
        """Tap and wait for the page that follows."""
        with self.page.expect_navigation():
            self.tap(target)
        return self.inspect()

    def tap(self, target):
        """Tap what is in sight."""
        self.steps += 1
        target.tap()
        return self

    def write(self, label, text):
        """Type into the field with this label."""
        self.steps += 1
        self.page.get_by_label(label).first.fill(text)
        return self

    def menu(self, words):
        """Open the menu on top and choose."""
        self.tap(self.page.locator("summary", has_text=re.compile("^Menu$")))
        return self.follow(
            self.page.get_by_role("navigation", name="Utama (ponsel)").get_by_role(
                "link", name=words, exact=True
            )
        )

    def look_closely(self, kind):
        """Look as a walker does, then at the targets and the dark colours."""
        super().look_closely(kind)
        small = self.page.evaluate(TOO_SMALL)
        self.faults += [(kind, "too small", html) for html in small]
        self.look_at_night()

    def look_at_night(self):
        """Let axe-core judge the contrast of the dark colours, too."""
        self.page.emulate_media(color_scheme="dark")
        found = self.judge(["color-contrast"])
        self.faults += [(self.page.url, "at night", fault["html"]) for fault in found]
        self.page.emulate_media(color_scheme="light")
