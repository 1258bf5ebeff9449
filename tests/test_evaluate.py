"""Scores: 1 for a record that says what the truth says, less for every single thing that is wrong."""

import json

import pytest

from pipeline.evaluate import first_difference, main, score, table
from schemas import article as r
from schemas import dump

WORDS = "Kerja sama internasional dilakukan oleh negara-negara yang saling membutuhkan dalam waktu yang panjang sekali"
NOTE = "Hendra Saputra, Kota dan Diplomasi (Yogyakarta: Pustaka, 2015), hlm. 12."
TRUTH = {
    "title": "KOTA KEMBAR",
    "titles": [{"lang": "id", "text": "KOTA KEMBAR"}, {"lang": "en", "text": "Sister Cities"}],
    "authors": ["Raka Mahendra"],
    "author_details": [
        {
            "name": "Raka Mahendra",
            "role": "author",
            "degrees": ["S.IP."],
            "student_id": "1201155",
            "orcid": None,
            "emails": ["raka@x.ac.id"],
            "affiliations": ["Universitas Seraya"],
            "corresponding": False,
        },
        {
            "name": "Nuraini",
            "role": "supervisor",
            "degrees": [],
            "student_id": None,
            "orcid": None,
            "emails": [],
            "affiliations": [],
            "corresponding": False,
        },
    ],
    "affiliations": ["Universitas Seraya"],
    "abstracts": [
        {"lang": "en", "text": "This is about cities. " * 5, "parts": [{"label": "Methods", "text": "We asked."}]}
    ],
    "keywords": [{"lang": "en", "terms": ["Sister City", "Harbour"]}],
    "journal": {"title": "JIM", "volume": "9", "year": 2023, "issue": None},
    "dates": {"received": "2023-01-17"},
    "headings": [
        {"text": "1. PENDAHULUAN", "level": 1, "number": "1.", "heading": "PENDAHULUAN", "type": "introduction"},
        {"text": "1.1 Latar", "level": 2, "number": "1.1", "heading": "Latar", "type": "introduction"},
    ],
    "paragraphs": [
        {
            "text": f"{WORDS} sister city.",
            "kind": "paragraph",
            "lang": "id",
            "footnote_refs": [{"marker": "1", "offset": 20}, {"marker": "2", "offset": len(WORDS)}],
            "foreign": [{"text": "sister city", "lang": "en"}],
        },
        {
            "text": "membuka pasar bagi hasil olahan perikanan dan kelapa;",
            "kind": "list_item",
            "lang": "id",
            "footnote_refs": [],
            "foreign": [],
        },
        {"text": "Tabel 1. Hasil tangkapan", "kind": "caption", "lang": "id", "footnote_refs": [], "foreign": []},
        {"text": "E = mc2", "kind": "equation", "lang": None},
        {"text": "Sumber: Data primer, diolah", "kind": "source", "lang": "id"},
    ],
    "footnotes": [
        {"marker": "1", "text": NOTE, "index": 0, "refers_to": None},
        {"marker": "2", "text": "Ibid., hlm. 45.", "index": 1, "refers_to": {"kind": "ibid", "note": 0, "marker": "1"}},
    ],
    "captions": [{"label": "Tabel 1", "text": "Tabel 1. Hasil tangkapan", "kind": "table"}],
    "tables": [{"label": "Tabel 1", "header_rows": 1, "rows": [["Tahun", "Ton"], ["2018", "21"], ["2019", "24"]]}],
    "references": ["Saputra, Hendra. 2015. Kota dan Diplomasi. Yogyakarta: Pustaka."],
    "reference_fields": [
        {
            "marker": None,
            "text": "",
            "authors": [{"given": "Hendra", "family": "Saputra"}],
            "year": 2015,
            "title": "Kota dan Diplomasi",
            "container": None,
            "publisher": "Pustaka",
            "url": None,
        },
    ],
    "furniture": ["JIM SOSPOL Vol. 9", "Page 1"],
}


def block(id_, kind, text, **other):
    values = {
        "section": "s1",
        "lang": "id",
        "segments": (),
        "sentences": (),
        "anchors": (),
        "citations": (),
        "regions": (),
    }
    return r.BlockRecord(id=id_, kind=kind, text=text, **{**values, **other})


