"""Institutions out of sentences about authors, in Indonesian, English and German."""

import pytest

from pipeline.front.prose import drop_prose, find_institutions, is_about_text, split_note, which_author


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Siti adalah dosen tetap di Universitas Laut, Ambon, dan peneliti di Pusat Studi Adat.",
         ("Universitas Laut, Ambon", "Pusat Studi Adat")),
        ("Penulis lahir di Jakarta, 1 Mei 1980. Saat ini bekerja sebagai dosen di Universitas Laut.",
         ("Universitas Laut",)),
        ("Siti menyelesaikan S1 di Universitas Arung (2005) dan S2 di Universitas Bumi. Kini mengajar di SMA Laut.",
         ("SMA Laut",)),
        ("Budi adalah Guru Besar Hukum Adat pada Fakultas Hukum Universitas Seraya dan Ketua Pusat Studi Adat.",
         ("Fakultas Hukum Universitas Seraya", "Pusat Studi Adat")),
        ("Ani is a PhD candidate at Leiden University and lecturer at Universitas Seraya.",
         ("Leiden University", "Universitas Seraya")),
        ("Hasan is Professor in the School of Humanities, University of Port Hope, Australia, where he is.",
         ("School of Humanities, University of Port Hope, Australia",)),
        ("John was educated at Oxford University and works as a librarian at the National Library of Isla Verde.",
         ("National Library of Isla Verde",)),
        ("Anna studierte Germanistik an der Universität Wieda und ist Professorin an der Freien Universität Altenrode.",
         ("Freien Universität Altenrode",)),
        ("Karin arbeitet als wissenschaftliche Mitarbeiterin beim Landesarchiv Wieda.", ("Landesarchiv Wieda",)),
        ("Ani is an independent scholar based in Leiden. She thanks the University Library.", ()),
    ],
)  # fmt: skip
def test_where_somebody_works(text, places):
    note = split_note(text)
    assert note is not None
    assert find_institutions(note.rest) == places


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Penulis", 0), ("The authors", 0), ("Penulis kedua", 2), ("The first author", 1),
        ("Die Autorin", 0), ("Siti Rahmawati", None),
    ],
)  # fmt: skip
def test_whom_a_sentence_means(subject, number):
    assert which_author(subject) == number


def test_a_text_without_a_verb_is_no_note():
    assert split_note("Fakultas Hukum Universitas Seraya, Ambon") is None
    assert is_about_text("Artikel ini") and not is_about_text("Siti Aminah")


def test_a_post_is_dropped_before_a_preposition_only():
    assert drop_prose("Dosen pada Fakultas Hukum Universitas Laut") == "Fakultas Hukum Universitas Laut"
    assert drop_prose("Dosen Fakultas Hukum Universitas Laut") == "Dosen Fakultas Hukum Universitas Laut"
    assert drop_prose("Pusat Studi di Universitas Laut") == "Pusat Studi di Universitas Laut"
