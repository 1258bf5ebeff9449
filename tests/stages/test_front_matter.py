"""Fields of the front matter from passages, texts and languages built by hand."""

from dataclasses import replace

import pytest

from pipeline.document import Call, Furniture, Heading, Mark, Note, Passage, PdfInfo, Source, Span, Tagged
from pipeline.fields import Dates
from pipeline.front.contacts import read_contacts
from pipeline.front.language import frame_language, words_language
from pipeline.front.rows import join_addresses
from pipeline.front.state import BlockLine
from pipeline.front.terms import choose_language, split_terms
from pipeline.stages.front_matter import STAGE, read_front_matter
from tests.builders import make_document, make_line


def build(*parts, heads=(), **layers):
    """Return a document of front matter: each part a kind, a text and its language; heads are running heads."""
    doc = make_document(*[(kind, text) for kind, text, _ in parts])
    front = tuple(passage for passage in doc.passages if passage.kind not in ("paragraph", "heading"))
    lines = list(doc.lines)
    furniture = []
    for page, text in heads:
        lines.append(make_line(text, page=page, baseline=30.0))
        furniture.append(Furniture("running_header", page, (len(lines) - 1,)))
    tags = tuple(Tagged(lang, ()) for _, _, lang in parts)
    fields = {"front": front, "tags": tags, "lines": tuple(lines), "furniture": tuple(furniture)}
    return replace(doc, **{**fields, **layers})


def read(*parts, **layers):
    return read_front_matter(build(*parts, **layers)).front_matter


ARTICLE = (
    ("title", "PERAN DESA DALAM WISATA", "id"),
    ("title", "The Role of the Village in Tourism", "en"),
    ("author", "Siti Rahmawati1, Nurlaila2*", "und"),
    ("affiliation", "1Universitas Seraya", "und"),
    ("affiliation", "2Universitas Laut", "und"),
    ("affiliation", "*Email: nurlaila@laut.example", "und"),
    ("other", "Diterima: 2 Mei 2019 | Disetujui: 3 Juni 2019", "id"),
    ("abstract_heading", "ABSTRACT", "en"),
    ("abstract", "Wisata tumbuh pesat di desa itu.", "id"),
    ("abstract", "Desa mendapat manfaat darinya.", "id"),
    ("keywords", "Kata kunci: wisata, desa, peran.", "id"),
    ("abstract", "Abstract: Tourism grows fast in the village.", "en"),
    ("keywords", "Keywords— tourism; village", "en"),
)
HEADS = [(1, "Jurnal Wisata Vol. 3 No. 2, Juni 2019: 11-20"), (2, "Jurnal Wisata Vol. 3 No. 2, Juni 2019: 11-20")]


def test_an_article():
    matter = read(*ARTICLE, heads=HEADS)
    assert [(title.lang, title.text, title.texts) for title in matter.titles] == [
        ("id", "PERAN DESA DALAM WISATA", (0,)),
        ("en", "The Role of the Village in Tourism", (1,)),
    ]
    assert [(a.name, a.affiliations, a.emails, a.corresponding) for a in matter.authors] == [
        ("Siti Rahmawati", (0,), (), False),
        ("Nurlaila", (1,), ("nurlaila@laut.example",), True),
    ]
    assert matter.affiliations == ("Universitas Seraya", "Universitas Laut")
    assert matter.dates == Dates(received="2019-05-02", accepted="2019-06-03")
    assert (matter.journal.title, matter.journal.volume, matter.journal.first_page) == ("Jurnal Wisata", "3", "11")


def test_abstracts_go_by_their_text_not_their_label():
    matter = read(*ARTICLE)
    assert [(a.lang, a.text, a.texts) for a in matter.abstracts] == [
        ("id", "Wisata tumbuh pesat di desa itu.\nDesa mendapat manfaat darinya.", (8, 9)),
        ("en", "Tourism grows fast in the village.", (11,)),
    ]


def test_keywords_per_language():
    matter = read(*ARTICLE)
    assert [(k.lang, k.terms) for k in matter.keywords] == [
        ("id", ("wisata", "desa", "peran")),
        ("en", ("tourism", "village")),
    ]


