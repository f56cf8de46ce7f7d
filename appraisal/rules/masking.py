"""Names that a stranger may see: enough to compare with a paper in hand, too little to look somebody up."""


def mask_name(name: str) -> str:
    """Return a name with the first letter of each word only: "Ratna Puspitasari" -> "R**** P**********".

    Titles behind a comma are left out. An empty name is refused with ValueError.
    """
    words = name.split(",")[0].split()
    if not words:
        raise ValueError("name is empty")
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words)
