"""Other products' files to ours: pure mappings, and one thin module that reads and writes."""
