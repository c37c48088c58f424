"""What users write: YAML text, its shape, and the folder it lives in."""
