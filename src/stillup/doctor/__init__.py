"""Would the status site stand when the service falls? Facts are gathered, then judged purely."""
