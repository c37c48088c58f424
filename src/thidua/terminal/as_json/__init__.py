"""`--json`, written out field by field: one function a type of result; docs/json.md says what each key means.

A field of a result is no key of the output until it is written here, in `tools/json_objects.py` (of which the schema
and docs/json.md are made) and in `tests/golden/json-keys.txt`. Nothing here is imported where text is shown.
"""
