"""What the regulation decides: pure functions from records to results. No clock, no I/O, no chance."""
