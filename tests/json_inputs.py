"""Small years that the cases do not have: what is left of `--json` to be reached, each as blocks over the base bloc."""

from __future__ import annotations

from bloc_folder import base_text

Overlay = dict[str, str]

COUNTED = "papers: {issued: 4, returned: 4, valid: 4}"

FLAG = f"""
contests:
  - award: co-tinh
    nominees: [SNV, STC, STP]
    {COUNTED}
    votes: {{SNV: 3, STC: 2, STP: 2}}
"""

CERTIFICATE = f"""
  - award: bang-khen
    nominees: [STC, STP]
    {COUNTED}
    votes: {{STC: 4, STP: 3}}
"""

TIED_TWICE = f"""
  - {{office: head, nominees: [STC, TTR], {COUNTED}, votes: {{STC: 2, TTR: 2}}}}
  - {{office: head, round: 2, nominees: [STC, TTR], {COUNTED}, votes: {{STC: 2, TTR: 2}}}}
  - {{office: deputy, nominees: [SNV, STP], {COUNTED}, votes: {{SNV: 2, STP: 2}}}}
"""

FAILED = f"""
  - {{award: bang-khen, nominees: [STC, STP], {COUNTED}, votes: {{STC: 3, STP: 3}}}}
  - {{award: bang-khen, round: 2, nominees: [STC, STP], {COUNTED}, votes: {{STC: 2, STP: 1}}}}
"""

LEFT_OUT = f"""
  - {{award: bang-khen, nominees: [STC, STP, TTR], {COUNTED}, votes: {{STC: 3, STP: 3, TTR: 3}}}}
  - award: bang-khen
    round: 2
    nominees: [STC, STP]
    left_out: [{{unit: TTR, reason: Xin rút}}]
    {COUNTED}
    votes: {{STC: 4, STP: 0}}
"""

NO_THRESHOLD = """
head:
  method: election
  deputies: 1
  deputy_from: election
"""

AUTHORITIES = """
authorities:
  bo-tu-phap: {name: Bộ trưởng Bộ Tư pháp}
"""

OWN_AND_FURTHER_UP = """
awards:
  - {code: giai-nhat, name: Giải Nhất, own: yes, quota: 1, passes: {at_least: 2/3, of: members}}
  - code: co-tinh
    name: Cờ thi đua của Chính phủ
    authority: bo-tu-phap
    decided_by: Thủ tướng Chính phủ
    quota: 1
    passes: {at_least: 2/3, of: members}
"""

ROTATION = """
head: {method: rotation, deputies: 1}
"""

LATE = """
members:
  - {code: SNV, name: Sở Nội vụ}
  - {code: STC, name: Sở Tài chính}
  - {code: STP, name: Sở Tư pháp}
  - {code: TTR, name: Thanh tra tỉnh, short: Thanh tra, joined: 2016}
  - {code: BDT, name: Ban Dân tộc, left: 2023}
rotation: {order: [STP, SNV, STC, TTR], after: {BDT: SNV}}
history:
  - {year: 2020, head: SNV}
  - {year: 2021, head: TTR}
  - {year: 2023, head: BDT}
"""

WITHDRAWN = "  BDT: {status: withdrawn, reason: Giải thể, basis: Công văn số 3}\n"

OVERLAYS: dict[str, Overlay] = {
    "own-and-further-up": {"bloc.yaml": AUTHORITIES, "regulation.yaml": OWN_AND_FURTHER_UP, "ballots.yaml": FLAG},
    "a late turn, behind a head that left, after a year nobody knows": {
        "bloc.yaml": LATE,
        "regulation.yaml": ROTATION,
        "scores.yaml": base_text("scores.yaml")
        + "  BDT: {status: withdrawn, reason: Giải thể, basis: Công văn số 3}\n",
        "ballots.yaml": FLAG + CERTIFICATE,
    },
    "an office tied twice, without a threshold": {
        "regulation.yaml": NO_THRESHOLD,
        "ballots.yaml": FLAG + CERTIFICATE + TIED_TWICE,
    },
    "a tie voted on again that nobody passes": {"ballots.yaml": FLAG + FAILED},
    "a unit left out of the second round": {"ballots.yaml": FLAG + LEFT_OUT},
    "a unit on hold without scores": {
        "scores.yaml": """
units:
  SNV:
    facts: [vuot-chi-tieu]
    scores: {I.1: {assessed: 38}, I.2: {target: 100, actual: 112}, II.1: {assessed: yes}, II.2: {assessed: 5}}
  STC:
    facts: [vuot-chi-tieu]
    scores: {I.1: {assessed: 37}, I.2: {target: 100, actual: 108}, II.1: {assessed: yes}, II.2: {assessed: 4}}
  STP:
    facts: [vuot-chi-tieu]
    scores: {I.1: {assessed: 36}, I.2: {target: 100, actual: 105}, II.1: {assessed: yes}, II.2: {assessed: 3}}
  TTR: {status: on_hold, reason: Đang thanh tra, basis: Quyết định số 01}
""",
    },
    "nobody left whose turn it is": {
        "regulation.yaml": ROTATION,
        "ballots.yaml": FLAG
        + CERTIFICATE
        + """
declined: [{unit: STP, reason: Bận}, {unit: SNV, reason: Bận}, {unit: STC, reason: Bận}, {unit: TTR, reason: Bận}]
""",
    },
}

WRONG: dict[str, Overlay] = {
    "too many votes": {
        "ballots.yaml": """
contests:
  - award: bang-khen
    nominees: [STC, STP]
    papers: {issued: 4, returned: 4, valid: 4}
    votes: {STC: 9, STP: 3}
"""
    },
}
