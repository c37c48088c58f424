"""What users get: results in words, laid out on the decree's page."""