def section(id_, number, heading, level, type_="introduction"):
    return r.SectionRecord(
        id=id_,
        number=number,
        heading=heading,
        level=level,
        type=type_,
        lang="id",
        parent=None,
        heading_block=id_,
        blocks=(),
    )


def note(id_, marker, text, offset, refers_to=None):
    return r.FootnoteRecord(
        id=id_, marker=marker, text=text, lang="id", segments=(), anchor=r.NoteAnchorRecord(block="b1", offset=offset),
        refers_to=refers_to, regions=(),
    )  # fmt: skip


def author(name, **other):
    values = {
        "given": name, "family": None, "degrees": (), "student_id": None, "role": "author", "corresponding": False,
        "affiliations": (), "emails": (), "orcid": None,
    }  # fmt: skip
    return r.AuthorRecord(name=name, **{**values, **other})


def reference(**other):
    values = {
        "marker": None, "text": TRUTH["references"][0], "lang": "id", "year": 2015, "title": "Kota dan Diplomasi",
        "authors": (r.PersonNameRecord(given="Hendra", family="Saputra"),), "container": None, "volume": None,
        "issue": None, "pages": None, "publisher": "Pustaka", "doi": None, "url": None, "accessed": None, "regions": (),
    }  # fmt: skip
    return r.ReferenceRecord(id="r1", **{**values, **other})


def front_matter():
    empty = dict.fromkeys(r.JournalRecord.model_fields)
    return r.FrontMatterRecord(
        titles=(
            r.TitleRecord(lang="id", text="KOTA KEMBAR", blocks=()),
            r.TitleRecord(lang="en", text="Sister Cities", blocks=()),
        ),
        authors=(
            author(
                "Raka Mahendra", degrees=("S.IP",), student_id="1201155", emails=("raka@x.ac.id",), affiliations=("a1",)
            ),
            author("Nuraini", role="supervisor"),
        ),
        affiliations=(r.AffiliationRecord(id="a1", text="Universitas Seraya"),),
        abstracts=(
            r.AbstractRecord(
                lang="en",
                text=TRUTH["abstracts"][0]["text"],
                parts=(r.AbstractPartRecord(label="Methods:", text="We asked."),),
                blocks=(),
            ),
        ),
        keywords=(r.KeywordsRecord(lang="en", terms=("Sister City", "Harbour")),),
        journal=r.JournalRecord(**{**empty, "title": "JIM", "volume": "9", "year": 2023}),
        dates=r.DatesRecord(received="2023-01-17", revised=None, accepted=None, published=None),
    )


def make_article(**other):
    text = TRUTH["paragraphs"][0]["text"]
    at = text.index("sister")
    segments = (
        r.SegmentRecord(start=0, end=at, lang="id", score=1),
        r.SegmentRecord(start=at, end=at + 11, lang="en", score=1),
        r.SegmentRecord(start=at + 11, end=len(text), lang="id", score=1),
    )
    values = {
        "schema_version": "1.0.0", "id": "0" * 16, "language": "id", "front_matter": front_matter(),
        "source": r.SourceRecord(
            filename="x.pdf", sha256="0" * 64, bytes=1, pages=(),
            pdf=r.PdfRecord(version=None, producer=None, creator=None, title=None, encrypted=False),
        ),
        "pipeline": r.PipelineRecord(name="naskah", version="0", engine="x", stages=(), settings={}),
        "sections": (section("s1", "1.", "PENDAHULUAN", 1), section("s2", "1.1", "Latar", 2)),
        "blocks": (
            block("b1", "paragraph", text, segments=segments),
            block("b2", "list_item", "• membuka pasar bagi hasil olahan perikanan dan kelapa;"),
            block("b3", "caption", "Tabel 1. Hasil tangkapan"),
            block("b4", "paragraph", "Sumber: Data primer, diolah"),
            block("b5", "heading", "PENDAHULUAN"),
        ),
        "footnotes": (
            note("n1", "1", NOTE, 20),
            note("n2", "2", "Ibid., hlm. 45.", len(WORDS), r.RefersToRecord(kind="ibid", note="n1", reference=None)),
        ),
        "references": (reference(),),
        "tables": (
            r.TableRecord(
                id="t1", label="Tabel 1", caption_block="b3", rows=(("Tahun", "Ton"), ("2018", "21"), ("2019", "24")),
                header_rows=1, regions=(),
            ),
        ),
        "figures": (), "furniture": (), "repairs": (), "diagnostics": (),
        "accounting": r.AccountingRecord(
            chars=0, blocks=0, footnotes=0, references=0, tables=0, figures=0, furniture=0, dropped=0, unaccounted=0
        ),
    }  # fmt: skip
    return r.Article(**{**values, **other})


