"""Loads and warms up all that publishing needs, in the process that publishers are forked from.

obstore is only loaded: the threads that its first request starts would not survive the fork.
"""

from stillup.publish import object_store
from stillup.publish.object_store import target
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.edits import start
from tests.support.publishing import built

LOADED = (object_store, target)

_BUILD = built(start())
_RENDERER = Renderer(_BUILD, Fragments())
for _document in _BUILD.documents:
    _RENDERER.render(_document)
