"""Văn bản đầu năm, giữa năm: plan, registration of titles, mid-year review; outlines of achievement reports."""
