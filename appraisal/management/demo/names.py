"""Invented names of many cultures, and synthetic NIP that no real person has."""

from datetime import date, timedelta

from accounts.rules.nip import parse_nip
from appraisal.management.demo.data import texts

UNSEEN_SERIAL = 900  # serial numbers this high are never given out in real life
PPPK_SINCE = 2021
FIRST_WORDS = {"I", "Ni", "Andi", "Cut", "Hj.", "Muh.", "Teuku", "Daeng", "Siti", "Sitti", "Abdul"}
BALINESE_ORDER = {"Gede", "Kadek", "Ketut", "Komang", "Luh", "Made", "Putu", "Wayan"}


class Names:
    """Gives every person a name that nobody else has."""

    def __init__(self, rng):
        """Keep the dice."""
        self.rng = rng
        self.taken = {row["name"] for row in texts("names")["named"].values()}
        self.cultures = [row for name, row in texts("names").items() if name != "named"]

    def next(self, sex):
        """Return an invented name."""
        weights = [culture["weight"] for culture in self.cultures]
        while True:
            culture = self.rng.choices(self.cultures, weights)[0]
            first = self.rng.choice(culture["men" if sex == "M" else "women"])
            name = f"{first} {self.rng.choice(culture['last'])}"
            if name not in self.taken:
                self.taken.add(name)
                return name


def called(name):
    """Return the word by which colleagues call a person."""
    words = [word for word in name.split() if word not in FIRST_WORDS | BALINESE_ORDER]
    return words[0] if words else name.split()[-1]


class Nips:
    """Gives every person an NIP whose parts fit together."""

    def __init__(self, rng):
        """Keep the dice and the running number."""
        self.rng, self.serial = rng, 0

    def birth_date(self, employment, rank):
        """Return a date of birth that fits the kind of employment and the rank."""
        youngest, oldest = (1998, 2003) if employment == "CPNS" else years_of(rank)
        first = date(self.rng.randint(youngest, oldest), 1, 1)
        return first + timedelta(days=self.rng.randint(0, 364))

    def next(self, born, employment, sex, today):
        """Return eighteen digits."""
        self.serial += 1
        first = max(born.year + 23, PPPK_SINCE if employment.startswith("PPPK") else 0)
        year = today.year if employment == "CPNS" else min(first, today.year - 2)
        month = 21 if employment.startswith("PPPK") else self.rng.choice((1, 3, 4, 12))
        month = 3 if employment == "CPNS" else month
        serial = UNSEEN_SERIAL + self.serial % 100
        digits = f"{born:%Y%m%d}{year}{month:02d}{1 if sex == 'M' else 2}{serial:03d}"
        return parse_nip(digits).digits


def years_of(rank):
    """Return the years of birth between which people of a rank were born."""
    if rank.startswith("IV"):
        return 1968, 1979
    if rank in {"III/c", "III/d"}:
        return 1976, 1988
    return 1983, 1997
