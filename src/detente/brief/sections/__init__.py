"""The sections of a brief, one file each; every one gives a Section, or None where it has nothing to say."""
