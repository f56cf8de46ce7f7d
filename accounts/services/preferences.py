"""How a person wants to see Selaras."""

PREFERENCES = ("language", "theme", "text_size", "shortcuts")


def save_preferences(*, employee, preferences):
    """Write the preferences that were given."""
    for name in PREFERENCES:
        if name in preferences:
            setattr(employee, name, preferences[name])
    employee.save(update_fields=[name for name in PREFERENCES if name in preferences])
