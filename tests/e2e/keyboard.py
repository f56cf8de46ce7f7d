"""Somebody who works with the keys alone, with an inspector who looks at every stop of the focus."""

from playwright.sync_api import expect

# What the focus stands on: its name, whether it shows (a ring on itself, its label or what follows it),
# and what lies in front of it (WCAG 2.4.11: no bar may hide it).
STOP = """() => {
  const at = document.activeElement, label = at.labels?.[0] || at.closest("label");
  const words = (node) => (node?.innerText || node?.textContent || "").replace(/\\s+/g, " ").trim();
  const legend = words(at.closest("fieldset")?.querySelector("legend"));
  const name = at.getAttribute("aria-label") || words(label) || words(at);
  // The parts of a date field are drawn by the browser, its ring, too.
  const rings = [at, at.nextElementSibling].filter(Boolean);
  const style = (node, part) => getComputedStyle(node, part);
  const drawn = ({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  const shows = at.type === "date" || rings.some((node) => drawn(style(node)) || drawn(style(node, "::after")));
  const box = at.getBoundingClientRect();
  const middle = [box.left + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2];
  const front = document.elementFromPoint(...middle);
  const seen = Boolean(front) && (at.contains(front) || Boolean(label?.contains(front)));
  return { name, legend, shows, seen, tag: at.localName, html: at.outerHTML.slice(0, 160) };
}"""
PATIENCE = 150


class KeyboardWalker:
    """Reaches everything with keys, counts them, and looks at each stop of the focus."""

    def __init__(self, page):
        """Take a page that shows the start already; from here on only keys are used."""
        self.page, self.presses, self.faults = page, 0, []

    def press(self, key):
        """Press one key."""
        self.presses += 1
        self.page.keyboard.press(key)
        return self

    def type(self, text):
        """Type a text; its letters are no presses that a page could spare anybody."""
        self.page.keyboard.type(text)
        return self

    def stop(self):
        """Look where the focus stands; note it when it does not show or lies under something."""
        found = self.page.evaluate(STOP)
        if found["tag"] != "body" and not (found["shows"] and found["seen"]):
            self.faults.append((self.page.url, found))
        return found

    def tab_to(self, name, *, within="", key="Tab"):
        """Press Tab until the focus stands on the control with this name (in a group)."""
        met = []
        for _press in range(PATIENCE):
            self.press(key)
            found = self.stop()
            met.append(found["name"])
            if found["name"] == name and within in found["legend"]:
                return self
        raise AssertionError(f"{key} never reached {name!r} on {self.page.url}, only {met}")

    def go(self, key="Enter"):
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)
        return self

    def follow(self, name, **where):
        """Tab to a link or button and press it."""
        return self.tab_to(name, **where).go()

    def skip(self, name="Langsung ke isi"):
        """Jump over what stands on top of every page, as the first stop offers."""
        return self.tab_to(name).press("Enter")

    def heading(self, text):
        """Wait until the page says where it is."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)
        return self
