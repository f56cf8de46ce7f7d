"""What points at a row, whichever app it belongs to."""


def relations_to(model):
    """Return all foreign keys that lead to a model, also those without a way back."""
    fields = model._meta.get_fields(include_hidden=True)
    return [one for one in fields if one.auto_created and (one.one_to_many or one.one_to_one)]


def is_referenced(row, ignored=()):
    """Tell whether anything points at a row; `ignored` are models whose rows do not count."""
    return any(
        relation.related_model.objects.filter(**{relation.field.name: row.pk}).exists()
        for relation in relations_to(type(row))
        if relation.related_model not in ignored
    )


def referenced_among(model, keys, ignored=()):
    """Return those of some primary keys that anything points at; one query per relation."""
    found = set()
    for relation in relations_to(model):
        if relation.related_model not in ignored:
            name = relation.field.name
            rows = relation.related_model.objects.filter(**{f"{name}__in": keys})
            found.update(rows.order_by().values_list(name, flat=True).distinct())
    return found
