"""One actor phrase, resolved: its state on the day, kind, PLOVER sector and name; or nothing, never a guess.

Measured in docs/methods/actors.md.
"""

from __future__ import annotations

from detente.leaders import Leader, find_leader
from detente.offices import office_at_end, office_at_start
from detente.organisations import Organisation, find_organisation
from detente.reading.local_bodies import local_body
from detente.reading.model import Actor, Kind
from detente.reading.person_phrases import leader_of
from detente.reading.phrases import (
    bare,
    begins_with_no_state,
    exact_office,
    is_name,
    is_word,
    kind_of_no_state,
    means_one_state,
    owner,
    parted,
    state_of_place,
    whole_form,
)
from detente.states import Day, SurfaceForm, at_date, fold, iso_day, states_by_code

_LISTED = {"Congo": "COG"}
"""Names that mean several states in a text, but in a list of states one: the UN's own short name of it."""

_STATE_KINDS: dict[str, str | None] = {"name": "GOV", "capital": "GOV"}


def resolve(text: str, date: Day | None = None) -> Actor | None:
    """The actor that a phrase means on that day, or None where it stays open.

    Takes names of states ("the Kremlin", "Soviet Union"), bodies ("Foreign Ministry (Pakistan)", "Government of
    India"), persons with or without their office ("Russian Defense Minister Sergey Shoigu"), organisations and armed
    groups ("UN Security Council", "Taliban"). `date` is the report's day or its EDTF. Outlets are of sector MED.
    """
    phrase = " ".join(text.split()).strip('"“” ,;')
    if not phrase:
        return None
    return _Phrase(text, date).resolve(phrase)