ARTICLE = make_article()


def with_front(**change):
    return ARTICLE.model_copy(update={"front_matter": ARTICLE.front_matter.model_copy(update=change)})


def with_block(index, **change):
    blocks = list(ARTICLE.blocks)
    blocks[index] = blocks[index].model_copy(update=change)
    return ARTICLE.model_copy(update={"blocks": tuple(blocks)})


def with_note(index, **change):
    notes = list(ARTICLE.footnotes)
    notes[index] = notes[index].model_copy(update=change)
    return ARTICLE.model_copy(update={"footnotes": tuple(notes)})


def with_author(index, **change):
    authors = list(ARTICLE.front_matter.authors)
    authors[index] = authors[index].model_copy(update=change)
    return with_front(authors=tuple(authors))


def test_a_right_record_is_right_in_every_field():
    values = score(TRUTH, ARTICLE).values()
    assert {name: value for name, value in values.items() if value != 1.0} == {}
    assert len(values) == 32


TEXT = TRUTH["paragraphs"][0]["text"]
FALLS = {
    "word lost": (with_block(0, text=TEXT.replace("saling ", "")), {"body_words", "paragraph_exact"}),
    "hyphen lost": (with_block(0, text=TEXT.replace("negara-negara", "negaranegara")), {"hyphens", "paragraph_exact"}),
    "hyphen left": (with_block(0, text=TEXT.replace("membutuhkan", "mem-butuhkan")), {"hyphens"}),
    "paragraph cut": (
        ARTICLE.model_copy(
            update={
                "blocks": (
                    block("b0", "paragraph", TEXT[:50]),
                    with_block(0, text=TEXT[50:]).blocks[0],
                    *ARTICLE.blocks[1:],
                )
            }
        ),
        {"paragraph_f1", "paragraph_exact"},
    ),
    "paragraph invented": (
        ARTICLE.model_copy(
            update={"blocks": (*ARTICLE.blocks, block("b9", "paragraph", "Kata-kata yang tidak pernah ditulis."))}
        ),
        {"paragraph_f1", "body_words"},
    ),
    "list item as paragraph": (with_block(1, kind="paragraph"), {"paragraph_kinds"}),
    "language": (with_block(1, lang="en"), {"language"}),
    "foreign phrase": (with_block(0, segments=()), {"foreign_phrases"}),
    "furniture in text": (
        with_block(1, text="membuka pasar bagi hasil JIM SOSPOL Vol. 9 olahan perikanan dan kelapa;"),
        {"furniture"},
    ),
    "heading missing": (ARTICLE.model_copy(update={"sections": ARTICLE.sections[:1]}), {"headings", "heading_levels"}),
    "heading invented": (
        ARTICLE.model_copy(update={"sections": (*ARTICLE.sections, section("s3", None, "Padahal", 1))}),
        {"headings"},
    ),
    "heading level": (
        ARTICLE.model_copy(update={"sections": (ARTICLE.sections[0], section("s2", "1.1", "Latar", 1))}),
        {"heading_levels"},
    ),
    "heading number": (
        ARTICLE.model_copy(update={"sections": (ARTICLE.sections[0], section("s2", None, "1.1 Latar", 2))}),
        {"heading_numbers"},
    ),
    "section type": (
        ARTICLE.model_copy(update={"sections": (ARTICLE.sections[0], section("s2", "1.1", "Latar", 2, "method"))}),
        {"section_types"},
    ),
    "note text": (with_note(0, text=NOTE.replace("2015", "2016")), {"notes_exact"}),
    "note marker": (with_note(0, marker="9"), {"notes_f1", "notes_exact", "anchors"}),
    "note missing": (
        ARTICLE.model_copy(update={"footnotes": ARTICLE.footnotes[:1]}),
        {"notes_f1", "anchors", "refers_to"},
    ),
    "note invented": (
        ARTICLE.model_copy(update={"footnotes": (*ARTICLE.footnotes, note("n3", "3", "Bukan catatan kaki.", 5))}),
        {"notes_f1", "anchors"},
    ),
    "anchor elsewhere": (with_note(0, anchor=r.NoteAnchorRecord(block="b1", offset=30)), {"anchors"}),
    "anchor missing": (with_note(0, anchor=None), {"anchors"}),
    "ibid unresolved": (with_note(1, refers_to=None), {"refers_to"}),
    "ibid of itself": (with_note(1, refers_to=r.RefersToRecord(kind="ibid", note="n2", reference=None)), {"refers_to"}),
    "ibid named op. cit.": (
        with_note(1, refers_to=r.RefersToRecord(kind="op_cit", note="n1", reference=None)),
        {"refers_to"},
    ),
    "short note invented": (
        with_note(0, refers_to=r.RefersToRecord(kind="op_cit", note="n2", reference=None)),
        {"refers_to"},
    ),
    "caption": (with_block(2, text="Tabel 1."), {"captions"}),
    "table label": (
        ARTICLE.model_copy(update={"tables": (ARTICLE.tables[0].model_copy(update={"label": None}),)}),
        {"float_labels", "table_cells"},
    ),
    "cell moved": (
        ARTICLE.model_copy(
            update={
                "tables": (
                    ARTICLE.tables[0].model_copy(update={"rows": (("Tahun", "Ton"), ("2018", "24"), ("2019", "21"))}),
                )
            }
        ),
        {"table_cells"},
    ),
    "reference text": (
        ARTICLE.model_copy(update={"references": (reference(text="Saputra, Hendra. 2015. Kota dan Diplomasi."),)}),
        {"references_exact"},
    ),
    "reference cut": (
        ARTICLE.model_copy(update={"references": (reference(), reference(text="Yogyakarta: Pustaka."))}),
        {"references_f1"},
    ),
    "reference year": (ARTICLE.model_copy(update={"references": (reference(year=2016),)}), {"reference_fields"}),
    "reference names swapped": (
        ARTICLE.model_copy(
            update={"references": (reference(authors=(r.PersonNameRecord(given="Saputra", family="Hendra"),)),)}
        ),
        {"reference_fields"},
    ),
    "reference field invented": (
        ARTICLE.model_copy(update={"references": (reference(volume="3"),)}),
        {"reference_fields"},
    ),
    "title language": (
        with_front(titles=(r.TitleRecord(lang="en", text="KOTA KEMBAR", blocks=()), ARTICLE.front_matter.titles[1])),
        {"titles"},
    ),
    "title missing": (with_front(titles=ARTICLE.front_matter.titles[:1]), {"titles"}),
    "title invented": (
        with_front(titles=(*ARTICLE.front_matter.titles, r.TitleRecord(lang="nl", text="x", blocks=()))),
        {"titles"},
    ),
    "author name": (with_author(0, name="Raka Mahendra S.IP"), {"authors"}),
    "supervisor as author": (with_author(1, role="author"), {"authors", "author_details"}),
    "degree": (with_author(0, degrees=()), {"author_details"}),
    "e-mail": (with_author(0, emails=()), {"author_details"}),
    "student number": (with_author(0, student_id=None), {"author_details"}),
    "corresponding": (with_author(0, corresponding=True), {"author_details"}),
    "affiliation": (
        with_front(affiliations=(r.AffiliationRecord(id="a1", text="Universitas Lain"),)),
        {"affiliations", "author_details"},
    ),
    "abstract language": (
        with_front(abstracts=(ARTICLE.front_matter.abstracts[0].model_copy(update={"lang": "id"}),)),
        {"abstracts"},
    ),
    "abstract text": (
        with_front(abstracts=(ARTICLE.front_matter.abstracts[0].model_copy(update={"text": "x" * 110}),)),
        {"abstracts", "abstracts_exact"},
    ),
    "abstract part": (
        with_front(abstracts=(ARTICLE.front_matter.abstracts[0].model_copy(update={"parts": ()}),)),
        {"abstract_parts"},
    ),
    "keyword": (with_front(keywords=(r.KeywordsRecord(lang="en", terms=("Sister City; Harbour",)),)), {"keywords"}),
    "keyword language": (
        with_front(keywords=(r.KeywordsRecord(lang="id", terms=("Sister City", "Harbour")),)),
        {"keywords"},
    ),
    "journal": (with_front(journal=ARTICLE.front_matter.journal.model_copy(update={"volume": "8"})), {"journal"}),
    "journal field invented": (
        with_front(journal=ARTICLE.front_matter.journal.model_copy(update={"issue": "1"})),
        {"journal"},
    ),
    "date": (with_front(dates=ARTICLE.front_matter.dates.model_copy(update={"received": None})), {"dates"}),
}


