"""The errors of Détente: what went wrong, where, and what to do next.

    DetenteError                catch this for anything the program itself reports
    ├── QuestionError           D1xx  the question cannot be asked: raised at once
    │   ├── UnknownState        D101  a name that is no state (near names are offered)
    │   ├── SameState           D102  a relation needs two states
    │   ├── BadDate             D103  a date that is not EDTF
    │   ├── UnknownDataSet      D104  a name that no data set bears
    │   ├── UnknownItem         D105  an event, claim, report or dossier that the record does not hold
    │   └── MissingExtra        D106  a part of the program that is not installed
    ├── SourceError             D2xx  a document or data set that cannot be taken: quarantined, the rest goes on
    │   ├── Unreadable          D201  broken, encrypted or binary content
    │   ├── Empty               D202  no text left after extraction
    │   ├── TooLarge            D203  larger than the set limit
    │   ├── BadEncoding         D204  the bytes are no text in any accepted encoding
    │   ├── MissingColumn       D205  a table without the named column
    │   ├── UnknownFormat       D206  no module reads this kind of file
    │   ├── ForeignLanguage     D207  a language that the model cannot read
    │   ├── BadRow              D208  a row of a data set with a value that cannot be
    │   └── OutsidePlover       D209  a row of a data set that is no event of PLOVER
    └── RecordError             D3xx  the record itself
        ├── NotARecord          D301  the file is no record of Détente
        ├── NewerRecord         D302  written by a newer version
        ├── RecordLocked        D303  another process holds it
        ├── NoSuchRecord        D304  there is no file at that path
        └── OlderRecord         D305  written by an older version, and opened for reading only

A code never changes its meaning. Tests and quarantine rows refer to codes, people read the sentences.
"""

from __future__ import annotations


class DetenteError(Exception):
    """What happened, where, and what to do next; `code` is stable."""

    code = "D000"

    def __init__(self, what: str, *, where: str = "", next_step: str = "") -> None:
        super().__init__(what, where, next_step)
        self.what = what
        self.where = where
        self.next_step = next_step

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        next_step = f" {self.next_step}" if self.next_step else ""
        return f"{self.code} {self.what}{where}.{next_step}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.next_step))


def _rebuild(kind: type[DetenteError], what: str, where: str, next_step: str) -> DetenteError:
    return kind(what, where=where, next_step=next_step)


class QuestionError(DetenteError):
    """The question cannot be asked as it stands."""

    code = "D100"


class UnknownState(QuestionError):
    """A name that no state bears; the message offers near names."""

    code = "D101"


class SameState(QuestionError):
    """Both names mean one state."""

    code = "D102"


class BadDate(QuestionError):
    """A date that is not EDTF."""

    code = "D103"


class UnknownDataSet(QuestionError):
    """A name that no data set bears, or a mapping file that describes none."""

    code = "D104"


class UnknownItem(QuestionError):
    """An event, claim, report or frozen dossier that the record does not hold."""

    code = "D105"


class MissingExtra(QuestionError):
    """The part of the program that is asked for needs packages that are not installed."""

    code = "D106"


class SourceError(DetenteError):
    """A document that cannot be taken; it goes to quarantine and the rest goes on."""

    code = "D200"


class Unreadable(SourceError):
    """Broken, encrypted or binary content."""

    code = "D201"


class Empty(SourceError):
    """No text is left after extraction."""

    code = "D202"


class TooLarge(SourceError):
    """Larger than the set limit."""

    code = "D203"


class BadEncoding(SourceError):
    """The bytes are no text in any accepted encoding."""

    code = "D204"


class MissingColumn(SourceError):
    """A table without the named column."""

    code = "D205"


class UnknownFormat(SourceError):
    """No module reads this kind of file."""

    code = "D206"


class ForeignLanguage(SourceError):
    """A language that the model cannot read."""

    code = "D207"


class BadRow(SourceError):
    """A row of a data set with a value that cannot be."""

    code = "D208"


class OutsidePlover(SourceError):
    """A row of a data set that is no event of PLOVER, such as a mere statement."""

    code = "D209"


class RecordError(DetenteError):
    """Something about the record file."""

    code = "D300"


class NotARecord(RecordError):
    """The file is no record of Détente."""

    code = "D301"


class NewerRecord(RecordError):
    """The record was written by a newer version of the program."""

    code = "D302"


class RecordLocked(RecordError):
    """Another process holds the record."""

    code = "D303"


class NoSuchRecord(RecordError):
    """There is no file at that path."""

    code = "D304"


class OlderRecord(RecordError):
    """The record was written by an older version and must be brought up to date by opening it for writing."""

    code = "D305"
