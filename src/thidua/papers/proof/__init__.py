"""Do the papers still agree with the tally? The book of what was written, codes, comparison."""