@pytest.mark.parametrize("name", FALLS)
def test_what_is_wrong_costs(name):
    article, fields = FALLS[name]
    scores = score(TRUTH, article)
    for field in fields:
        assert scores.values()[field] < 1.0, field
        assert scores.misses(field), field


def test_every_field_can_fall():
    fallen = {field for _, fields in FALLS.values() for field in fields}
    assert fallen == set(score(TRUTH, ARTICLE).values())


def test_what_is_right_stays_right():
    values = score(TRUTH, FALLS["heading level"][0]).values()
    assert {name for name, value in values.items() if value != 1.0} == {"heading_levels"}


def test_ibid_may_name_the_end_of_its_chain():
    truth = {
        **TRUTH,
        "footnotes": [
            *TRUTH["footnotes"],
            {"marker": "3", "text": "Ibid.", "index": 2, "refers_to": {"kind": "ibid", "note": 1}},
        ],
    }
    for target in ("n1", "n2"):
        third = note("n3", "3", "Ibid.", 30, r.RefersToRecord(kind="ibid", note=target, reference=None))
        article = ARTICLE.model_copy(update={"footnotes": (*ARTICLE.footnotes, third)})
        assert score(truth, article).values()["refers_to"] == 1.0


def test_a_truth_without_details_is_scored_in_what_it_has():
    keys = (
        "title",
        "authors",
        "abstracts",
        "keywords",
        "headings",
        "paragraphs",
        "footnotes",
        "references",
        "furniture",
    )
    values = score({key: TRUTH[key] for key in keys}, ARTICLE).values()
    assert "journal" not in values
    assert values["body_words"] == 1.0


