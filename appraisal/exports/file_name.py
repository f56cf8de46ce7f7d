"""The name of a file that HR takes out: what it is, of which cycle, period and unit, and of which day."""

from django.utils.text import slugify

MOST = {"cycle": 24, "period": 17, "unit": 14}  # letters; the storage takes a hundred in all


def output_name(word, at, ending, **about):
    """Return "hasil_penilaian-kinerja-2026_tahun-2026_2026-11-22.xlsx"; what is empty is left out."""
    parts = [shortened(about[name], most) for name, most in MOST.items() if about.get(name)]
    return f"{'_'.join([word, *parts, f'{at:%Y-%m-%d}'])}.{ending}"


def shortened(text, most):
    """Return a text as part of a file name, with whole words only unless the first is too long."""
    slug = slugify(text)
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]
