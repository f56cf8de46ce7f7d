"""Every visible word has its Indonesian, and the compiled file says the same."""

from devkit import messages, msgids


def test_translations_are_complete():
    faults = messages.find_faults()

    assert faults == [], "\n".join(faults)


def test_msgids_of_python():
    source = '_("a" "b"); ngettext("one", "many", n); pgettext("month", "May"); _(name)'

    assert set(msgids.from_python(source)) == {
        ("", "ab", None),
        ("", "one", "many"),
        ("month", "May", None),
    }


def test_msgids_of_templates():
    source = """
    {% translate "Save (all)" %} {{ text|default:_("none") }} {% include "x" with label=_("name") %}
    {% blocktranslate trimmed count n=n %}
      {{ n }} person
    {% plural %}
      {{ n }} people, 5%
    {% endblocktranslate %}
    """

    assert set(msgids.from_template(source)) == {
        ("", "Save (all)", None),
        ("", "none", None),
        ("", "name", None),
        ("", "%(n)s person", "%(n)s people, 5%%"),
    }


def test_translation_with_another_placeholder_is_a_fault():
    catalog = messages.build_catalog({("", "%(count)s left"): None}, {("", "%(count)s left"): "x"})

    faults = [
        fault for message in catalog if message.id for fault in messages.message_faults(message)
    ]

    assert faults == ["placeholders differ, ['%(count)s'] wanted: '%(count)s left' -> 'x'"]


def test_missing_translation_is_a_fault():
    catalog = messages.build_catalog({("", "Save"): None}, {})

    faults = [
        fault for message in catalog if message.id for fault in messages.message_faults(message)
    ]

    assert faults == ['not translated: "Save"']


def faults_of(catalog):
    """Return what is wrong with the texts of a catalogue."""
    return [fault for entry in catalog if entry.id for fault in messages.message_faults(entry)]