def test_an_address_may_belong_to_an_affiliation():
    longer = with_front(affiliations=(r.AffiliationRecord(id="a1", text="Universitas Seraya, Jalan Pemuda 8"),))
    assert score(TRUTH, longer).values()["author_details"] == 1.0


def test_notes_on_authors_may_be_notes_or_not():
    truth = {**TRUTH, "author_notes": ["Raka Mahendra is a student."]}
    aside = note("n9", "*", "Raka Mahendra is a student.", 3)
    article = ARTICLE.model_copy(update={"footnotes": (aside, *ARTICLE.footnotes)})
    for record in (ARTICLE, article):
        values = score(truth, record).values()
        assert (values["notes_f1"], values["anchors"], values["refers_to"]) == (1.0, 1.0, 1.0)


def test_first_difference_is_side_by_side():
    shown = first_difference("kerja sama sub-state aktor", "kerja sama substate aktor")
    assert shown.split("\n")[0].split("|")[0].strip() == "expected"
    assert shown.split("\n")[2] == f"{'kerja sama sub»-state aktor':<52} | kerja sama sub»state aktor"


def test_first_difference_of_long_texts_shows_the_place():
    shown = first_difference("a" * 500 + "x" + "b" * 500, "a" * 500 + "y" + "b" * 500)
    assert "»x" in shown and "»y" in shown
    assert len(shown) < 1000


def test_the_table_names_the_worst():
    lines = table({"good": score(TRUTH, ARTICLE), "bad": score(TRUTH, FALLS["note text"][0])}).split("\n")
    row = next(line for line in lines if line.startswith("notes_exact"))
    assert row.split() == ["notes_exact", "0.7500", "0.5000", "2", "bad"]


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "truth").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "truth" / "x.json").write_text(json.dumps(TRUTH), "utf-8")
    return tmp_path


def test_command_line(folders, capsys):
    dump(FALLS["journal"][0], folders / "out" / "x.json")
    assert main([str(folders / "out"), "--truth", str(folders / "truth"), "--misses", "1"]) == 0
    out = capsys.readouterr().out
    assert "journal" in out and "volume: »8" in out.replace(" 9", "")
    assert main([str(folders / "out"), "--truth", str(folders / "truth"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["x"]["dates"] == 1.0


def test_a_missing_record_is_an_error(folders, capsys):
    assert main([str(folders / "out"), "--truth", str(folders / "truth")]) == 1
    assert "no record for x" in capsys.readouterr().err
