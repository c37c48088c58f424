"""Văn bản của đợt chấm điểm: form, request, reviewed table, minutes of scoring, notice."""
