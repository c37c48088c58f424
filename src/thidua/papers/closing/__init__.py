"""Văn bản cuối năm: the summary report, the submission, outlines of achievements, the handover."""
