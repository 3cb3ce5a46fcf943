import subprocess
import sys

LOADED = """
import sys
from detente.reading.pipelines import pipelines
pipelines()
assert not {"spacy.cli", "weasel"} & set(sys.modules), "the command line of spaCy was loaded"
import spacy
assert spacy.info(silent=True)["spacy_version"]
import spacy.cli
assert spacy.cli.download
"""


def test_spacy_is_loaded_without_its_command_line_which_remains_to_be_had() -> None:
    subprocess.run([sys.executable, "-c", LOADED], check=True)
