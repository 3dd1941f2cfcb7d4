"""Which files of an old site are pictures: they move along to `content/media/`."""

_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".ico", ".bmp")


def is_picture(path: str) -> bool:
    """Whether the name of a file is that of a picture."""
    return path.lower().endswith(_ENDINGS)
