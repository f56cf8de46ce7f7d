"""A field: label, hint, error, input, in this order and tied together for screen readers."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from config.ui_tags import error_links


class Form(forms.Form):
    """One field of each kind that differs."""

    name = forms.CharField(label="Nama", help_text="Singkat saja.")
    kind = forms.ChoiceField(
        label="Jenis", choices=(("a", "A"), ("b", "B")), widget=forms.RadioSelect
    )
    day = forms.DateField(label="Tanggal", required=False)
    story = forms.CharField(label="Cerita", max_length=50, widget=forms.Textarea, required=False)

    def clean(self):
        """Complain about the whole."""
        raise forms.ValidationError("Dua isian ini berbeda.")


@pytest.fixture
def empty():
    """A form that was sent without a word."""
    return Form({})


def draw(form, name):
    """Return the HTML of one field on one line."""
    return re.sub(r"\s+", " ", str(form[name].as_field_group()))


def test_field_reads_label_hint_error_input(empty):
    html = draw(empty, "name")

    places = [html.index(part) for part in ("<label", "Singkat saja.", "id_name_error", "<input")]
    assert places == sorted(places)


def test_field_with_an_error_is_described_by_hint_and_error(empty):
    html = draw(empty, "name")

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_choices_are_real_radios_in_a_fieldset(empty):
    html = draw(empty, "kind")

    assert html.index("<fieldset") < html.index("<legend") < html.index('type="radio"')
    assert 'aria-describedby="id_kind_error"' in html
    assert 'for="id_kind_1"' in html


def test_date_is_asked_with_the_browsers_calendar():
    html = draw(Form(initial={"day": date(2026, 11, 23)}), "day")

    assert 'type="date"' in html
    assert 'value="2026-11-23"' in html
    assert "(tidak wajib)" in html


def test_long_text_has_a_counter(empty):
    html = draw(empty, "story")

    assert 'data-count="id_story_count"' in html
    assert 'id="id_story_count"' in html
    assert "Paling banyak 50 karakter" in html
    assert 'data-most="50"' in html
    assert "maxlength" not in html  # it would cut a pasted text without a word


def test_text_is_escaped():
    assert "&lt;b&gt;" in draw(Form({"story": "</textarea><b>"}), "story")


def test_error_summary_links_to_the_fields_by_their_names(empty):
    assert error_links(empty) == [
        ("", "Dua isian ini berbeda."),
        ("#id_name", "Lengkapi isian: Nama"),
        ("#id_kind_0", "Lengkapi isian: Jenis"),
    ]


def test_error_summary_is_silent_without_errors():
    template = Template('{% include "components/error_summary.html" with form=form only %}')

    assert template.render(Context({"form": Form()})).strip() == ""
