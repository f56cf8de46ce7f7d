"""Tags and filters of the components: icons, people, dates, forms, navigation."""

from datetime import date
from textwrap import shorten

from django import template
from django.forms import Field
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.choices import flatten_choices
from django.utils.dateformat import format as format_date
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.rules import ranks
from accounts.rules.nip import InvalidNip, format_nip, parse_nip
from appraisal.models import shipped_words
from competency import choices
from config import navigation

register = template.Library()

AVATAR_COLOURS = ("", "ava-1", "ava-2", "ava-3", "ava-4")


@register.simple_tag
def icon(name, classes=""):
    """Draw an icon of the sprite: {% icon "check" "ic-sm" %}; it is never read aloud."""
    return format_html(
        '<svg class="ic {}" aria-hidden="true" focusable="false"><use href="{}#i-{}"></use></svg>',
        classes,
        static("vendor/icons.svg"),
        name,
    )


@register.filter
def initials(name):
    """Return the first letters of the first two words of a name."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.filter
def short_name(name):
    """Return "Ratna P." for "Ratna Puspitasari"."""
    first, *others = str(name).split() or [""]
    return f"{first} {others[0][0]}." if others else first


@register.filter
def first_name(name):
    """Return the first word of a name."""
    return str(name).partition(" ")[0]


@register.filter
def competency_name(stored):
    """Return the name of a competency in the reader's language."""
    return choices.competency_name(str(stored))


@register.filter
def level_name(stored):
    """Return the name of a competency level in the reader's language."""
    return choices.level_name(str(stored))


@register.filter
def value_name(code):
    """Return the name of a core value, in English with what it means."""
    return shipped_words.value_name(code)


@register.filter
def period_title(stored):
    """Return the name of a period in the reader's language."""
    return shipped_words.period_title(stored)


@register.filter
def criterion_words(stored):
    """Return a criterion's name or description in the reader's language."""
    return shipped_words.criterion_words(stored)


@register.filter
def avatar_colour(name):
    """Return the class of a colour that stays the same for the same name."""
    return AVATAR_COLOURS[sum(str(name).encode()) % len(AVATAR_COLOURS)]


@register.filter
def nip(digits):
    """Write a NIP as offices print it; what is no NIP is shown as it is."""
    try:
        return format_nip(parse_nip(digits or ""))
    except InvalidNip:
        return digits or "-"


@register.filter
def rank_title(rank):
    """Return "Penata (III/c)" for "III/c"."""
    return ranks.rank_title(rank)


@register.filter
def short_code(code):
    """Return a code in two groups, as people read it aloud: 7F3K-92QD."""
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else code


@register.filter(expects_localtime=True)
def long_date(day):
    """Return "Senin, 23 November 2026"."""
    return format_date(day, "l, j F Y") if day else ""


@register.filter(expects_localtime=True)
def day_month(day):
    """Return "4 Desember"."""
    return date_format(day, "MONTH_DAY_FORMAT") if day else ""


@register.simple_tag
def day_range(start, end, year=True):
    """Return "7 sampai 18 Desember 2026"; year=False leaves the year out."""
    last = date_format(end, "DATE_FORMAT") if year else day_month(end)
    if start == end or start is None:
        return last
    same_year = start.year == end.year
    first = day_month(start) if same_year or not year else date_format(start, "DATE_FORMAT")
    if same_year and start.month == end.month:
        first = str(start.day)
    return _("%(start)s to %(end)s") % {"start": first, "end": last}


@register.filter
def days_left(day, today=None):
    """Return "11 hari lagi", "hari ini" or "lewat 3 hari" for a deadline."""
    if not day:
        return ""
    days = (day - (today or timezone.localdate())).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    text = ngettext("%(days)s day left", "%(days)s days left", days)
    if days < 0:
        text = ngettext("%(days)s day past", "%(days)s days past", -days)
    return text % {"days": number_format(abs(days))}


@register.filter
def excerpt(text, length):
    """Return the beginning of a text, cut between two words; in a word that alone is too long."""
    if len(text) <= length:
        return text
    words = shorten(text, length, placeholder=" …")
    return words if len(words) > length // 2 else f"{text[: length - 1].rstrip()}…"


@register.filter
def percent(share):
    """Return "65%" for 0.65, and nothing for nothing."""
    return "" if share is None else f"{share:.0%}"


@register.filter
def share_of(part, whole):
    """Return "65%" for 3106 of 4812; of nothing it is "0%"."""
    return f"{(part or 0) / whole:.0%}" if whole else "0%"


@register.filter
def times(count):
    """Return the numbers 0 to count - 1, to draw something so many times."""
    return range(count or 0)


@register.filter
def anchor(field):
    """Return the id that a link to a field leads to: the first choice of a group."""
    group = field.use_fieldset and field.widget_type in {"radioselect", "checkboxselectmultiple"}
    return f"{field.auto_id}_0" if group else field.auto_id


@register.filter
def error_links(form):
    """Return (address, text) for each error; one of the whole form has no address."""
    general = [("", error) for error in form.non_field_errors()]
    return general + [
        (f"#{anchor(field)}", named(field, error)) for field in form for error in field.errors
    ]


def named(field, error):
    """Return an error with the name of its field where it would only say "this field"."""
    if error != str(Field.default_error_messages["required"]):
        return error
    return _("Fill in: %(field)s") % {"field": field.label}


@register.simple_tag(takes_context=True)
def active_filters(context, form):
    """Return (name, words, address without it) for every filter of a list that is in use.

    A value that the form refuses filters nothing; it stands in its field with the error.
    """
    query, shown = context["request"].GET, form.visible_fields()
    fields = [field for field in shown if query.get(field.name) and not field.errors]
    return [
        (field.label, choice_words(form, field), without(query, field.name)) for field in fields
    ]


def choice_words(form, field):
    """Return what a filter is set to, in the words of the form."""
    value = form.data.get(field.name)
    for key, words in flatten_choices(getattr(field.field, "choices", ())):
        if str(key) == value:
            return words
    read = getattr(form, "cleaned_data", {}).get(field.name)
    return date_format(read) if isinstance(read, date) else value


def without(query, name):
    """Return the address of this list without one filter, from its first page."""
    rest = query.copy()
    rest.pop(name, None)
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


@register.simple_tag(takes_context=True)
def main_navigation(context):
    """Return the links of the bar."""
    return navigation.navigation(context["request"]) if "request" in context else []


@register.simple_tag(takes_context=True)
def side_navigation(context):
    """Return the links beside HR's pages."""
    return navigation.side_navigation(context["request"]) if "request" in context else []


@register.simple_tag
def link_to(name):
    """Return the address of a page, or nothing if it does not exist: {% link_to "x:y" as url %}."""
    return navigation.find(name)


@register.simple_block_tag
def card(content, title="", note="", id="", level=2, tone=""):
    """Wrap a block into a sheet with a heading: {% card title=_("Stages") %}...{% endcard %}."""
    heading = {"title": title, "note": note, "id": id, "level": level, "tone": tone}
    return render_to_string("components/card.html", {"content": content, **heading})


@register.simple_block_tag
def note(content, tone="", icon="info-circle", title=""):
    """Wrap a block into a note: {% note tone="daun" icon="check" %}<p>...</p>{% endnote %}."""
    words = {"content": content, "tone": tone, "icon": icon, "title": title}
    return render_to_string("components/note.html", words)
