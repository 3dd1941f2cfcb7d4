"""The live preview: what readers would see, while it is being written."""
