"""Văn bản đầu năm, giữa năm: plan, registration of titles, pledge, mid-year review."""
