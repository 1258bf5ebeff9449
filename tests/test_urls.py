"""Addresses over line ends: what goes on, what ends, and what an annotation knows."""

from __future__ import annotations

import pytest

from pipeline.text.urls import continues, find_tail


@pytest.mark.parametrize(
    ("token", "tail"),
    [
        ("https://padang.go.id/gambaran-", "https://padang.go.id/gambaran-"),
        ("(www.example.org/a", "www.example.org/a"),
        ("doi:10.1234/abc.", "doi:10.1234/abc."),
        ("10.1177/13675494", "10.1177/13675494"),
        ("budi.santoso@", "budi.santoso@"),
        ("doi:", None),
        ("dan/atau", None),
        ("kelompok-", None),
        ("2010/2011", None),
    ],
)
def test_tail(token: str, tail: str | None) -> None:
    assert find_tail(token) == tail


@pytest.mark.parametrize(
    ("tail", "head", "verdict"),
    [
        ("https://padang.go.id/gambaran-umum-kota-", "padang", "joined"),
        ("https://padang.go.id/", "gambaran-umum-kota", "joined"),
        ("https://www.pkm.", "tunasbangsa.ac.id/index.php", "joined"),
        ("https://x.id/news/2", "000/08/38504", "joined"),
        ("https://x.id/berita/3f9ac0", "b71d22.html", "joined"),
        ("10.1016/j.jksuci.2022.", "04.006.", "joined"),
        ("budi.santoso", "@gmail.com", "joined"),
        ("nama@kampus.", "ac.id,", "joined"),
        ("https://padang.go.id/profil", "pada", "apart"),
        ("https://padang.go.id/", "diakses", "apart"),
        ("https://padang.go.id/profil.", "Diakses", "apart"),
        ("https://padang.go.id/profil", "(diakses", "apart"),
        ("https://padang.go.id/profil", "12", "apart"),
        ("https://padang.go.id/view/12", "2021", "apart"),
        ("10.1177/1367549405054862", "www.sagepub.com", "apart"),
        ("nama@gmail.com", "1", "apart"),
        ("nama@gmail.com", "Abstrak", "apart"),
    ],
)
def test_without_annotation(tail: str, head: str, verdict: str) -> None:
    assert continues(tail, head)[0] == verdict


URI = "https://www.example.org/long-path/some-file"


@pytest.mark.parametrize(
    ("tail", "head", "verdict"),
    [
        ("https://www.example.org/long-", "path/some-file", "joined"),
        ("https://www.exam-", "ple.org/long-path", "joined_without_hyphen"),
        ("https://www.example.org/long-path/some-fi", "le", "joined"),
        ("https://www.example.org/long-path/some-file", "pada", "apart"),
        ("https://other.org/aaaaaaaaaa/", "bbb/ccc", "joined"),
    ],
)
def test_with_annotation(tail: str, head: str, verdict: str) -> None:
    assert continues(tail, head, [URI])[0] == verdict


def test_annotation_of_the_first_line_only() -> None:
    assert (
        continues("http://eprints.undip.ac.id/32606/", "1/403_B", ["http://eprints.undip.ac.id/32606/"])[0] == "joined"
    )


def test_escapes_are_read() -> None:
    assert continues("https://x.id/a%20", "b.pdf", ["https://x.id/a%20b.pdf"])[:2] == ("joined", "link_annotation")
