"""Văn bản quanh hội nghị: invitation, agenda, script, delegates, ballots, counts, minutes, sealing, conclusions."""
