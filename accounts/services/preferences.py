"""How a person wants to see Selaras, and what comes by mail."""

PREFERENCES = ("language", "theme", "text_size", "shortcuts", "shared_computer", "mail_off")


def save_preferences(*, employee, preferences):
    """Write the preferences that were given, and return those that were there before."""
    names = [name for name in PREFERENCES if name in preferences]
    before = {name: getattr(employee, name) for name in names}
    for name in names:
        setattr(employee, name, preferences[name])
    employee.save(update_fields=names)
    return before
