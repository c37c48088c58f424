"""Văn bản của đợt chấm điểm: request, form, reviewed table, minutes of scoring, notice, score table."""
