"""One file a command: read → compute → show or write."""
