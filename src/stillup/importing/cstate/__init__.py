"""cState sites (Hugo): `content/issues/*.md` and a `config.yml`. Format: cstate/cstate's wiki."""

from stillup.importing.cstate.site import Import, import_cstate

__all__ = ["Import", "import_cstate"]
