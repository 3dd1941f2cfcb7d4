"""Words → HTML, the way GitHub reads them."""
