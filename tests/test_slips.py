"""One slip of the hand is one problem, at the place of the slip; its hint, followed, gives a clean file.

Each row stands for what an office does to a file: pasting from Word, moving a line, typing over a code. The
right side of a row is also its near miss: it must be read without a word.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bloc_folder import YEAR, base_text, make_bloc, path_in_workspace, write_file
from effort import examples
from thidua.diagnostics import Diagnostic
from thidua.evaluation import Evaluation, evaluate
from thidua.records.encodings import recognise
from thidua.records.location import Source, locate
from thidua.records.misread import LOST, misread
from thidua.records.source import read_yaml
from thidua.records.workspace import CONFIGS, BlocFolder, sort_problems

ZWSP, BOM, SHY, NBSP = "\u200b", "\ufeff", "\u00ad", "\u00a0"
UNIT = """\
  STC:
    facts: [vuot-chi-tieu]
    scores:
      I.1: {self: 38, assessed: 37.5}
      I.2: {target: 100, actual: 108}
      II.1: {assessed: yes}
      II.2: {assessed: 4}
"""
PRESENT = "  present: [SNV, STC, STP, TTR]\n"


@dataclass(frozen=True, slots=True)
class Slip:
    """What stood there, what was made of it, and what is said; `⟦⟧` marks in `wrong` what the caret marks.

    `cured` is what following the hint gives where a test cannot follow it by machine.
    """

    file: str
    right: str
    wrong: str
    code: str
    hint: str
    cured: str | None = None


def moved(text: str, by: int) -> str:
    return "".join(" " * by + line if by > 0 else line[-by:] for line in text.splitlines(keepends=True))


SLIPS = {
    # what cannot be seen
    "zwsp_in_a_text": Slip("bloc.yaml", "place: Mẫu", f"place: M⟦{ZWSP}⟧ẫu", "TD113", "U+200B dấu cách rộng không"),
    "zwsp_in_a_code": Slip("bloc.yaml", "{code: STC,", f"{{code: S⟦{ZWSP}⟧TC,", "TD113", "U+200B"),
    "zwsp_in_a_key": Slip("bloc.yaml", "place: Mẫu", f"pla⟦{ZWSP}⟧ce: Mẫu", "TD113", "U+200B"),
    "zwsp_after_a_colon": Slip("bloc.yaml", "place: Mẫu", f"place:⟦{ZWSP}⟧ Mẫu", "TD113", "U+200B"),
    "zwsp_before_an_indented_key": Slip("bloc.yaml", "  department:", f"⟦{ZWSP}⟧  department:", "TD113", "U+200B"),
    "mark_inside_the_file": Slip("bloc.yaml", "place: Mẫu", f"⟦{BOM}⟧place: Mẫu", "TD113", "U+FEFF"),
    "soft_hyphen": Slip("report.yaml", "Nguyễn Văn Mẫu", f"Nguyễn V⟦{SHY}⟧ăn Mẫu", "TD113", "U+00AD dấu nối mềm"),
    "bidi": Slip("bloc.yaml", "place: Mẫu", "place: ⟦\u202e⟧Mẫu", "TD113", "U+202E dấu đổi hướng chữ"),
    "bidi_isolate": Slip("bloc.yaml", "place: Mẫu", "place: Mẫu⟦\u2069⟧", "TD113", "U+2069"),
    "word_joiner": Slip("bloc.yaml", "Sở Tư pháp", "Sở⟦\u2060⟧ Tư pháp", "TD113", "U+2060"),
    "variation_selector": Slip("bloc.yaml", "Sở Tư pháp", "Sở Tư pháp⟦\ufe0f⟧", "TD113", "U+FE0F"),
    "hangul_filler": Slip("bloc.yaml", "Sở Tư pháp", "Sở Tư pháp⟦\u3164⟧", "TD113", "U+3164"),
    "braille_blank": Slip("bloc.yaml", "Sở Tư pháp", "Sở Tư⟦\u2800⟧ pháp", "TD113", "U+2800"),
    "tag": Slip("bloc.yaml", "Sở Tư pháp", "Sở Tư⟦\U000e0041⟧ pháp", "TD113", "U+E0041"),
    "two_in_a_row": Slip("bloc.yaml", "place: Mẫu", f"place: M⟦{ZWSP}{BOM}⟧ẫu", "TD113", "U+200B"),
    "in_a_vote": Slip("ballots.yaml", "{STC: 4, STP: 3}", f"{{ST⟦{ZWSP}⟧C: 4, STP: 3}}", "TD113", "U+200B"),
    # text from before Unicode
    "tcvn3": Slip("bloc.yaml", "name: Sở Nội vụ}", "name: ⟦Së Néi vô⟧}", "TD114", "Sở Nội vụ"),
    "tcvn3_with_soft_hyphen": Slip("bloc.yaml", "Sở Tư pháp", "⟦Së T­ ph¸p⟧", "TD114", "Sở Tư pháp"),
    "tcvn3_one_word_of_three": Slip("bloc.yaml", "name: Thanh tra tỉnh", "name: ⟦Thanh tra tØnh⟧", "TD114", "tỉnh"),
    "vni": Slip("bloc.yaml", "name: Sở Nội vụ}", "name: ⟦Sôû Noäi vuï⟧}", "TD114", "Sở Nội vụ"),
    "vni_finance": Slip("bloc.yaml", "Sở Tài chính", "⟦Sôû Taøi chính⟧", "TD114", "Sở Tài chính"),
    # signs that Word makes of those of the keyboard
    "hard_space_in_indentation": Slip("bloc.yaml", "  department:", f"⟦{NBSP}{NBSP}⟧department:", "TD115", "dấu cách"),
    "hard_space_beside_a_space": Slip("bloc.yaml", "  department:", f" ⟦{NBSP}⟧department:", "TD115", "dấu cách"),
    "hard_space_after_a_colon": Slip("bloc.yaml", "place: Mẫu", f"place:⟦{NBSP}⟧Mẫu", "TD115", "phím cách"),
    "hard_space_in_a_code": Slip(
        "bloc.yaml", "{code: STC,", f"{{code: ⟦S{NBSP}TC⟧,", "TD115", "viết liền", cured="{code: STC,"
    ),
    "narrow_space_in_braces": Slip("scores.yaml", "{self: 39,", "{self:⟦\u202f⟧39,", "TD115", "phím cách"),
    "figure_space_after_a_colon": Slip("bloc.yaml", "place: Mẫu", "place:⟦\u2007⟧Mẫu", "TD115", "phím cách"),
    "wide_space_after_a_dash": Slip("bloc.yaml", "  - {code: STC", "  -⟦\u3000⟧{code: STC", "TD115", "phím cách"),
    "en_dash_for_a_hyphen": Slip("bloc.yaml", "  - {code: STC", "  ⟦–⟧ {code: STC", "TD115", "- {code: STC"),
    "en_dash_beside_hyphens": Slip(
        "ballots.yaml",
        "  present:\n    - SNV\n    - STC\n    - STP\n    - TTR\n",
        "  present:\n    - SNV\n    ⟦–⟧ STC\n    - STP\n    - TTR\n",
        "TD115",
        "- STC",
    ),
    "em_dash": Slip("bloc.yaml", "  - {year: 2022", "  ⟦—⟧ {year: 2022", "TD115", "- {year: 2022"),
    "bullet": Slip("bloc.yaml", "  - {year: 2022", "  ⟦•⟧ {year: 2022", "TD115", "- {year: 2022"),
    "curly_quotes": Slip("bloc.yaml", 'place: "Mẫu"', "place: ⟦“Mẫu”⟧", "TD115", '"Mẫu"'),
    "curly_quotes_around_a_comma": Slip(
        "bloc.yaml", 'name: "Sở Nội vụ, tỉnh"}', "name: ⟦“Sở Nội vụ, tỉnh”⟧}", "TD115", '"Sở Nội vụ, tỉnh"'
    ),
    "single_curly_quotes": Slip("bloc.yaml", 'place: "Mẫu"', "place: ⟦‘Mẫu’⟧", "TD115", '"Mẫu"'),
    "curly_quote_that_only_opens": Slip(
        "bloc.yaml", "place: Mẫu", "place: ⟦“⟧Mẫu", "TD115", '"Mẫu"', cured='place: "Mẫu"'
    ),
    "curly_quote_that_only_closes": Slip(
        "bloc.yaml", 'place: "Mẫu"', 'place: "Mẫu⟦”⟧', "TD115", '"Mẫu"', cured='place: "Mẫu"'
    ),
    "wide_colon": Slip("bloc.yaml", "place: Mẫu", "place⟦：⟧ Mẫu", "TD115", "gõ lại dấu :"),
    "wide_colon_without_a_space": Slip("bloc.yaml", "place: Mẫu", "place⟦：⟧Mẫu", "TD115", "gõ lại dấu :"),
    "wide_colon_in_braces": Slip("scores.yaml", "{self: 39, assessed", "{self⟦：⟧ 39, assessed", "TD115", "dấu :"),
    "wide_comma": Slip("ballots.yaml", "[SNV, STC, STP, TTR]", "[SNV⟦，⟧ STC, STP, TTR]", "TD115", "dấu phẩy thường"),
    # lines that were moved
    "a_unit_inside_the_one_before": Slip(
        "scores.yaml", UNIT, moved(UNIT, 2).replace("STC", "⟦STC⟧"), "TD202", "thẳng cột với «SNV»", cured=UNIT
    ),
    "only_the_head_of_a_unit_inside": Slip(
        "scores.yaml", "  STC:\n", "    ⟦STC⟧:\n", "TD101", "thẳng cột với «SNV»", cured="  STC:\n"
    ),
    "the_head_of_a_unit_outside": Slip("scores.yaml", "  STC:\n", "⟦STC⟧:\n", "TD101", "2 dấu cách"),
    "the_head_of_the_last_unit_outside": Slip(
        "scores.yaml", "  TTR:\n", "⟦TTR⟧:\n", "TD202", "«units»", cured="  TTR:\n"
    ),
    "a_score_too_shallow": Slip(
        "scores.yaml",
        "      I.2: {target: 100, actual: 108}",
        "    ⟦I.2⟧: {target: 100, actual: 108}",
        "TD101",
        "6 dấu cách",
    ),
    "a_score_too_deep": Slip(
        "scores.yaml",
        "      I.2: {target: 100, actual: 108}",
        "        ⟦I.2⟧: {target: 100, actual: 108}",
        "TD101",
        "6 dấu cách",
    ),
    "the_first_score_too_deep": Slip(
        "scores.yaml",
        "      I.1: {self: 38, assessed: 37.5}",
        "        ⟦I.1⟧: {self: 38, assessed: 37.5}",
        "TD101",
        "6 dấu cách",
    ),
    "the_last_score_too_shallow": Slip(
        "scores.yaml",
        "      II.2: {assessed: 2}",
        "    ⟦II.2⟧: {assessed: 2}",
        "TD202",
        "«scores»",
        cured="      II.2: {assessed: 2}",
    ),
    "a_criterion_too_deep": Slip(
        "regulation.yaml", "        - {code: I.2", "          ⟦-⟧ {code: I.2", "TD101", "8 dấu cách"
    ),
    "a_criterion_too_shallow": Slip(
        "regulation.yaml", "        - {code: I.2", "      ⟦-⟧ {code: I.2", "TD101", "8 dấu cách"
    ),
    "a_criterion_outside_its_group": Slip(
        "regulation.yaml",
        "        - {code: I.2",
        "    - {code: ⟦I.2⟧",
        "TD310",
        "nhóm «I»",
        cured="        - {code: I.2",
    ),
    "a_group_too_deep": Slip("regulation.yaml", "    - code: II\n", "      ⟦-⟧ code: II\n", "TD101", "4 dấu cách"),
    "a_clause_too_deep": Slip(
        "regulation.yaml", "      clause: Điều 5 khoản 2", "        ⟦clause⟧: Điều 5 khoản 2", "TD101", "6 dấu cách"
    ),
    "a_clause_too_shallow": Slip(
        "regulation.yaml", "      clause: Điều 5 khoản 2", "    ⟦clause⟧: Điều 5 khoản 2", "TD101", "6 dấu cách"
    ),
    # quotes, colons, lists
    "a_quote_open_in_braces": Slip(
        "bloc.yaml", 'name: "Sở Nội vụ"}', 'name: ⟦"Sở Nội vụ}⟧', "TD104", "thêm dấu nháy", cured='name: "Sở Nội vụ"}'
    ),
    "a_quote_open_above_another": Slip(
        "bloc.yaml",
        'name: "Sở Nội vụ"}\n  - {code: STC, name: "Sở Tài chính"}',
        'name: ⟦"Sở Nội vụ}⟧\n  - {code: STC, name: "Sở Tài chính"}',
        "TD104",
        "thêm dấu nháy",
        cured='name: "Sở Nội vụ"}\n  - {code: STC, name: "Sở Tài chính"}',
    ),
    "no_space_first_in_braces": Slip(
        "scores.yaml", "{self: 39, assessed: 38}", "{⟦self:⟧39, assessed: 38}", "TD103", "viết self: 39"
    ),
    "no_space_later_in_braces": Slip(
        "scores.yaml", "{self: 39, assessed: 38}", "{self: 39, ⟦assessed:⟧38}", "TD103", "viết assessed: 38"
    ),
    "one_code_for_a_list": Slip(
        "ballots.yaml", PRESENT, "  absent: ⟦TTR⟧\n  written_opinions: [TTR]\n", "TD203", "[TTR]"
    ),
    "codes_without_brackets": Slip(
        "ballots.yaml", PRESENT, "  present: ⟦SNV, STC, STP, TTR⟧\n", "TD203", "[SNV, STC, STP, TTR]"
    ),
    "a_paper_without_brackets": Slip(
        "ballots.yaml", "      - [SNV, STC]\n", "      - ⟦SNV, STC⟧\n", "TD203", "[SNV, STC]"
    ),
    "an_item_of_two_codes": Slip(
        "ballots.yaml",
        PRESENT,
        "  present:\n    - ⟦SNV, STC⟧\n    - STP\n    - TTR\n",
        "TD203",
        "mỗi mã một dòng",
        cured=PRESENT,
    ),
    # a sign left out: at the line where it is missing
    "a_colon_after_a_unit": Slip("scores.yaml", "  STC:\n", "  ⟦STC⟧\n", "TD101", "viết STC:", cured="  STC:\n"),
    "a_colon_after_the_first_unit": Slip(
        "scores.yaml", "  SNV:\n", "  ⟦SNV⟧\n", "TD101", "viết SNV:", cured="  SNV:\n"
    ),
    "a_colon_after_the_units": Slip("scores.yaml", "units:\n", "⟦units⟧\n", "TD101", "viết units:", cured="units:\n"),
    "a_colon_after_a_key": Slip(
        "bloc.yaml", "place: Mẫu", "⟦place⟧ Mẫu", "TD101", "viết place: Mẫu", cured="place: Mẫu"
    ),
    "a_colon_after_the_first_key_of_an_item": Slip(
        "ballots.yaml",
        "- award: co-tinh",
        "- ⟦award⟧ co-tinh",
        "TD101",
        "viết award: co-tinh",
        cured="- award: co-tinh",
    ),
    "a_colon_before_the_braces": Slip(
        "scores.yaml",
        "      II.2: {assessed: 2}",
        "      ⟦II.2⟧ {assessed: 2}",
        "TD101",
        "viết II.2: {assessed: 2}",
        cured="      II.2: {assessed: 2}",
    ),
    "an_equals_for_a_colon": Slip(
        "ballots.yaml",
        "    nominees: [STC, STP]",
        "    ⟦nominees⟧ = [STC, STP]",
        "TD101",
        "viết nominees: [STC, STP]",
        cured="    nominees: [STC, STP]",
    ),
    "a_space_after_the_dash_of_a_paper": Slip(
        "ballots.yaml", "      - [SNV]\n", "      ⟦-⟧[SNV]\n", "TD101", "viết - [SNV]", cured="      - [SNV]\n"
    ),
    "a_space_after_the_dash_of_a_contest": Slip(
        "ballots.yaml",
        "  - award: bang-khen",
        "  ⟦-⟧award: bang-khen",
        "TD101",
        "viết - award: bang-khen",
        cured="  - award: bang-khen",
    ),
    "the_dash_of_a_paper": Slip(
        "ballots.yaml", "      - [SNV]\n", "      ⟦[SNV]⟧\n", "TD101", "viết - [SNV]", cured="      - [SNV]\n"
    ),
    "the_dash_of_the_first_member": Slip(
        "bloc.yaml",
        "  - {code: SNV, name: Sở Nội vụ}",
        "  ⟦{code: SNV, name: Sở Nội vụ}⟧",
        "TD101",
        "viết - {code: SNV, name: Sở Nội vụ}",
        cured="  - {code: SNV, name: Sở Nội vụ}",
    ),
    "a_line_end_between_two_papers": Slip(
        "ballots.yaml",
        "      - [SNV, STP]\n      - [SNV]\n",
        "      - [SNV, STP] ⟦[SNV]⟧\n",
        "TD101",
        "xuống dòng, viết - [SNV]",
        cured="      - [SNV, STP]\n      - [SNV]\n",
    ),
    "the_braces_of_a_score": Slip(
        "scores.yaml",
        "I.1: {self: 38, assessed: 37.5}",
        "I.1: ⟦self: 38, assessed: 37.5⟧",
        "TD101",
        "viết {self: 38, assessed: 37.5}",
        cured="I.1: {self: 38, assessed: 37.5}",
    ),
    "the_braces_of_the_votes": Slip(
        "ballots.yaml",
        "votes: {STC: 4, STP: 3}",
        "votes: ⟦STC: 4, STP: 3⟧",
        "TD101",
        "viết {STC: 4, STP: 3}",
        cured="votes: {STC: 4, STP: 3}",
    ),
    "the_braces_of_a_member": Slip(
        "bloc.yaml",
        "- {code: STC, name: Sở Tài chính}",
        "- ⟦code: STC, name: Sở Tài chính⟧",
        "TD101",
        "viết {code: STC, name: Sở Tài chính}",
        cured="- {code: STC, name: Sở Tài chính}",
    ),
    "the_braces_and_the_comma_of_a_member": Slip(
        "bloc.yaml",
        "- {code: STC, name: Sở Tài chính}",
        "- ⟦code: STC name: Sở Tài chính⟧",
        "TD101",
        "viết {code: STC, name: Sở Tài chính}",
        cured="- {code: STC, name: Sở Tài chính}",
    ),
    "the_comma_of_a_member": Slip(
        "bloc.yaml",
        "{code: STC, name: Sở Tài chính}",
        "{code: STC ⟦name⟧: Sở Tài chính}",
        "TD101",
        "viết STC, name: Sở Tài chính",
        cured="{code: STC, name: Sở Tài chính}",
    ),
    # a text that goes on in the next line
    "a_name_that_goes_on": Slip(
        "regulation.yaml",
        "    name: Cờ thi đua của Ủy ban nhân dân tỉnh\n",
        "    name: Cờ thi đua của Ủy ban\n    ⟦nhân dân tỉnh⟧\n",
        "TD101",
        "6 dấu cách",
    ),
    "a_name_that_goes_on_at_the_margin": Slip(
        "regulation.yaml",
        "    name: Cờ thi đua của Ủy ban nhân dân tỉnh\n",
        "    name: Cờ thi đua của Ủy ban\n⟦nhân dân tỉnh⟧\n",
        "TD101",
        "6 dấu cách",
    ),
    "a_text_of_several_lines": Slip(
        "report.yaml",
        "  results: Các đơn vị đã hoàn thành nhiệm vụ chính trị được giao.\n",
        "  results: |\n  ⟦Một.⟧\n  Hai.\n",
        "TD101",
        "4 dấu cách",
        cured="  results: |\n    Một.\n    Hai.\n",
    ),
    # signs that a text holds
    "a_name_that_begins_with_quotes": Slip(
        "regulation.yaml",
        "name: Cờ thi đua của Ủy ban nhân dân tỉnh",
        'name: ⟦"Cờ thi đua" của Ủy ban nhân dân tỉnh⟧',
        "TD101",
        """viết '"Cờ thi đua" của Ủy ban nhân dân tỉnh'""",
        cured="name: '\"Cờ thi đua\" của Ủy ban nhân dân tỉnh'",
    ),
    "a_name_that_begins_with_brackets": Slip(
        "regulation.yaml",
        "name: Cờ thi đua của Ủy ban nhân dân tỉnh",
        "name: ⟦[Cờ] thi đua của Ủy ban nhân dân tỉnh⟧",
        "TD101",
        'viết "[Cờ] thi đua của Ủy ban nhân dân tỉnh"',
        cured='name: "[Cờ] thi đua của Ủy ban nhân dân tỉnh"',
    ),
    "a_list_with_words_behind_it": Slip(
        "ballots.yaml", PRESENT, PRESENT[:-1] + " ⟦có mặt⟧\n", "TD101", "trong cùng một [ ]", cured=PRESENT
    ),
    "brackets_in_a_name_in_braces": Slip(
        "bloc.yaml",
        "name: Sở Tư pháp}",
        "name: ⟦Sở Tư pháp [cũ]⟧}",
        "TD101",
        'viết "Sở Tư pháp [cũ]"',
        cured='name: "Sở Tư pháp [cũ]"}',
    ),
    "quotes_in_a_name_in_braces": Slip(
        "bloc.yaml",
        "name: Sở Tư pháp}",
        'name: ⟦"Sở" Tư pháp⟧}',
        "TD101",
        """viết '"Sở" Tư pháp'""",
        cured="name: '\"Sở\" Tư pháp'}",
    ),
    "a_question_mark_in_a_name_in_braces": Slip(
        "bloc.yaml",
        "name: Sở Tư pháp}",
        "name: ⟦S? Tư pháp⟧}",
        "TD101",
        'viết "S? Tư pháp"',
        cured='name: "S? Tư pháp"}',
    ),
    "a_colon_in_a_name": Slip(
        "bloc.yaml", "place: Mẫu", "place: Mẫu⟦:⟧ tỉnh", "TD101", '"Mẫu: tỉnh"', cured='place: "Mẫu: tỉnh"'
    ),
    "a_curly_quote_and_a_straight_one": Slip(
        "regulation.yaml",
        "title: Quy chế thi đua của Khối năm 2023, ban hành ngày 15/02/2023",
        'title: ⟦“⟧Quy chế" thi đua',
        "TD115",
        """viết '"Quy chế" thi đua'""",
        cured="title: '\"Quy chế\" thi đua'",
    ),
    "a_straight_quote_and_a_curly_one": Slip(
        "regulation.yaml",
        "title: Quy chế thi đua của Khối năm 2023, ban hành ngày 15/02/2023",
        'title: ⟦"Quy chế” thi đua⟧',
        "TD104",
        """viết '"Quy chế" thi đua'""",
        cured="title: '\"Quy chế\" thi đua'",
    ),
    # keys of another group, groups without their key
    "a_list_at_the_margin": Slip(
        "ballots.yaml",
        "  present: [",
        "⟦present⟧: [",
        "TD202",
        "«present» là khóa của «conference»",
        cured="  present: [",
    ),
    "a_key_of_the_file_in_an_award": Slip(
        "regulation.yaml",
        "head:\n",
        "    ⟦one_award_per_unit⟧: yes\nhead:\n",
        "TD202",
        "«one_award_per_unit» là khóa của cả tệp: đưa ra ngoài «awards», ở đầu dòng, không thụt",
        cured="one_award_per_unit: yes\nhead:\n",
    ),
    "a_unit_in_the_middle_at_the_margin": Slip(
        "scores.yaml", UNIT, moved(UNIT, -2).replace("STC", "⟦STC⟧"), "TD202", "các mục của «units»", cured=UNIT
    ),
    "a_score_beside_its_criterion": Slip(
        "scores.yaml",
        "      I.1: {self: 38, assessed: 37.5}\n",
        "      I.1:\n      ⟦self⟧: 38\n      assessed: 37.5\n",
        "TD202",
        "«self», «assessed» thuộc «I.1»: thụt vào bằng 8 dấu cách",
        cured="      I.1:\n        self: 38\n        assessed: 37.5\n",
    ),
    "a_status_among_the_scores": Slip(
        "scores.yaml",
        "      I.1: {self: 37, assessed: 35}\n",
        "      ⟦status⟧: considered\n      reason: x\n      I.1: {self: 37, assessed: 35}\n",
        "TD202",
        "đưa «status», «reason» ra ngoài «scores»",
        cured="      I.1: {self: 37, assessed: 35}\n",
    ),
    "the_first_key_of_a_group_at_the_margin": Slip(
        "ballots.yaml", "  held_on: 30/11/2023", "⟦held_on⟧: 30/11/2023", "TD101", "2 dấu cách"
    ),
    "the_key_of_the_units": Slip(
        "scores.yaml", "units:\n  SNV", "  ⟦SNV⟧", "TD101", "thêm dòng units: ngay trên", cured="units:\n  SNV"
    ),
    "the_key_of_the_contests": Slip(
        "ballots.yaml",
        "contests:\n  - award",
        "  ⟦-⟧ award",
        "TD101",
        "thêm dòng contests: ngay trên",
        cured="contests:\n  - award",
    ),
    "the_key_of_the_facts": Slip(
        "regulation.yaml",
        "facts:\n  - {code: vuot-chi-tieu",
        "  ⟦-⟧ {code: vuot-chi-tieu",
        "TD101",
        "thêm dòng facts: ngay trên",
        cured="facts:\n  - {code: vuot-chi-tieu",
    ),
    "the_key_of_the_awards": Slip(
        "regulation.yaml",
        "awards:\n  - code: co-tinh",
        "  - ⟦code⟧: co-tinh",
        "TD202",
        "thêm dòng «awards:» ngay trên mục này",
        cured="awards:\n  - code: co-tinh",
    ),
    "the_key_of_the_bands": Slip(
        "regulation.yaml",
        "  bands:\n    - {name: Hoàn thành xuất sắc nhiệm vụ, from: 90}",
        "    - ⟦{name: Hoàn thành xuất sắc nhiệm vụ, from: 90}⟧",
        "TD202",
        "thêm dòng «bands:» ngay trên mục này",
        cured="  bands:\n    - {name: Hoàn thành xuất sắc nhiệm vụ, from: 90}",
    ),
    # tabs: as deep as the neighbours
    "a_tab_before_a_key": Slip("bloc.yaml", "  department:", "⟦\t⟧department:", "TD102", "bằng 2 dấu cách"),
    "a_tab_before_a_score": Slip(
        "scores.yaml", "      I.1: {self: 38,", "⟦\t⟧I.1: {self: 38,", "TD102", "bằng 6 dấu cách"
    ),
    "a_tab_before_the_first_key": Slip(
        "scores.yaml", "  STC:\n    facts", "  STC:\n⟦\t⟧facts", "TD102", "bằng 4 dấu cách"
    ),
    "a_tab_before_a_unit": Slip("scores.yaml", "  STC:\n", "⟦\t⟧STC:\n", "TD102", "bằng 2 dấu cách"),
    "tabs_before_a_paper": Slip("ballots.yaml", "      - [SNV]\n", "⟦\t⟧\t- [SNV]\n", "TD102", "bằng 6 dấu cách"),
    "a_tab_at_the_margin": Slip("bloc.yaml", "format: 1", "⟦\t⟧format: 1", "TD102", "xóa Tab", cured="format: 1"),
    "a_tab_after_a_dash": Slip(
        "bloc.yaml", "  - {code: STC", "  -⟦\t⟧{code: STC", "TD102", "một dấu cách sau dấu gạch", cured="  - {code: STC"
    ),
    # codes typed over, blocks copied
    "a_code_typed_over": Slip("bloc.yaml", "{code: TTR,", "{code: ⟦TRT⟧,", "TD301", "TTR"),
    "a_code_typed_over_beyond_likeness": Slip("bloc.yaml", "{code: TTR,", "{code: ⟦QLTT⟧,", "TD301", "TTR"),
    "a_code_in_cyrillic": Slip("bloc.yaml", "{code: STC,", "{code: ⟦SТC⟧,", "TD301", "STC"),
    "a_code_used_for_two": Slip("bloc.yaml", "{code: STP,", "{code: ⟦STC⟧,", "TD303", "STP"),
    "one_vote_in_cyrillic": Slip(
        "ballots.yaml", "{STC: 4, STP: 3}", "{⟦SТC⟧: 4, STP: 3}", "TD301", "«Т» là chữ Kirin", cured="{STC: 4, STP: 3}"
    ),
    "a_wrong_year_of_joining": Slip(
        "bloc.yaml", "joined: 2016", "joined: ⟦2061⟧", "TD302", "joined", cured="joined: 2016"
    ),
    "a_wrong_year_of_leaving": Slip(
        "bloc.yaml", "joined: 2016, left: 2032", "joined: 2016, left: ⟦2022⟧", "TD302", "left", cured="joined: 2016"
    ),
    "a_copied_unit": Slip("scores.yaml", "  STP:\n", "  ⟦STC⟧:\n", "TD106", "STP"),
    "a_copied_criterion": Slip(
        "scores.yaml",
        "      I.2: {target: 100, actual: 108}",
        "      ⟦I.1⟧: {target: 100, actual: 108}",
        "TD106",
        "I.2",
    ),
    "a_name_twice_but_for_a_space": Slip(
        "bloc.yaml", "name: Sở Tư pháp", "name: ⟦Sở  Tài chính⟧", "TD303", "tên khác", cured="name: Sở Tư pháp"
    ),
    "a_name_twice_but_for_a_letter": Slip(
        "bloc.yaml", "name: Sở Tư pháp", "name: ⟦Sở Tài сhính⟧", "TD303", "tên khác", cured="name: Sở Tư pháp"
    ),
    "a_name_twice_but_for_the_case": Slip(
        "bloc.yaml", "name: Sở Tư pháp", "name: ⟦SỞ TÀI CHÍNH⟧", "TD303", "tên khác", cured="name: Sở Tư pháp"
    ),
}


def unmarked(text: str) -> str:
    return re.sub("[⟦⟧]", "", text)


REWRITTEN = {
    'place: "Mẫu"': "place: Mẫu",
    'name: "Sở Nội vụ, tỉnh"}': "name: Sở Nội vụ}",
    'name: "Sở Nội vụ"}': "name: Sở Nội vụ}",
    'name: "Sở Nội vụ"}\n  - {code: STC, name: "Sở Tài chính"}': (
        "name: Sở Nội vụ}\n  - {code: STC, name: Sở Tài chính}"
    ),
    "  present:\n    - SNV\n    - STC\n    - STP\n    - TTR\n": PRESENT,
    "joined: 2016, left: 2032": "joined: 2016",
}
"""Right sides that say otherwise what the base bloc has: the text of the base that they stand for."""


def evaluate_with(row: Slip, text: str, workspace: Path) -> tuple[Evaluation, Source]:
    """The base bloc with `text` where the right side of the row stands."""
    folder = make_bloc(workspace)
    before = REWRITTEN.get(row.right, row.right)
    assert before in base_text(row.file)
    write_file(workspace, row.file, base_text(row.file).replace(before, text, 1).encode())
    found = evaluate(folder, YEAR)
    return found, found.records.sources[path_in_workspace(row.file)]


def followed(row: Slip, problem: Diagnostic, source: Source) -> str:
    """The whole file after the hint was followed at the place that it names."""
    where = locate(source, problem.place)
    start = source.line_starts[where.line - 1] + where.column - 1
    end = start + where.length
    before, marked, after = source.text[:start], source.text[start:end], source.text[end:]
    if row.cured is not None:
        return source.text.replace(unmarked(row.wrong), row.cured, 1)
    if found := re.search(r"bằng (\d+) dấu cách", problem.hint):
        line_start = source.line_starts[where.line - 1]
        return source.text[:line_start] + " " * int(found[1]) + source.text[line_start:].lstrip(" \t")
    if found := re.search(
        r"(?:ở dòng này(?: thành|:)|của đơn vị ấy thành) (\S+)|gõ lại: ([^;]+)|viết (\[.+?\])", problem.hint
    ):
        return before + str(next(filter(None, found.groups()))).rstrip(",;") + after
    signs = {"“": f'"{marked[1:-1]}"', "‘": f'"{marked[1:-1]}"', "–": "-", "—": "-", "•": "-", "，": ",", "：": ": "}
    if problem.code == "TD113":
        return before + after
    if problem.code == "TD103":
        return before + marked + " " + after
    return before + (" " * len(marked) if marked.isspace() else signs[marked[0]]) + after


@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_problem_at_its_place(name: str, tmp_path: Path) -> None:
    row = SLIPS[name]
    found, source = evaluate_with(row, unmarked(row.wrong), tmp_path)
    assert [problem.code for problem in found.problems] == [row.code], found.problems
    problem = found.problems[0]
    assert row.hint in problem.message + problem.hint
    where = locate(source, problem.place)
    start = base_text(row.file).index(REWRITTEN.get(row.right, row.right)) + row.wrong.index("⟦")
    assert problem.place.file == path_in_workspace(row.file)
    assert source.line_starts[where.line - 1] + where.column - 1 == start
    assert where.length == row.wrong.index("⟧") - row.wrong.index("⟦") - 1


@pytest.mark.parametrize("name", SLIPS)
def test_its_hint_followed_gives_a_clean_file(name: str, tmp_path: Path) -> None:
    row = SLIPS[name]
    found, source = evaluate_with(row, unmarked(row.wrong), tmp_path)
    write_file(tmp_path, row.file, followed(row, found.problems[0], source).encode())
    again = evaluate(found.records.folder, YEAR)
    assert again.problems == ()
    assert again.outcome is not None


@pytest.mark.parametrize("name", SLIPS)
def test_the_right_way_is_read_without_a_word(name: str, tmp_path: Path) -> None:
    found, _ = evaluate_with(SLIPS[name], SLIPS[name].right, tmp_path)
    assert found.problems == ()


# --- near misses: what is right where it stands -------------------------------------------------------------


FOREIGN = (
    "Citroën",
    "Genève",
    "Zürich",
    "Müller",
    "Hội thảo tại Genève và Zürich",
    "Ông Müller (Zürich), bà Noël",
    "Café Düren, Citroën Köln",
    "São Paulo",
    "El Niño",
    "Bö Lan",
    "à la carte",
    "hộp 5 µm, 30 °C, 2 × 3, § 5, « A »",
    "Windows® và Office™",
    "Khoá học về thuở xưa, khuỷu tay, quốc gia, Đắk Lắk",
    "Côte d'Ivoire",
    "Ñ",
    "Sở GD&ĐT, UBND, HĐND, LĐTB&XH",
    "Noël TP",
    "Zoë VN",
    "Ðà Nẵng",
    "điều §5, § 3, §a và §A",
    "phong trào “XÃ”, “MÃ…”, hạng «Khá»…",
    "Ä, Ö, Ü",
    "50 €, 3 £",
)
OLD = (
    ("Thanh tra tØnh", "Thanh tra tỉnh"),
    ("Côc Thèng kª", "Cục Thống kê"),
    ("Uû ban nh©n d©n tØnh", "Uỷ ban nhân dân tỉnh"),
    ("§iÒu 5 kho¶n 1", "Điều 5 khoản 1"),
    ("Cuïc Thoáng keâ", "Cục Thống kê"),
    ("GIAÙM ÑOÁC SÔÛ", "GIÁM ĐỐC SỞ"),
    ("Baùo caùo cuûa Trung öông", "Báo cáo của Trung ương"),
    ("Quyeát ñònh", "Quyết định"),
    ("Së TP", "Sở TP"),
    ("Së GD&§T", "Sở GD&ĐT"),
    ("Së L§TB&XH", "Sở LĐTB&XH"),
    ("Côc QLTT", "Cục QLTT"),
    ("V¨n phßng H§ND", "Văn phòng HĐND"),
    ("Së KH-CN", "Sở KH-CN"),
    ("Së Y tÕ", "Sở Y tế"),
    ("UBND tænh", "UBND tỉnh"),
    ("Sôû GD&ÑT", "Sở GD&ĐT"),
    ("Văn phòng H§ND", "Văn phòng HĐND"),
    ("Sở GD&§T", "Sở GD&ĐT"),
    ("H§ND", "HĐND"),
)
VIETNAMESE = (
    "Sở Nội vụ", "Sở Tư pháp", "Ủy ban nhân dân tỉnh Đắk Lắk", "Lý Thường Kiệt – “Dạy tốt, học tốt”",
    "Nguyễn Thị Ý Nhi", "Thanh tra tỉnh", "HỘI ĐỒNG NHÂN DÂN", "Quỹ Hỗ trợ ngư dân, khuỷu, ngoẵng, gượng",
)  # fmt: skip


@pytest.mark.parametrize("text", [*FOREIGN, *VIETNAMESE])
def test_foreign_names_and_good_vietnamese_are_no_old_encoding(text: str) -> None:
    assert recognise(text) is None
    assert misread(text) is None


@pytest.mark.parametrize("text", VIETNAMESE)
@pytest.mark.parametrize("page", ["cp1252", "cp1258", "latin-1"])
def test_utf_8_taken_for_ansi_is_read_back(text: str, page: str) -> None:
    """Bytes that the page does not know stay what they are, as Windows does."""
    taken = "".join(bytes((byte,)).decode(page, "replace").replace(LOST, chr(byte)) for byte in text.encode())
    found = misread(taken)
    assert found is not None
    assert found.text == text


@settings(max_examples=examples(200))
@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệ ÁÀĐÔÊ–“”…,.&-«»", max_size=40))
def test_text_in_unicode_is_never_taken_for_misread(text: str) -> None:
    assert misread(text) is None


@pytest.mark.parametrize("name", ["S\ufffd T\ufffd pháp", "\ufffd", '"Sở N\ufffdi vụ"'])
def test_letters_that_are_lost_are_told(name: str) -> None:
    _, problems = read_yaml("bloc.yaml", f"a: Sở Nội vụ\nb: {name}\n".encode())
    assert [problem.code for problem in problems] == ["TD114"]
    assert "gõ lại theo bản gốc" in problems[0].hint


def test_a_file_that_was_wholly_taken_for_ansi_is_one_problem() -> None:
    """Đ becomes a control character, which ends the reading: the rest is told by the first."""
    text = "format: 1\nname: Đoàn Đại biểu Quốc hội\nplace: Đắk Lắk\n".encode().decode("latin-1")
    source, problems = read_yaml("bloc.yaml", text.encode())
    assert [problem.code for problem in problems] == ["TD114"]
    assert "Đoàn Đại biểu Quốc hội" in problems[0].hint
    assert locate(source, problems[0].place).line == 2


@pytest.mark.parametrize(("written", "read"), OLD)
def test_text_in_an_old_encoding_is_shown_in_unicode(written: str, read: str) -> None:
    found = recognise(written)
    assert found is not None
    assert found.text == read


@pytest.mark.parametrize(
    "text",
    [
        "a: Sở\u00a0Nội vụ\n",
        "a: Khối – cụm, “Dạy tốt” và “Học tốt”\n",
        "a: “Dạy tốt” và “Học tốt”\n",
        "a: '“Dạy tốt, học tốt”'\n",
        'a: "“Dạy tốt”"\n',
        "a: |\n  – một\n  \u00a0\u00a0hai: ba\n  “bốn”\n  năm：sáu，bảy\n",
        "a: một\n  – hai\n  – ba\n",
        'a: "một\n  – hai，ba"\n',
        "a: 1 # \u200b ghi chú – “x” ， ：\u00a0\n# \u200b {a:\u00a0b}\n  # – x\n",
        "a: ý (nháy ’ trong câu)\n",
        "a: – một câu bắt đầu bằng gạch dài\n",
        "a: Kết quả:\u00a0tốt\n",
        "- một câu dài\n- – gạch trong mục\n",
        "a: 14:00\nb: {c: '14:00', d: x}\n",
    ],
)
def test_signs_of_word_are_right_inside_a_text_or_a_comment(text: str) -> None:
    _, problems = read_yaml("scores.yaml", text.encode())
    assert problems == ()


def test_every_invisible_character_is_said_in_one_run() -> None:
    text = "".join(f"k{number}: M{ZWSP}ẫu\n" for number in range(20))
    source, problems = read_yaml("bloc.yaml", text.encode())
    assert [(p.code, locate(source, p.place).line) for p in problems] == [("TD113", line) for line in range(1, 21)]
    assert set(source.data.values()) == {"Mẫu"}


def test_a_pasted_list_is_one_problem_and_read_as_a_list() -> None:
    source, problems = read_yaml("ballots.yaml", "present:\n  – SNV\n  – STC\n  – STP\n".encode())
    assert [problem.code for problem in problems] == ["TD115"]
    assert "2 dòng ngay dưới" in problems[0].message
    assert source.data == {"present": ["SNV", "STC", "STP"]}


def test_other_problems_are_still_said_beside_the_slip() -> None:
    _, problems = read_yaml("bloc.yaml", f"place:{NBSP}Mẫu\na: &x 1\n".encode())
    assert [problem.code for problem in problems] == ["TD115", "TD108"]


@pytest.mark.parametrize(
    "line",
    [f"k{{}}: M{ZWSP}ẫu", "k{}: Së Néi vô", "k{}: “Mẫu”", f"k{{}}:{NBSP}Mẫu", "k: Mẫu"],
)
def test_the_places_of_many_problems_are_found_once_each(line: str) -> None:
    """No part of the text is searched again for every problem: the lines are counted once a file."""
    text = "".join(line.format(number) + "\n" for number in range(5000))
    source, problems = read_yaml("bloc.yaml", text.encode())
    told = sort_problems(problems, {"bloc.yaml": source})
    lines = [locate(source, problem.place).line for problem in told]
    assert lines == sorted(lines)
    assert len(lines) >= 4999 or line == f"k{{}}:{NBSP}Mẫu"


# --- the roster: the cause once, whatever it touches ---------------------------------------------------------

SAMPLE = Path(__file__).parents[1] / "bloc_configs" / "tham-muu-tong-hop"
ROSTER = {
    "one_code": ((("bloc.yaml", "code: CTK", "code: CTHK"),), ["TD301 bloc.yaml"]),
    "two_codes": (
        (("bloc.yaml", "code: CTK", "code: CTHK"), ("bloc.yaml", "code: TTT", "code: TTTR")),
        ["TD301 bloc.yaml", "TD301 bloc.yaml"],
    ),
    "a_code_used_for_two": ((("bloc.yaml", "code: TTT", "code: CTHUE"),), ["TD303 bloc.yaml"]),
    "a_code_in_cyrillic": ((("bloc.yaml", "code: CTK", "code: СТК"),), ["TD301 bloc.yaml"]),
    "a_year_of_joining": ((("bloc.yaml", "joined: 2019", "joined: 2091"),), ["TD302 bloc.yaml"]),
    "a_year_of_leaving": ((("bloc.yaml", "joined: 2019", "left: 2020"),), ["TD302 bloc.yaml"]),
    "one_code_in_one_file_everywhere": ((("2023/ballots.yaml", "CTHUE", "CTHU"),), ["TD301 2023/ballots.yaml"]),
}


@pytest.mark.parametrize("name", ROSTER)
def test_a_slip_in_the_roster_is_said_once_at_its_cause(name: str, tmp_path: Path) -> None:
    edits, expected = ROSTER[name]
    path = tmp_path / CONFIGS / SAMPLE.name
    shutil.copytree(SAMPLE, path)
    for file, old, new in edits:
        text = (path / file).read_text(encoding="utf-8")
        assert old in text
        (path / file).write_text(text.replace(old, new), encoding="utf-8")
    problems = evaluate(BlocFolder(tmp_path, path), YEAR).problems
    assert [f"{p.code} {p.place.file.removeprefix(f'{CONFIGS}/{SAMPLE.name}/')}" for p in problems] == expected


def test_units_that_look_nothing_alike_are_not_taken_for_each_other(tmp_path: Path) -> None:
    """Two codes typed over beyond likeness: which is which only people know; each is said once, with its count."""
    folder = make_bloc(tmp_path)
    text = base_text("bloc.yaml").replace("{code: STC,", "{code: X1,").replace("{code: TTR,", "{code: Y1,")
    write_file(tmp_path, "bloc.yaml", text.encode())
    problems = evaluate(folder, YEAR).problems
    assert [problem.code for problem in problems] == ["TD301", "TD301"]
    assert all("chỗ khác" in problem.message for problem in problems)


def test_a_member_that_was_deleted_is_asked_for_and_no_other_code_is_put_in_its_place(tmp_path: Path) -> None:
    """STP stands in eight places of several files: «có phải là «STC»?» would give its votes to another."""
    line = "  - {code: STP, name: Sở Tư pháp}\n"
    folder = make_bloc(tmp_path)
    write_file(tmp_path, "bloc.yaml", base_text("bloc.yaml").replace(line, "").encode())
    (problem,) = evaluate(folder, YEAR).problems
    assert (problem.code, problem.place.route) == ("TD301", ("members",))
    assert "thêm vào members: - {code: STP," in problem.hint
    assert "STC" not in problem.hint


def test_a_copied_block_is_never_told_to_be_merged(tmp_path: Path) -> None:
    found, _ = evaluate_with(SLIPS["a_copied_unit"], unmarked(SLIPS["a_copied_unit"].wrong), tmp_path)
    assert "STP chưa có" in found.problems[0].message
    assert "gộp" not in found.problems[0].hint
