"""cState sites (Hugo): `content/issues/*.md` and a `config.yml`. Format: cstate/cstate's wiki."""

from stillup.importing.cstate.site import import_cstate

__all__ = ["import_cstate"]