class _Phrase:
    """The ways to read a phrase, tried from the most to the least certain."""

    def __init__(self, text: str, date: Day | None) -> None:
        self.text = text
        self.date = date

    def resolve(self, phrase: str) -> Actor | None:
        ways = (
            self.in_brackets,
            self.as_organisation,
            self.as_state,
            self.as_place,
            self.as_no_state,
            self.as_body_of_its_own,
            self.after_state,
            self.of_state,
            self.of_place,
            self.as_person,
        )
        for way in ways:
            done, actor = way(phrase)
            if done:
                return actor
        return None

    def actor(
        self,
        kind: Kind,
        state: str | None,
        sector: str | None,
        name: str | None,
        *,
        role: str | None = None,
    ) -> Actor:
        return Actor(
            text=self.text,
            start=0,
            end=len(self.text),
            kind=kind,
            state=at_date(state, self.date) if state else None,
            sector=sector or None,
            name=name,
            role=role,
        )

    def in_brackets(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Military (Russia)", "Association of Southeast Asian Nations (ASEAN)"."""
        head, inner = parted(phrase)
        if not head:
            return False, None
        known = find_organisation(phrase, self.date)
        if known is not None:
            return True, self.organisation(known)
        form = whole_form(inner, self.date)
        if form is not None and not means_one_state(form) and inner not in _LISTED:
            return True, None
        within = None if form else self.resolve(inner)
        told = form.state if form else state_of_place(inner) or (within.state if within else None)
        state = _LISTED.get(inner, told)
        if state is None:
            return True, (within or self.resolve(head)) if _is_acronym(inner, head) or within is None else within
        plain = parted(head)[0] or head
        found = exact_office(plain) or office_at_end(plain.split())
        if found:
            return True, self.actor(found[0].kind, state, found[0].sector, phrase, role=head)
        known = find_organisation(head, self.date)
        if known is not None:
            return True, self.actor(known.kind, state, known.sector, known.name)
        leader = find_leader(head, self.date, state=state)
        return True, self.person(leader, state) if leader else self.actor("body", state, None, head)

    def organisation(self, known: Organisation) -> Actor:
        return self.actor(known.kind, known.state, known.sector, known.name)

    def as_organisation(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Taliban", "UN Security Council", "Taliban fighters", "UN Secretary-General Ban Ki-moon"."""
        known = find_organisation(phrase, self.date)
        if known is not None:
            return True, self.organisation(known)
        words = bare(phrase).split()
        for n in range(len(words) - 1, 0, -1):
            head = owner(" ".join(words[:n]))
            known = find_organisation(head, self.date)
            if known is None or whole_form(" ".join(words[: n + 1]), self.date):
                continue
            rest = words[n:]
            found = office_at_start(rest) or office_at_end(rest)
            if found is None:
                continue
            name = " ".join(rest[found[1] :])
            leader = find_leader(name, self.date) if name else None
            if found[0].kind == "person":
                return True, self.actor("person", known.state, known.sector, leader.name if leader else name or None)
            return True, self.organisation(known)
        return False, None

    def as_state(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Russia", "the Soviets", "Islamabad", "the Kremlin"."""
        form = whole_form(owner(phrase), self.date)
        if form is None:
            return False, None
        if not means_one_state(form):
            return True, None
        if form.kind == "capital" and form.ambiguous in ("person", "place", "word") and form.form != "Washington":
            return True, None
        if form.kind == "metonym":
            return True, self.actor("body", form.state, "GOV", bare(form.form))
        name = states_by_code()[at_date(form.state, self.date)].name
        return True, self.actor("state", form.state, _STATE_KINDS.get(form.kind), name)

    def as_place(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Xinjiang", "Karachi": a region or town, for what sits there."""
        state = state_of_place(owner(phrase))
        return (True, self.actor("body", state, None, bare(owner(phrase)))) if state else (False, None)

    def as_no_state(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Voice of America" is an outlet, "Air China" a company, "Persian Gulf" no actor at all."""
        kind = kind_of_no_state(phrase)
        if kind == "outlet":
            return True, self.actor("organisation", None, "MED", phrase)
        if kind == "company":
            return True, self.actor("organisation", None, "MNC", phrase)
        return kind not in (None, "organisation"), None

    def as_body_of_its_own(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "State Duma", "the Pentagon", "CIA Director John Brennan": the word alone tells the state."""
        words = bare(phrase).split()
        found = office_at_start(words)
        if found is None or found[0].state is None:
            return False, None
        office, n = found
        shouted = office.form.isupper() or " " in office.form or len(office.form) > 4 or words[0].isupper()
        if not shouted or not words[0][:1].isupper():
            return False, None
        rest = words[n:]
        name = " ".join(rest)
        if not rest:
            return True, self.actor(office.kind, office.state, office.sector, " ".join(words), role=office.form)
        person = office_at_start(rest)
        if person is not None:
            rest = rest[person[1] :]
            name = " ".join(rest)
        if rest and not is_name(rest):
            return False, None
        leader = find_leader(name, self.date, state=office.state) if rest else None
        return True, self.actor("person", office.state, office.sector, leader.name if leader else name or None)

    def after_state(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Russian Defense Minister Sergey Shoigu", "Pakistan's army", "Soviet forces"."""
        words = bare(phrase).split()
        past = False
        while len(words) > 2 and is_word(words[0], "modifiers") and not begins_with_no_state(words):
            past = past or is_word(words[0], "past")
            words = words[1:]
        for n in range(min(5, len(words) - 1), begins_with_no_state(words), -1):
            form = whole_form(owner(" ".join(words[:n])), self.date)
            if form is None:
                continue
            if not means_one_state(form):
                return True, None
            return self.with_state(form, words[n:], past=past)
        return False, None

    def with_state(self, form: SurfaceForm, rest: list[str], *, past: bool) -> tuple[bool, Actor | None]:
        """The rest of a phrase that begins with a state: office and name, body, or person."""
        while len(rest) > 1 and is_word(rest[0], "modifiers") and office_at_start(rest) is None:
            past = past or is_word(rest[0], "past")
            rest = rest[1:]
        found = office_at_start(rest)
        if found is not None:
            office, n = found
            following = rest[n:]
            if not following or fold(following[0]) in ("in", "to", "of", "for", "on", "at"):
                sector = "ELI" if past and office.kind == "person" else office.sector
                return True, self.actor(office.kind, form.state, sector, None, role=" ".join(rest[:n]))
            second = office_at_start(following)
            if second is not None and second[0].kind == "person":
                office, following = second[0], following[second[1] :]
            if is_name(following) and office.kind == "person":
                leader = find_leader(" ".join(following), self.date, state=form.state)
                name = leader.name if leader else " ".join(following)
                sector = "ELI" if past else office.sector
                return True, self.actor("person", form.state, sector, name, role=office.form)
        last = office_at_end(rest)
        if last is not None:
            return True, self.actor(last[0].kind, form.state, last[0].sector, " ".join(rest), role=last[0].form)
        if is_word(rest[-1], "peoples"):
            return True, self.actor("group", form.state, "CVL", " ".join([form.form, *rest]))
        if is_word(rest[-1], "outlet_nouns") and rest[-1][:1].isupper():
            return True, self.actor("organisation", form.state, "MED", " ".join([form.form, *rest]))
        if is_word(rest[-1], "body_nouns"):
            return True, self.actor("organisation", form.state, None, " ".join([form.form, *rest]))
        leader = find_leader(" ".join(rest), self.date, state=form.state)
        return (True, self.person(leader, form.state)) if leader else (False, None)

    def of_state(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Government of India", "Ministry of Foreign Affairs of the Russian Federation", ..."""
        words = bare(phrase).split()
        for i, word in enumerate(words):
            if word not in ("of", "for", "in", "from") or i == 0:
                continue
            tail = words[i + 1 :]
            if tail and tail[0] in ("the", "The"):
                tail = tail[1:]
            for n in range(min(6, len(tail)), 0, -1):
                form = whole_form(owner(" ".join(tail[:n]).rstrip(",")), self.date)
                if form is None or form.kind not in ("name", "metonym"):
                    continue
                actor = self.body_of(form, words[:i], tail[n:])
                if actor is not None:
                    return True, actor
        return False, None

    def body_of(self, form: SurfaceForm, head: list[str], after: list[str]) -> Actor | None:
        found = exact_office(" ".join(head)) or office_at_end(head)
        if not means_one_state(form):
            return None
        if found is not None:
            office = found[0]
            if form.ambiguous == "place" and is_word(office.form, "local_offices"):
                return None
            name = " ".join(after) if is_name(after) and office.kind == "person" else None
            if after and name is None and fold(after[0]) not in ("in", "to", "at", "for"):
                return None
            leader = find_leader(name, self.date, state=form.state) if name else None
            return self.actor(
                office.kind, form.state, office.sector, leader.name if leader else name, role=" ".join(head)
            )
        if not after and is_word(head[-1], "peoples") and head[0][:1].isupper():
            return self.actor("group", form.state, "CVL", " ".join(head))
        if not after and any(is_word(word, "body_nouns") for word in head) and head[0][:1].isupper():
            return self.actor("organisation", form.state, None, " ".join([*head, "of", form.form]))
        return None

    def of_place(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Limpopo Police", "University of Huambo": what is named after a region or town."""
        found = local_body(phrase, self.date)
        return (True, self.actor(*found, bare(phrase))) if found else (False, None)

    def as_person(self, phrase: str) -> tuple[bool, Actor | None]:
        """ "Vladimir Putin", "President Putin", "Pavel Klimkin": a name in the table of leaders."""
        leader = leader_of(phrase, self.date)
        return (True, self.person(leader, leader.state)) if leader else (False, None)

    def person(self, leader: Leader, state: str | None) -> Actor:
        """A leader as an actor: once out of office one of the elite; the heads of organisations have no state."""
        ended = leader.end is not None and not leader.in_office(self.date)
        sector = "ELI" if ended and leader.sector == "GOV" else leader.sector
        state = leader.state if state is None else state
        past = states_by_code()[state] if state else None
        if past and past.end and self.date is not None and iso_day(self.date) >= past.end:
            state = past.successor
        return self.actor("person", state, sector, leader.name, role=leader.office)


def _is_acronym(inner: str, head: str) -> bool:
    """Whether the brackets hold the head's own initials: "World Trade Organization (WTO)"."""
    initials = "".join(word[0] for word in head.split() if word[:1].isupper())
    return inner.isupper() and inner in (initials, initials[-len(inner) :])