def test_structured_abstract():
    text = "Latar Belakang: Ikan banyak. Metode: Dihitung. Hasil: Sepuluh."
    matter = read(("abstract_heading", "ABSTRAK", "id"), ("abstract", text, "id"))
    parts = [(part.label, part.text) for part in matter.abstracts[0].parts]
    assert parts == [("Latar Belakang", "Ikan banyak."), ("Metode", "Dihitung."), ("Hasil", "Sepuluh.")]
    assert matter.abstracts[0].text == text


def test_keywords_on_the_last_line_of_an_abstract():
    text = "Wisata tumbuh pesat di desa itu dan memberi manfaat bagi semua. Kata kunci: wisata, desa"
    matter = read(("abstract_heading", "Abstrak", "id"), ("abstract", text, "id"))
    assert matter.abstracts[0].text.endswith("bagi semua.")
    assert matter.keywords[0].terms == ("wisata", "desa")


def test_a_subtitle_belongs_to_its_title_and_a_bracket_may_be_a_translation():
    same = read(("title", "PERAN DESA DALAM WISATA", "id"), ("title", "(Studi pada Desa Seraya)", "id"))
    assert [title.text for title in same.titles] == ["PERAN DESA DALAM WISATA (Studi pada Desa Seraya)"]
    other = read(("title", "PERAN DESA DALAM WISATA", "id"), ("title", "(The Role of the Village)", "en"))
    assert [(t.lang, t.text) for t in other.titles] == [
        ("id", "PERAN DESA DALAM WISATA"),
        ("en", "The Role of the Village"),
    ]


def test_a_title_on_cover_and_article_counts_once():
    matter = read(("title", "PERAN DESA", "id"), ("other", "Disusun oleh", "id"), ("title", "PERAN DESA", "id"))
    assert len(matter.titles) == 1


def test_the_frame_decides_the_language_of_a_title():
    title = "Implementasi Multipath Routing menggunakan Depth First Search pada OpenFlow"
    assert read(("title", title, "und")).titles[0].lang == "id"
    assert frame_language("PREDIKSI CUACA MENGGUNAKAN CASE BASED REASONING", "en") == "id"
    assert frame_language("Erneuerung der Praxis", "de") == "de"
    assert frame_language("The Role of Batik in Java", "id") == "en"
    assert words_language("Algoritma Rabin-karp, Metode Cosine") == "id"


def test_the_files_own_title_is_a_last_resort():
    info = PdfInfo(title="Peran Desa dalam Wisata")
    doc = read_front_matter(build(("author", "Budi Santoso", "und"), source=Source(pdf=info)))
    assert doc.front_matter.titles[0].text == "Peran Desa dalam Wisata"
    assert "title_from_file_data" in [found.code for found in doc.diagnostics]
    template = PdfInfo(title="Microsoft Word - naskah final.docx")
    assert read(("author", "Budi Santoso", "und"), source=Source(pdf=template)).titles == ()


def test_page_numbers_give_the_pages():
    matter = read(*ARTICLE, heads=[(1, "Jurnal Wisata 151"), (2, "152 Jurnal Wisata"), (3, "Jurnal Wisata 153")])
    assert (matter.journal.first_page, matter.journal.last_page) == ("151", "153")


def test_a_starred_note_tells_who_answers_letters():
    doc = build(
        ("title", "PERAN DESA DALAM WISATA", "id"),
        ("author", "Siti Rahmawati*, Nurlaila", "und"),
        ("affiliation", "Universitas Seraya", "und"),
        ("footnote", "* Penulis korespondensi: siti@seraya.example", "und"),
    )
    note = Note("*", None, (Span(3, 0, len(doc.lines[3].words)),))
    doc = replace(doc, notes=(note,), front=doc.front[:3])
    first = read_front_matter(doc).front_matter.authors[0]
    assert first.corresponding and first.emails == ("siti@seraya.example",)


