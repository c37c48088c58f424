"""Văn bản quanh hội nghị: delegates, agenda, script, notice of conclusions."""
