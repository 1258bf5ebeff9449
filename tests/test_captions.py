"""Labels of captions against sentences about tables and figures: text alone."""

import pytest

from pipeline.floats.captions import read_label


@pytest.mark.parametrize(
    ("text", "kind", "label", "rest"),
    [
        ("Tabel 1. Hasil uji validitas", "table", "Tabel 1", "Hasil uji validitas"),
        ("Tabel 1 Contoh Proses", "table", "Tabel 1", "Contoh Proses"),
        ("Tabel  2.1  Hasil", "table", "Tabel 2.1", "Hasil"),
        ("TABEL IV", "table", "TABEL IV", ""),
        ("TABEL 5", "table", "TABEL 5", ""),
        ("Table 1: Results", "table", "Table 1", "Results"),
        ("Tabelle 3 – Ergebnisse", "table", "Tabelle 3", "Ergebnisse"),
        ("Gambar. 1. Flowchart", "figure", "Gambar. 1", "Flowchart"),
        ("Gambar III.4 Use Case", "figure", "Gambar III.4", "Use Case"),
        ("Gambar 2.1. Fishbone Diagram", "figure", "Gambar 2.1", "Fishbone Diagram"),
        ("Fig. 3. Visual of features", "figure", "Fig. 3", "Visual of features"),
        ("Grafik 1. Jumlah", "figure", "Grafik 1", "Jumlah"),
        ("Bagan 2a Alur", "figure", "Bagan 2a", "Alur"),
        ("Lampiran 1. Kuesioner", None, "Lampiran 1", "Kuesioner"),
        ("Tabel 7 kontingensi umur", "table", "Tabel 7", "kontingensi umur"),
    ],
)
def test_a_label_is_read(text, kind, label, rest):
    found = read_label(text)
    assert found is not None
    assert (found.kind, found.label, found.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    "text", ["Lanjutan Tabel 2", "Tabel 4. Lanjutan", "Tabel 3. Data (lanjutan)", "Table 1 (continued)"]
)
def test_a_continuation_is_marked(text):
    found = read_label(text)
    assert found is not None
    assert found.continued
    assert found.kind == "table"


@pytest.mark.parametrize(
    "text",
    [
        "Tabel 1 menunjukkan bahwa responden",
        "Gambar 2 di atas adalah",
        "Gambar 16 adalah hasil data",
        "Tabel 3 dan 4 memuat",
        "Tabel 3, terlihat bahwa",
        "Table 2 shows the results",
        "Figure 1 and Figure 2",
        "Gambar 5 memperlihatkan alur",
        "tabel 1. Hasil uji",
        "Tabelaris 1 Hasil",
        "Tabel berikut memuat",
        "Gambar 100% lebih jelas",
        "Dari Tabel 1 diketahui",
        "Peta jalan penelitian",
    ],
)
def test_a_sentence_is_no_caption(text):
    assert read_label(text) is None