def test_notes_with_numbers_at_the_names():
    doc = build(
        ("title", "PERAN DESA DALAM WISATA", "id"),
        ("author", "Siti Rahmawati 1 dan Nurlaila 2", "und"),
        ("footnote", "1 Dosen pada Fakultas Hukum Universitas Seraya, surel siti@seraya.example.", "id"),
        ("footnote", "2 Penulis kedua bekerja sebagai peneliti di Balai Adat Laut.", "id"),
        ("footnote", "3 Bandingkan Universitas Lain, hlm. 4.", "id"),
    )
    lines = list(doc.lines)
    words = [word._replace(raised=int(word.text.isdigit())) for word in lines[1].words]
    lines[1] = replace(lines[1], words=tuple(words))
    notes = tuple(Note(str(at - 1), None, (Span(at, 0, len(doc.lines[at].words)),)) for at in (2, 3, 4))
    calls = (Call(Mark(1, 2, 0, 1), "1", 0), Call(Mark(1, 5, 0, 1), "2", 1))
    matter = read_front_matter(
        replace(doc, lines=tuple(lines), notes=notes, calls=calls, front=doc.front[:2])
    ).front_matter
    assert matter.affiliations == ("Fakultas Hukum Universitas Seraya", "Balai Adat Laut")
    assert [author.affiliations for author in matter.authors] == [(0,), (1,)]
    assert matter.authors[0].emails == ("siti@seraya.example",)


def test_lives_behind_the_article_where_nothing_else_says_more():
    parts = (
        ("title", "PERAN DESA DALAM WISATA", "id"),
        ("author", "Siti Rahmawati dan Nurlaila", "und"),
        ("affiliation", "Universitas Batu", "und"),
        ("paragraph", "Nurlaila adalah dosen pada Universitas Lain.", "id"),
        ("heading", "Tentang Penulis", "id"),
        ("paragraph", "Siti Rahmawati adalah dosen pada Universitas Seraya. Surel: siti@seraya.example.", "id"),
        ("paragraph", "Nurlaila mengajar di Universitas Laut. Ia lulusan Universitas Gunung.", "id"),
    )
    for front, places in ((3, ("Universitas Batu",)), (2, ("Universitas Seraya", "Universitas Laut"))):
        doc = build(*parts)
        at = next(k for k, passage in enumerate(doc.passages) if passage.kind == "heading")
        passages = tuple(replace(p, ref=0) if k == at else p for k, p in enumerate(doc.passages))
        heading = Heading(doc.passages[at].spans, None, "Tentang Penulis", 1, "biography")
        doc = replace(doc, front=doc.front[:front], passages=passages, headings=(heading,))
        assert read_front_matter(doc).front_matter.affiliations == places


def test_a_note_about_the_article_names_no_place():
    doc = build(
        ("title", "PERAN DESA DALAM WISATA", "id"),
        ("author", "Siti Rahmawati*", "und"),
        ("affiliation", "Universitas Seraya", "und"),
        ("footnote", "* Artikel ini merupakan bagian dari tesis di Universitas Laut", "id"),
    )
    note = Note("*", None, (Span(3, 0, len(doc.lines[3].words)),))
    matter = read_front_matter(replace(doc, notes=(note,), front=doc.front[:3])).front_matter
    assert matter.affiliations == ("Universitas Seraya",)


def test_an_address_over_two_lines():
    texts = ["Email: ani@seraya", ".ac.id", "budi@laut.example", "Universitas", "eka@laut.ac.", "id"]
    mended = [line.text for line in join_addresses([BlockLine(text) for text in texts])]
    assert mended == ["Email: ani@seraya.ac.id", "budi@laut.example", "Universitas", "eka@laut.ac.id"]
    assert [mail.address for mail in read_contacts("Surel: ani@seraya .ac.id").mails] == ["ani@seraya.ac.id"]
    mended = join_addresses([BlockLine(text) for text in ("Surel: ani@sejarah.univ-", "seraya.ac.id.")])
    assert [line.text for line in mended] == ["Surel: ani@sejarah.univ-seraya.ac.id."]


