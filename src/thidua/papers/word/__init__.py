"""The Word file: the decree's page, templates filled, pictures, PDF, and text read back."""
