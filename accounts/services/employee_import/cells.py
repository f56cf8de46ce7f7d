"""The cells of one row while they are read."""

from dataclasses import dataclass, field

from accounts.rules.indonesian_dates import NotADate, read_date
from accounts.rules.roster_headers import header_words
from accounts.rules.spreadsheet_cells import (
    as_it_stood,
    clean_text,
)
from accounts.services.employee_import.problems import problem

LIMITS = {
    "name": 200, "title_before": 50, "title_after": 80, "unit_name": 200, "office": 200,
    "unit_code": 40, "job_position": 200, "eselon": 20, "code": 40, "parent": 40, "email": 254,
}  # fmt: skip
# What offices call the columns that a table may lack.
COLUMNS = {
    "nip": "NIP", "name": "Nama", "title_before": "Gelar depan", "title_after": "Gelar belakang",
    "kind": "Jenis", "employment_kind": "Status", "rank": "Golongan", "rank_since_date": "TMT golongan",
    "unit_code": "Kode unit", "unit_name": "Unit kerja", "office": "Perangkat daerah",
    "job_position": "Jabatan", "position_kind": "Jenis jabatan", "functional_grade": "Jenjang",
    "job_class": "Kelas jabatan", "position_since_date": "TMT jabatan", "is_head": "Kepala unit",
    "supervisor": "NIP atasan", "email": "E-mail", "phone": "HP", "birth_date": "Tanggal lahir",
    "sex": "L/P", "code": "Kode", "parent": "Kode induk", "from_date": "Berlaku mulai",
}  # fmt: skip


@dataclass(slots=True)
class Reader:
    """The cells of one line while they are read: values so far, and problems."""

    cells: dict
    columns: dict[str, str]
    is_1904: bool = False
    data: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)

    def column(self, name):
        """Return the words above a column, or what offices call it when it is missing."""
        return self.columns.get(name) or COLUMNS.get(name, name)

    def complain(self, code, name, **params):
        """Write down a problem with a cell."""
        self.problems.append(
            problem(
                code, self.column(name), as_it_stood(self.cells.get(name)), stage="cell", **params
            )
        )

    def keep(self, name, value):
        """Keep a value that says something and fits into its field."""
        limit = LIMITS.get(name)
        if limit and len(value) > limit:
            self.complain("too_long", name, limit=limit)
        elif value not in ("", None):
            self.data[name] = value

    def text(self, name):
        """Keep a text."""
        self.keep(name, clean_text(self.cells.get(name)))

    def word(self, name, words, shown):
        """Keep the code for one of the words that a column knows; return whether it was another word."""
        text = header_words(clean_text(self.cells.get(name)))
        if text in words:
            self.data[name] = words[text].value if hasattr(words[text], "value") else words[text]
        elif text:
            self.complain("choice", name, words=shown)

    def date(self, name, read=read_date):
        """Keep a date as ISO text."""
        try:
            found = read(self.cells.get(name), is_1904=self.is_1904)
        except NotADate:
            self.complain("date", name)
            return
        if found:
            self.data[name] = found.isoformat()
