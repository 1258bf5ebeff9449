"""A font's name tells its style; flags only where the name says nothing."""

from __future__ import annotations

import pytest

from pipeline.document import Font
from pipeline.engines.fonts import FontTable, to_font


@pytest.mark.parametrize(
    ("name", "plain", "style"),
    [
        ("TimesNewRomanPSMT", "TimesNewRomanPSMT", ""),
        ("ABCDEF+TimesNewRomanPS-BoldItalicMT", "TimesNewRomanPS-BoldItalicMT", "bi"),
        ("AYJVEL+TimesNewRomanPS-BoldMT-Identity-H", "TimesNewRomanPS-BoldMT", "b"),
        ("Times New Roman,Italic", "Times New Roman,Italic", "i"),
        ("NimbusRomNo9L-Medi", "NimbusRomNo9L-Medi", "b"),
        ("NimbusRomNo9L-MediItal", "NimbusRomNo9L-MediItal", "bi"),
        ("NimbusRomNo9L-ReguItal", "NimbusRomNo9L-ReguItal", "i"),
        ("CMBX10", "CMBX10", "b"),
        ("CMTI10", "CMTI10", "i"),
        ("CMR10", "CMR10", ""),
        ("SFBX1000", "SFBX1000", "b"),
        ("Frutiger-UltraBlack", "Frutiger-UltraBlack", "b"),
        ("SegoeUI-Semibold", "SegoeUI-Semibold", "b"),
        ("MinionPro-It", "MinionPro-It", "i"),
        ("MinionPro-BoldIt", "MinionPro-BoldIt", "bi"),
        ("MyriadPro-Bd", "MyriadPro-Bd", "b"),
        ("CalisMTBol", "CalisMTBol", "b"),
        ("Helvetica-Oblique", "Helvetica-Oblique", "i"),
        ("FranklinGothicMedium", "FranklinGothicMedium", ""),
        ("Digital", "Digital", ""),
        ("Capitolium", "Capitolium", ""),
        ("CIDFont+F1", "CIDFont+F1", ""),
    ],
)
def test_names(name: str, plain: str, style: str) -> None:
    assert to_font(name) == Font(plain, "b" in style, "i" in style)


def test_flags_count_for_bold_only_under_a_name_that_tells_nothing():
    assert to_font("Times-Roman", bold=True) == Font("Times-Roman", False, False)
    assert to_font("CIDFont+F2", bold=True) == Font("CIDFont+F2", True, False)
    assert to_font("T1_0", bold=True, italic=True) == Font("T1_0", True, True)
    assert to_font("Garamond", italic=True) == Font("Garamond", False, True)


def test_a_table_numbers_each_font_once():
    table = FontTable([Font("A", False, False)])
    assert [table.number(Font(name, False, False)) for name in "ABAC"] == [0, 1, 0, 2]
    assert [font.name for font in table.fonts] == ["A", "B", "C"]
