"""The attribution frames of one parsed sentence: each cue with its source and content."""

from __future__ import annotations

from typing import Any

from detente.reading import cues
from detente.reading.frame import Frame
from detente.reading.moods import mood_frames
from detente.reading.nominal_frames import according_frames, adjective_frames, hearsay_frames, noun_frames
from detente.reading.verb_frames import light_verb_frame, verb_frames


def find_frames(doc: Any) -> list[Frame]:
    """The attribution frames of a sentence, in the order of their cues."""
    verbs, nouns, adjectives, light = cues.verbs(), cues.nouns(), cues.adjectives(), cues.phrases()
    moods, sourceless = cues.moods(), cues.words("sourceless")
    found: list[Frame] = []
    used = -1
    for token in doc:
        form, pos = token.lower_, token.pos_
        if token.i < used:
            continue
        if form == "according":
            found.extend(according_frames(token))
        elif pos == "VERB" and token.dep_ in ("acomp", "oprd") and (cue := adjectives.get(form)) is not None:
            found.extend(adjective_frames(token, cue))  # "is divided on whether"
        elif pos in ("VERB", "AUX"):
            phrase = light.get(form)
            if phrase is not None and (made := light_verb_frame(token, *phrase)) is not None:
                found.append(made)
                used = made.cue_run[1]
            elif (cue := verbs.get(form)) is not None:
                found.extend(verb_frames(token, cue))
        elif pos == "NOUN" and (form in nouns or form in moods):
            told = list(noun_frames(token, nouns[form])) if form in nouns else []
            found.extend(told or (mood_frames(token, moods[form]) if form in moods else ()))
        elif pos == "ADJ" and (cue := adjectives.get(form)) is not None:
            found.extend(adjective_frames(token, cue))
        elif form in sourceless:
            found.extend(hearsay_frames(token))
    return found
