"""Somebody at a page without JavaScript: reads it, fills in the form of a button, presses it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

VOID = {"input", "img", "br", "hr", "meta", "link", "source", "wbr"}
TICKED = {"checkbox", "radio"}
REDIRECTS = {301, 302, 303}


@dataclass
class Button:
    """A button: its words, and what pressing it sends."""

    name: str
    value: str
    form_id: str = ""
    action: str = ""
    text: str = ""


@dataclass
class Form:
    """A form: where it goes, what stands in its fields, and its buttons."""

    action: str
    method: str
    values: list = field(default_factory=list)  # (name, value) as they would be sent
    names: list = field(default_factory=list)  # every field, the empty ones too
    buttons: list = field(default_factory=list)


class FormReader(HTMLParser):
    """Read the forms of a page as a browser does."""

    def __init__(self):
        """Begin with no form."""
        super().__init__()
        self.forms, self.ids, self.open_forms, self.early = [], {}, [], []
        self.button = self.area = self.select = None
        self.stray = []

    @property
    def form(self):
        """Return the form that is being read, or None."""
        return self.open_forms[-1] if self.open_forms else None

    def handle_starttag(self, tag, attrs):
        """Note forms and fields."""
        attributes = dict(attrs)
        reader = getattr(self, f"read_{tag}", None)
        if reader:
            reader(attributes)

    def handle_endtag(self, tag):
        """Close what was open."""
        if tag == "form" and self.open_forms:
            self.open_forms.pop()
        if tag == "button" and self.button:
            self.button.text = " ".join(self.button.text.split())
            self.button = None
        if tag == "textarea" and self.area:
            form, name, text = self.area
            form.values.append((name, text.removeprefix("\n")))
            self.area = None
        if tag == "select":
            self.close_select()

    def handle_data(self, data):
        """Collect the words of buttons and text areas."""
        if self.button:
            self.button.text += data
        if self.area:
            self.area[2] += data

    def read_form(self, attributes):
        """Begin a form."""
        form = Form(attributes.get("action") or "", (attributes.get("method") or "get").lower())
        self.forms.append(form)
        self.open_forms.append(form)
        if attributes.get("id"):
            self.ids[attributes["id"]] = form

    def owner(self, attributes):
        """Return the form that a field belongs to."""
        return self.ids.get(attributes.get("form")) or self.form

    def read_input(self, attributes):
        """Note a field with its value; boxes count only when they are ticked."""
        form, name, kind = self.owner(attributes), attributes.get("name"), attributes.get("type")
        if form is None or not name:
            return
        form.names.append(name)
        if kind not in TICKED or "checked" in attributes:
            form.values.append((name, attributes.get("value") or ("on" if kind in TICKED else "")))

    def read_textarea(self, attributes):
        """Begin a text area."""
        form = self.owner(attributes)
        if form is not None and attributes.get("name"):
            form.names.append(attributes["name"])
            self.area = [form, attributes["name"], ""]

    def read_select(self, attributes):
        """Begin a list of choices."""
        form = self.owner(attributes)
        if form is not None and attributes.get("name"):
            form.names.append(attributes["name"])
            self.select = [form, attributes["name"], []]

    def read_option(self, attributes):
        """Note a choice, chosen or not."""
        if self.select:
            chosen = "selected" in attributes
            self.select[2].append((chosen, attributes.get("value", "")))

    def close_select(self):
        """Send the chosen option, else the first."""
        if self.select:
            form, name, options = self.select
            chosen = [value for is_chosen, value in options if is_chosen]
            first = [value for _is_chosen, value in options[:1]]
            form.values += [(name, value) for value in (chosen or first)]
            self.select = None

    def read_button(self, attributes):
        """Note a button that sends a form."""
        form, named = self.owner(attributes), attributes.get("form", "")
        if not (form or named) or attributes.get("type", "submit") != "submit":
            return
        self.button = Button(
            attributes.get("name", ""),
            attributes.get("value", ""),
            form_id=named,
            action=attributes.get("formaction", ""),
        )
        (self.early if named not in self.ids and named else form.buttons).append(self.button)

    def close(self):
        """Give the buttons that stood before their form to that form."""
        super().close()
        for button in self.early:
            self.ids[button.form_id].buttons.append(button)


class Visitor:
    """A person with a browser of their own."""

    def __init__(self, employee=None):
        """Sign in, if this is somebody."""
        self.client = Client()
        self.address = self.text = ""
        self.status = 0
        self.forms = []
        if employee:
            self.client.force_login(employee)

    def goto(self, address):
        """Open a page."""
        return self.arrive(self.client.get(address), address)

    def arrive(self, answer, address):
        """Follow to the page on which this ends, and read it."""
        while answer.status_code in REDIRECTS:
            address = answer["Location"].partition("#")[0]
            answer = self.client.get(address)
        self.address, self.status, self.answer = address, answer.status_code, answer
        self.text, self.forms = "", []
        if answer["Content-Type"].startswith("text/html"):
            self.text = answer.content.decode()
            reader = FormReader()
            reader.feed(self.text)
            reader.close()
            self.forms = reader.forms
        return self

    def form_of(self, words):
        """Return (form, button) of the button with these words."""
        pairs = [(form, button) for form in self.forms for button in form.buttons]
        found = [pair for pair in pairs if pair[1].text == words]
        assert found, f"no button {words!r} on {self.address} ({self.status}): {self.buttons()}"
        return found[0]

    def buttons(self):
        """Return the words of every button."""
        return [button.text for form in self.forms for button in form.buttons]

    def press(self, words, answers=None, *, files=None):
        """Fill in the form of a button, send it, and arrive somewhere.

        `answers` is {name: text or list}; a name that the form does not have is a mistake.
        """
        form, button = self.form_of(words)
        answers = {**(answers or {}), **(files or {})}
        unknown = answers.keys() - set(form.names)
        assert not unknown, f"no field {unknown} in the form of {words!r}: {form.names}"
        data = {}
        for name, value in form.values:
            if name not in answers:
                data.setdefault(name, []).append(value)
        data |= {name: value for name, value in answers.items() if value is not None}
        if button.name:
            data[button.name] = button.value
        address = button.action or form.action or self.address
        send = self.client.post if form.method == "post" else self.client.get
        return self.arrive(send(address, data), address)

    def fields(self, words, ending):
        """Return the names of the fields, in the form of a button, that end in some letters."""
        form, _button = self.form_of(words)
        return [name for name in dict.fromkeys(form.names) if name.endswith(ending)]

    def link(self, part):
        """Return the first address on the page that contains some letters."""
        for piece in self.text.split('href="')[1:]:
            address = piece.partition('"')[0].replace("&amp;", "&")
            if part in address:
                return address
        raise AssertionError(f"no link with {part!r} on {self.address}")