def test_an_address_in_a_starred_note_that_breaks_at_its_hyphen():
    doc = build(
        ("title", "PERAN DESA DALAM WISATA", "id"),
        ("author", "Siti Rahmawati*", "und"),
        ("footnote", "* Universitas Seraya, e-mail: siti@sejarah.univ-", "und"),
        ("footnote", "seraya.ac.id.", "und"),
    )
    note = Note("*", None, tuple(Span(at, 0, len(doc.lines[at].words)) for at in (2, 3)))
    matter = read_front_matter(replace(doc, notes=(note,), front=doc.front[:2])).front_matter
    assert matter.authors[0].emails == ("siti@sejarah.univ-seraya.ac.id",)
    assert matter.affiliations == ("Universitas Seraya",)


def test_a_correspondence_box_adds_no_author():
    doc = build(
        ("title", "Who Plants and Who Stays", "en"),
        ("author", "Lukman Hakim1*, Anna Petrova1", "und"),
        ("affiliation", "1Universitas Sagara", "und"),
        ("affiliation", "Corresponding Author: Lukman Hakim Universitas Sagara Email: lukman@sagara.example", "und"),
    )
    matter = read_front_matter(doc).front_matter
    assert [author.name for author in matter.authors] == ["Lukman Hakim", "Anna Petrova"]
    assert matter.authors[0].emails == ("lukman@sagara.example",)
    assert matter.affiliations == ("Universitas Sagara",)


def test_conflicts_and_gaps_are_said():
    heads = [
        (1, "Jurnal Wisata Vol. 3 No. 2 (2019)"),
        (2, "Jurnal Wisata Vol. 3 No. 2 (2019)"),
        (3, "Jurnal Wisata Vol. 4 No. 2 (2019)"),
    ]
    doc = read_front_matter(build(*ARTICLE, heads=heads))
    assert "journal_conflict" in [found.code for found in doc.diagnostics]
    empty = read_front_matter(build(("paragraph", "Tanpa apa-apa.", "id")))
    assert {found.code for found in empty.diagnostics} == {"no_titles", "no_authors", "no_abstracts"}


def test_only_front_matter_changes():
    doc = build(*ARTICLE)
    found = read_front_matter(doc)
    assert STAGE.adds == {"front_matter"}
    assert found.texts is doc.texts and found.front is doc.front and found.passages is doc.passages


def test_passages_that_lost_their_words_do_no_harm():
    doc = build(*ARTICLE)
    doc = replace(doc, front=(Passage("title", ()), *doc.front))
    assert len(read_front_matter(doc).front_matter.titles) == 2


@pytest.mark.parametrize(
    ("lines", "terms"),
    [
        (["wisata, desa, peran."], ("wisata", "desa", "peran")),
        (["Cold War; communism, Czech; press"], ("Cold War", "communism, Czech", "press")),
        (["wisata • desa • peran"], ("wisata", "desa", "peran")),
        (["Klasifikasi – K-Means – Twitter"], ("Klasifikasi", "K-Means", "Twitter")),
        (["Wisata. Desa adat. Peran."], ("Wisata", "Desa adat", "Peran")),
        (["Mangrove", "Participation", "Village regulation"], ("Mangrove", "Participation", "Village regulation")),
        (["nature", "conservation"], ("nature conservation",)),
        (["Data Mining , K -Means , dan Gizi"], ("Data Mining", "K -Means", "Gizi")),
        (["kadar 0,05, air"], ("kadar 0,05", "air")),
        (["“wisata”, desa, desa"], ("wisata", "desa")),
        ([""], ()),
    ],
)
def test_terms(lines, terms):
    assert split_terms(lines) == terms


def test_terms_under_their_label_have_a_line_each():
    lines = ["pemasaran digital", "usaha mikro", "pariwisata"]
    assert split_terms(lines, stacked=True) == tuple(lines)
    assert split_terms(lines) == (" ".join(lines),)
    assert split_terms(lines[:2], stacked=True) == (" ".join(lines[:2]),)


@pytest.mark.parametrize(
    ("label", "text", "abstract", "lang"),
    [
        ("id", "en", "id", "id"),
        ("en", "und", "id", "id"),
        ("en", "id", "und", "id"),
        ("en", "en", "id", "en"),
        ("en", "und", "und", "en"),
        ("und", "und", "de", "de"),
    ],
)
def test_language_of_keywords(label, text, abstract, lang):
    assert choose_language(label, text, abstract) == lang
