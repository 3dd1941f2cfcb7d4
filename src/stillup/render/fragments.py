"""The HTML of texts, each rendered once and remembered."""

from collections.abc import Mapping

from stillup.model.memory import Forgetful, Memory
from stillup.model.text import Text


class Fragments:
    """Fragments by their texts. `rendered` counts Markdown calls."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = memory or Forgetful()
        self._known: dict[str, str] = {}
        self._fresh: dict[str, str] = {}
        self.rendered = 0

    def html(self, text: Text) -> str:
        """Return the fragment of a text."""
        from stillup.render.markdown import fragment_key

        key = fragment_key(text)
        if key not in self._known:
            recalled = self._memory.recall_fragments([key])
            self._known[key] = recalled[key] if key in recalled else self._render(key, text)
        return self._known[key]

    def learn(self, fragments: Mapping[str, str]) -> None:
        """Take over fragments rendered or recalled elsewhere."""
        self._known.update(fragments)

    def take_fresh(self) -> dict[str, str]:
        """Return what was rendered since this was last asked, for memory to keep."""
        fresh, self._fresh = self._fresh, {}
        return fresh

    def _render(self, key: str, text: Text) -> str:
        from stillup.render.markdown import render_fragment

        self.rendered += 1
        self._fresh[key] = html = render_fragment(text)
        return html
