"""Text to model. Pure: bytes in, frozen values and diagnostics out, never an exception."""
