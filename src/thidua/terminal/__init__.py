"""Results and problems → the screen: plain text, 80 columns, any console."""
