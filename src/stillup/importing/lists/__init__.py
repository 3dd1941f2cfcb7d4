"""JSON that holds incidents as lists of dated updates, as many products write it.

Read by the names of keys, so that one reader serves the files of DatoCMS' status page and the
answers of Yandex Cloud, Instatus, Better Stack, Google Cloud and OpenStatus.
"""

from stillup.importing.lists.site import import_json

__all__ = ["import_json"]
