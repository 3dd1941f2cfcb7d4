"""Lines → blocks, the way GitHub reads them."""
