"""`--json`, written out field by field: one function a type of result; docs/json.md says what each key means.

A field of a result is no key of the output until it is written here, in the tables of tools/ (`json_results` and its
neighbours, of which the schema and docs/json.md are made) and in `tests/golden/json-keys.txt`. Nothing here is
imported where text is shown.
"""
