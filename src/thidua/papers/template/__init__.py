"""Is a template of the office's own sound and safe? What is looked at before anything in it is run."""
