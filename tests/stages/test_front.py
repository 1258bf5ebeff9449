"""First pages of the kinds that Indonesian and foreign journals print, built by hand."""

from pipeline.document import Note, Span
from pipeline.front.rows import join_words
from pipeline.stages.front import STAGE, find_front
from tests.builders import make_document
from tests.stages.sheets import BODY, Sheet, printed

TITLE = ("PENGARUH MUSIM TERHADAP HASIL TANGKAPAN", {"size": 14, "bold": True, "center": True})
AUTHORS = ("Siti Rahmawati^1^, Budi Santoso^2^", {"bold": True, "center": True, "gap": 24})
PLACES = (
    ("^1^Program Studi Perikanan, Universitas Seraya", {"center": True}),
    ("^2^Dinas Kelautan Kabupaten Seraya", {"center": True}),
)
ABSTRACT = tuple((f"{BODY} {word}.", {"italic": True}) for word in ("satu", "dua", "tiga"))
INTRODUCTION = ("PENDAHULUAN", {"bold": True, "gap": 24, "head": "introduction"})


def front(sheet, kind="", **layers):
    return printed(find_front(sheet.document(**layers)), kind)


def template(sheet, **layers):
    doc = find_front(sheet.document(**layers))
    return [
        f"{item.kind}: " + " / ".join(join_words(doc.lines[s.line].words[s.start : s.end]) for s in item.spans)
        for item in doc.template
    ]


def test_one_column():
    sheet = Sheet().column(
        TITLE,
        ("DI PESISIR SERAYA", TITLE[1]),
        AUTHORS,
        *PLACES,
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        ("Kata kunci: musim, ikan, pesisir", {"gap": 18}),
        INTRODUCTION,
        BODY,
        BODY,
    )
    assert front(sheet) == [
        "title: PENGARUH MUSIM TERHADAP HASIL TANGKAPAN / DI PESISIR SERAYA",
        "author: Siti Rahmawati1, Budi Santoso2",
        "affiliation: 1Program Studi Perikanan, Universitas Seraya",
        "affiliation: 2Dinas Kelautan Kabupaten Seraya",
        "abstract_heading: Abstrak",
        "abstract: " + " / ".join(text for text, _ in ABSTRACT),
        "keywords: Kata kunci: musim, ikan, pesisir",
    ]


def test_nothing_behind_the_first_header_is_front_matter():
    doc = find_front(Sheet().column(TITLE, AUTHORS, INTRODUCTION, BODY, BODY).document())
    claimed = {span.line for passage in doc.front for span in passage.spans}
    assert claimed == {0, 1}


def test_info_box_beside_the_abstract():
    sheet = (
        Sheet()
        .column(TITLE, AUTHORS, *PLACES)
        .column(
            ("ARTICLE INFO", {"bold": True}),
            "Received: 1 May 2020",
            "Accepted: 2 June 2020",
            ("KEYWORDS", {"bold": True, "gap": 20}),
            ("season; fish;", {"gap": 16}),
            "coast",
            y=200,
        )
        .column(
            ("ABSTRACT", {"bold": True, "head": "abstract"}),
            *["Season and fish in the coast of the"] * 8,
            x0=260,
            y=200,
        )
        .column(("1. INTRODUCTION", {"bold": True, "head": "introduction"}), BODY, y=330)
    )
    found = front(sheet)
    assert "abstract: " + " / ".join(["Season and fish in the coast of the"] * 8) in found
    assert "keywords: KEYWORDS / season; fish; / coast" in found
    boxes = [item for item in found if item.startswith("other")]
    assert boxes == ["other: Received: 1 May 2020 / Accepted: 2 June 2020"]
    assert template(sheet) == ["other: ARTICLE INFO"]


def test_a_line_that_runs_through_both_boxes_is_cut():
    right = "the fish of the coast are many and"
    sheet = Sheet().column(TITLE, AUTHORS)
    sheet.column(("ARTICLE INFO", {"bold": True}), "DOI:", "10.1234/x.1", "Volume: 9", y=200)
    sheet.column(("ABSTRACT", {"bold": True}), *[right] * 3, x0=260, y=200)
    sheet.column(("Issue: 3", {"then": (260, right)}), y=248)
    sheet.column(*[right] * 2, x0=260, y=260)
    sheet.column(INTRODUCTION, BODY, y=320)
    assert front(sheet, "abstract") == [" / ".join([right] * 6)]


def test_two_columns_with_the_abstract_in_the_left_one():
    sheet = (
        Sheet()
        .column(TITLE, ("Mira Orisa, Purnomo Budi, dan Onny Setyawati", {"center": True, "gap": 24}))
        .column(
            ("Abstrak– Penyakit ternak dapat dihindari dengan", {"bold": True, "size": 9}),
            *[("sistem pakar yang dibuat oleh para ahli di desa", {"bold": True, "size": 9})] * 3,
            ("Kata Kunci— pakar, ternak", {"bold": True, "size": 9, "gap": 16}),
            ("I. PENDAHULUAN", {"gap": 20, "head": "introduction"}),
            *["kambing merupakan hewan ternak yang banyak"] * 4,
            ("Mira Orisa adalah mahasiswa Universitas Seraya (email:", {"size": 8, "gap": 30}),
            ("mira@x.example).", {"size": 8}),
            y=200,
        )
        .column(*["rendah dan penyakit dapat mengganggu ternak"] * 12, x0=320, y=196)
    )
    found = front(sheet)
    assert [item.partition(":")[0] for item in found] == ["title", "author", "abstract", "keywords", "affiliation"]
    assert found[-1] == "affiliation: Mira Orisa adalah mahasiswa Universitas Seraya (email: / mira@x.example)."


def test_an_abstract_goes_on_in_the_next_column():
    text = ("pembelajaran yang dilakukan oleh para guru di desa", {"italic": True})
    sheet = (
        Sheet()
        .column(TITLE, AUTHORS)
        .column(("Abstrak", {"bold": True}), *[text] * 4, y=150)
        .column(*[text] * 2, ("Kata kunci: guru, desa", {"gap": 18}), INTRODUCTION, BODY, x0=320, y=150)
    )
    assert front(sheet, "abstract") == [" / ".join([text[0]] * 6)]
    assert front(sheet, "keywords") == ["Kata kunci: guru, desa"]


def test_an_abstract_goes_on_over_the_page():
    sheet = Sheet().column(TITLE, AUTHORS, ("ABSTRAK", {"bold": True, "gap": 24}), BODY, BODY)
    sheet.column(f"{BODY} selesai.", ("Kata kunci: a, b", {"gap": 18}), INTRODUCTION, BODY, page=2)
    assert front(sheet, "abstract") == [f"{BODY} / {BODY} / {BODY} selesai."]
    assert front(sheet, "keywords") == ["Kata kunci: a, b"]


def test_paragraphs_of_an_abstract():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstract", {"center": True, "gap": 24}),
        ("The work of the village", {"indent": 20}),
        f"{BODY} dua.",
        ("In a second part of it", {"indent": 20}),
        f"{BODY}.",
        INTRODUCTION,
        BODY,
    )
    assert len(front(sheet, "abstract")) == 2


def test_structured_abstract_is_cut_at_its_labels():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("ABSTRAK", {"bold": True, "gap": 24}),
        f"Latar Belakang: {BODY}.",
        f"Metode: {BODY} di desa.",
        f"Hasil: {BODY}.",
        INTRODUCTION,
        BODY,
    )
    assert [text.split(":")[0] for text in front(sheet, "abstract")] == ["Latar Belakang", "Metode", "Hasil"]


def test_titles_in_two_languages():
    english = {"size": 12, "italic": True, "center": True, "gap": 18}
    below = Sheet().column(TITLE, ("The Influence of Season on the Catch", english), AUTHORS, INTRODUCTION, BODY)
    assert len(front(below, "title")) == 2
    bracket = Sheet().column(TITLE, ("(Season and School of Fish)", english), AUTHORS, INTRODUCTION, BODY)
    assert front(bracket, "title")[1] == "(Season and School of Fish)"
    each = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstrak", {"bold": True, "gap": 24}),
        BODY,
        f"{BODY}.",
        ("THE INFLUENCE OF SEASON ON THE CATCH", {"bold": True, "gap": 24, "center": True}),
        ("Abstract", {"bold": True, "gap": 18, "center": True}),
        BODY,
        f"{BODY}.",
        INTRODUCTION,
        BODY,
    )
    assert front(each, "title") == [TITLE[0], "THE INFLUENCE OF SEASON ON THE CATCH"]
    assert len(front(each, "abstract")) == 2


def test_a_slanted_translation_as_large_as_the_names_below():
    alike = {"size": 11, "center": True}
    sheet = Sheet().column(
        TITLE,
        ("The Influence of Season on the Catch of", {**alike, "italic": True, "gap": 20}),
        ("Serayan Fishermen", {**alike, "italic": True}),
        ("Siti Rahmawati, Budi Santoso, Hasanah", {**alike, "gap": 20}),
        ("Program Studi Perikanan, Universitas Seraya", {"center": True}),
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert len(front(sheet, "title")) == 2
    assert front(sheet, "author") == ["Siti Rahmawati, Budi Santoso, Hasanah"]


def test_a_translation_in_bold_capitals_far_below_the_title():
    head = {"bold": True, "center": True}
    sheet = Sheet().column(
        ("KEPASTIAN HUKUM HAK ULAYAT MASYARAKAT HUKUM ADAT", {**head, "size": 14}),
        ("SETELAH PENDAFTARAN TANAH SISTEMATIS LENGKAP", {**head, "size": 14, "gap": 25}),
        ("THE LEGAL CERTAINTY OF CUSTOMARY LAND RIGHTS AFTER", {**head, "size": 12, "gap": 43}),
        ("SYSTEMATIC LAND REGISTRATION", {**head, "size": 12, "gap": 22}),
        ("Siti Rahmawati dan Budi Santoso", {**head, "size": 12, "gap": 30}),
        ("Universitas Seraya", {"center": True}),
        ("ABSTRAK", {**head, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert (
        front(sheet, "title")[1] == "THE LEGAL CERTAINTY OF CUSTOMARY LAND RIGHTS AFTER / SYSTEMATIC LAND REGISTRATION"
    )
    assert front(sheet, "author") == ["Siti Rahmawati dan Budi Santoso"]


def test_the_languages_of_a_title_set_alike_part():
    same = {"size": 14, "bold": True, "center": True}
    sheet = Sheet().column(
        ("KERJA SAMA DAN KONFLIK DI DESA DENGAN KOTA", same),
        ("COOPERATION AND CONFLICT OF THE VILLAGE", same),
        AUTHORS,
        INTRODUCTION,
        BODY,
    )
    assert len(front(sheet, "title")) == 2


def test_journal_lines_are_no_title():
    sheet = Sheet().column(
        ("JURNAL RESTU", {"size": 22, "center": True}),
        ("Vol. 6 No. 2 (2022) 220 - 226", {"center": True}),
        (TITLE[0], {"size": 15, "center": True, "gap": 30}),
        AUTHORS,
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "title") == [TITLE[0]]
    assert front(sheet, "other") == []
    assert template(sheet) == ["running_header: JURNAL RESTU", "running_header: Vol. 6 No. 2 (2022) 220 - 226"]


def test_a_masthead_is_the_journals_and_the_kind_of_article_is_not():
    sheet = Sheet().column(
        ("JURNAL RESTU", {"size": 22, "center": True}),
        ("(Rekayasa Sistem dan Teknologi Informasi)", {"size": 14, "center": True}),
        ("|2715-0577 (Online)| 2715-0569 (Print)", {"then": (420, "Mei 2020")}),
        ("Artikel Penelitian", {"gap": 20}),
        ("doi: 10.29207/resti.v6i2.3853", {}),
        (TITLE[0], {"size": 15, "center": True, "gap": 30}),
        AUTHORS,
        INTRODUCTION,
        BODY,
    )
    assert template(sheet) == [
        "running_header: JURNAL RESTU",
        "running_header: (Rekayasa Sistem dan Teknologi Informasi)",
        "running_header: |2715-0577 (Online)| 2715-0569 (Print) Mei 2020",
    ]
    assert front(sheet, "other") == ["Artikel Penelitian", "doi: 10.29207/resti.v6i2.3853"]


def test_a_large_line_above_the_title_is_no_masthead():
    sheet = Sheet().column(
        ("Musim Ikan dan Nelayan di Pesisir", {"size": 13, "center": True}),
        ("Jurnal Laut Vol. 3 No. 1", {"center": True, "gap": 20}),
        (TITLE[0], {"size": 18, "center": True, "gap": 40}),
        AUTHORS,
        INTRODUCTION,
        BODY,
    )
    assert template(sheet) == ["running_header: Jurnal Laut Vol. 3 No. 1"]


def test_authors_side_by_side_are_read_column_by_column():
    sheet = Sheet().column(("Classification of Fish in the Coast", {"size": 24, "center": True}))
    for x0, name, mail in ((80, "Ratin Kanisa", "rk@x.example"), (330, "Putu Gunawan", "pg@x.example")):
        sheet.column(
            (name, {"size": 11}),
            ("School of Computing", {"italic": True}),
            ("Seraya University", {"italic": True}),
            mail,
            x0=x0,
            y=120,
        )
    sheet.column(
        ("Abstract—The fish of the coast are many", {"bold": True, "size": 9}),
        *[("and the season is long in the village", {"bold": True, "size": 9})] * 3,
        ("I. INTRODUCTION", {"head": "introduction", "gap": 20}),
        "the fish",
        y=200,
    )
    sheet.column(*["body text of the right column that is long enough to read"] * 8, x0=330, y=200)
    kinds = [item for item in front(sheet) if item.startswith(("author", "affil"))]
    assert kinds == [
        "author: Ratin Kanisa",
        "affiliation: School of Computing / Seraya University / rk@x.example",
        "author: Putu Gunawan",
        "affiliation: School of Computing / Seraya University / pg@x.example",
    ]


def test_marks_typed_as_text_boxes_go_back_to_their_names():
    sheet = Sheet().column(
        TITLE,
        ("Wisnu Hera,   , Viska Armalina", {"gap": 24}),
        ("Teknik Informatika, STMIK Seraya", {}),
        INTRODUCTION,
        BODY,
    )
    sheet.column("1)", x0=132, y=106)
    found = front(sheet, "author")
    assert found in (["Wisnu Hera, , Viska Armalina / 1)"], ["1) / Wisnu Hera, , Viska Armalina"])


def test_cover_pages_are_set_aside():
    sheet = Sheet().column(
        ("KLASIFIKASI IKAN DI PESISIR SERAYA", {"size": 18, "bold": True}),
        ("Tugas Akhir", {"gap": 60}),
        "Ratin Kanisa",
        "2024",
    )
    sheet.column("LEMBAR PENGESAHAN", "Bandung, 3 Desember 2024", page=2)
    sheet.column(
        ("Classification of Fish", {"size": 20}),
        ("Ratin Kanisa", {"gap": 24}),
        "Seraya University",
        ("Abstract: The fish of the coast are many and", {"gap": 24}),
        "the season is long.",
        INTRODUCTION,
        BODY,
        page=3,
    )
    found = front(sheet)
    assert found[0] == "title: KLASIFIKASI IKAN DI PESISIR SERAYA"
    assert any(item.startswith("other: LEMBAR PENGESAHAN") for item in found)
    assert front(sheet, "author") == ["Ratin Kanisa"]


def test_a_chapter_number_over_the_title_begins_no_text():
    sheet = Sheet().column(
        ("PENDAHULUAN", {"bold": True, "head": "introduction"}),
        (TITLE[0], {**TITLE[1], "gap": 24}),
        AUTHORS,
        ("ABSTRAK", {"bold": True, "gap": 20}),
        BODY,
        f"{BODY}.",
        ("Latar Belakang", {"head": "", "gap": 24}),
        BODY,
    )
    assert front(sheet, "title") == [TITLE[0]]
    assert len(front(sheet, "abstract")) == 1


def test_an_abstract_without_label_is_set_apart():
    lead = {"size": 11.5}
    sheet = Sheet().column(
        ("Beteiligung der Gewerkschaften", {"size": 19}),
        ("Von Jens Scholzendorf", {"bold": True, "gap": 24}),
        (
            "Die Debatten über die Krisen und die Erneuerung der Praxis konzentrierten sich auf vieles",
            {**lead, "gap": 24},
        ),
        ("und hier werden die Mittel beschrieben, die dabei zur Rede gestellt wurden und werden.", lead),
        ("Erosion der Mittel", {"bold": True, "gap": 30, "head": ""}),
        BODY,
        BODY,
        BODY,
    )
    assert len(front(sheet, "abstract")) == 1
    plain = Sheet().column(
        ("Beteiligung der Gewerkschaften", {"size": 19}),
        ("Von Jens Scholzendorf", {"gap": 24}),
        (BODY, {"gap": 24}),
        BODY,
        BODY,
    )
    assert front(plain, "abstract") == []
    assert front(plain, "author") == ["Von Jens Scholzendorf"]


def test_history_at_the_foot_and_notes_of_the_author():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstrak", {"bold": True, "gap": 20}),
        BODY,
        f"{BODY}.",
        INTRODUCTION,
        BODY,
        BODY,
        ("* Penulis korespondensi", {"size": 8, "gap": 30}),
        ("Diterima: 2 Mei 2019 | Disetujui: 3 Juni 2019", {"size": 9, "gap": 20}),
    )
    assert front(sheet, "affiliation")[-1] == "* Penulis korespondensi"
    assert front(sheet, "other") == ["Diterima: 2 Mei 2019 | Disetujui: 3 Juni 2019"]


def test_a_reference_at_the_foot_of_a_first_page_is_no_history():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        INTRODUCTION,
        BODY,
        ("DAFTAR PUSTAKA", {"bold": True, "gap": 24, "head": "references"}),
        "Lindqvist, M. Reading Aloud. Journal of Quiet Arts, Vol. 12, No. 2, 1995.",
    )
    assert front(sheet, "other") == []


def test_what_notes_claimed_stays_theirs():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstrak", {"bold": True, "gap": 20}),
        BODY,
        f"{BODY}.",
        INTRODUCTION,
        BODY,
        ("1 Catatan kaki.", {"size": 8}),
    )
    last = len(sheet.lines) - 1
    doc = find_front(sheet.document(notes=(Note("1", None, (Span(last, 0, 3),)),)))
    assert all(span.line != last for passage in doc.front for span in passage.spans)


def test_a_name_below_the_text_is_the_author_where_no_other_stands():
    text = ("Das Haus war ein Ort, an dem gelesen und gestritten wurde, wie es in der Stadt üblich war.",) * 8
    name = ("Annelie Wiegand, Altenrode", {"indent": 240, "italic": True, "gap": 24})
    title = ("Der stille Leser", {"size": 16, "bold": True})
    notes = ("Literatur", {"bold": True, "gap": 24, "head": "references"})
    sheet = Sheet().column(title, *text, name)
    assert front(sheet)[1:] == ["author: Annelie Wiegand,", "other: Altenrode"]
    assert front(Sheet().column(title, *text, name, notes, BODY), "author") == ["Annelie Wiegand,"]
    assert front(Sheet().column(title, AUTHORS, *text, name), "author") == ["Siti Rahmawati1, Budi Santoso2"]
    assert front(Sheet().column(title, *text, "Annelie Wiegand, Altenrode"), "author") == []


def test_rows_of_names_with_their_institutions_are_the_authors():
    sheet = Sheet().column(
        TITLE,
        ("Siti Rahmawati (Universitas Seraya)", {"center": True, "gap": 24}),
        ("Budi Santoso (Politeknik Laut)", {"center": True}),
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "author") == ["Siti Rahmawati (Universitas Seraya) / Budi Santoso (Politeknik Laut)"]


def test_names_below_their_institution_in_one_type():
    sheet = Sheet().column(
        TITLE,
        ("Universitas Seraya", {"center": True, "gap": 24}),
        ("Siti Rahmawati, Budi Santoso", {"center": True}),
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "author") == ["Siti Rahmawati, Budi Santoso"]
    assert front(sheet, "affiliation") == ["Universitas Seraya"]


def test_a_licence_and_how_to_cite_are_about_nobody():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        *PLACES,
        ("© 2020 Para Penulis. Artikel ini berlisensi CC BY-SA 4.0.", {"center": True}),
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        ("Kata kunci: musim, ikan, pesisir", {"gap": 18}),
        ("Cara mengutip: Rahmawati, S. (2020). Pengaruh musim. Jurnal Laut, 3(1), 1-10.", {"gap": 18}),
        "https://doi.org/10.55555/laut.v3i1.22",
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "affiliation") == [text.replace("^", "") for text, _ in PLACES]
    assert front(sheet, "other") == [
        "© 2020 Para Penulis. Artikel ini berlisensi CC BY-SA 4.0.",
        "Cara mengutip: Rahmawati, S. (2020). Pengaruh musim. Jurnal Laut, 3(1), 1-10. / "
        "https://doi.org/10.55555/laut.v3i1.22",
    ]


def test_a_label_that_runs_on_into_the_text_leaves_it_alone():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstrak", {"bold": True, "gap": 24}),
        *ABSTRACT,
        ("Sitasi: " + BODY, {"gap": 24}),
        BODY,
        BODY,
        BODY,
    )
    assert front(sheet, "other") == []


def test_a_star_at_the_end_of_a_title_in_capitals_names_nobody():
    title = ("PEMASARAN DIGITAL DAN KETAHANAN USAHA MIKRO", {"size": 14, "bold": True, "center": True})
    sheet = Sheet().column(
        title,
        ("DI KAWASAN WISATA^*^", title[1]),
        ("Digital Marketing and the Resilience of Micro Enterprises", {"size": 12, "center": True, "gap": 24}),
        AUTHORS,
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "title")[0] == "PEMASARAN DIGITAL DAN KETAHANAN USAHA MIKRO / DI KAWASAN WISATA*"


def test_a_translation_of_the_title_ends_where_the_names_begin():
    small = {"size": 12, "center": True}
    sheet = Sheet().column(
        ("KEPASTIAN HUKUM HAK ULAYAT DALAM PENDAFTARAN", {"size": 18, "center": True}),
        ("The Legal Certainty of Customary Land Rights after", {**small, "gap": 30}),
        ("Systematic Registration", small),
        ("Siti Rahmawati, Budi Santoso", {"center": True, "gap": 24}),
        ("Universitas Seraya", {"center": True}),
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "title")[1] == "The Legal Certainty of Customary Land Rights after / Systematic Registration"
    assert front(sheet, "author") == ["Siti Rahmawati, Budi Santoso"]


def test_the_text_right_under_a_label_is_its_own():
    sheet = (
        Sheet()
        .column(TITLE, AUTHORS, *PLACES)
        .column(("Editor", {}), "Hasan Basri", "Universitas Laut", "Seraya", x0=72, y=196)
        .column(("ABSTRAK", {"bold": True, "head": "abstract"}), *["Musim dan ikan di pesisir itu"] * 8, x0=180, y=200)
        .column(("1. PENDAHULUAN", {"bold": True, "head": "introduction"}), BODY, y=340)
    )
    assert front(sheet, "abstract") == [" / ".join(["Musim dan ikan di pesisir itu"] * 8)]


def test_keywords_set_with_wide_leading():
    wide = {"gap": 20}
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstrak", {"bold": True, "gap": 30}),
        *[(text, {**style, **wide}) for text, style in ABSTRACT],
        ("Kata kunci: musim, ikan, pesisir, nelayan,", {"gap": 30}),
        ("perahu", wide),
        (INTRODUCTION[0], {**INTRODUCTION[1], "gap": 40}),
        *[(BODY, wide)] * 5,
    )
    assert front(sheet, "keywords") == ["Kata kunci: musim, ikan, pesisir, nelayan, / perahu"]


def test_keywords_go_on_left_of_a_label_that_is_set_in():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        ("Abstract", {"bold": True, "gap": 24}),
        *ABSTRACT,
        ("Keywords: inheritance, daughters, joint property, customary", {"gap": 14, "indent": 12}),
        "law",
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "keywords") == ["Keywords: inheritance, daughters, joint property, customary / law"]


def test_to_whom_to_write_is_a_passage_of_its_own():
    sheet = Sheet().column(
        TITLE,
        AUTHORS,
        *PLACES,
        ("Corresponding author: Siti Rahmawati, Universitas Seraya, Jl. Pantai 5", {"center": True}),
        ("E-mail: siti@seraya.example", {"center": True}),
        ("Abstrak", {"bold": True, "center": True, "gap": 24}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    assert front(sheet, "affiliation")[-1].startswith("Corresponding author: Siti Rahmawati")
    assert front(sheet, "other") == []


def test_each_word_is_claimed_once_and_only_front_changes():
    sheet = Sheet().column(
        "Jurnal Laut Vol. 3 No. 1",
        TITLE,
        AUTHORS,
        *PLACES,
        ("Abstrak", {"bold": True, "gap": 20}),
        *ABSTRACT,
        INTRODUCTION,
        BODY,
    )
    doc = sheet.document()
    found = find_front(doc)
    spans = [s for item in (*found.front, *found.template) for s in item.spans]
    words = [(s.line, word) for s in spans for word in range(s.start, s.end)]
    assert len(words) == len(set(words)) > 50
    assert STAGE.adds == {"front", "template"}
    assert found.lines is doc.lines and found.headings is doc.headings


def test_an_empty_document_has_no_front_matter():
    assert find_front(make_document(columns=())).front == ()


def test_a_line_about_the_licence_under_the_abstract_is_no_text():
    licence = "This is an open access article under the CC BY-SA license."
    sheet = Sheet().column(TITLE, AUTHORS, *PLACES, ("Abstrak", {"bold": True, "gap": 24}), *ABSTRACT)
    sheet.column((licence, {"gap": 30, "size": 8}), INTRODUCTION, BODY, licence, BODY, y=320)
    assert front(sheet, "other") == [licence]


def test_a_postcode_alone_on_a_line_is_of_the_place_above():
    place = "Jurusan Fisika, Universitas Seraya, Jl. Kampus Baru 1, Seraya"
    sheet = Sheet().column(
        TITLE, ("Siti Rahmawati", {"gap": 24}), place, "98211", ("Abstrak", {"gap": 24}), *ABSTRACT, INTRODUCTION, BODY
    )
    assert front(sheet, "affiliation") == [place + " / 98211"]


def test_rows_of_authors_side_by_side_that_come_close_are_cut_between_their_names():
    sheet = Sheet().column(("Classification of Fish in the Coast", {"size": 20, "center": True}))
    for x0, name in ((100, "Ratin Kanisa"), (260, "Putu Gunawan"), (420, "Ni Luh Sriani")):
        sheet.column((name, {"size": 11}), x0=x0, y=120)
    sheet.column(
        ("School of Computing, Seraya", {"then": (221, "Institute for Coastal Economics")}),
        ("University", {"indent": 60, "then": (250, "Rostov, Bulgaria")}),
        ("rk@x.example", {"indent": 40, "then": (255, "pg@x.example")}),
        x0=80, y=134,
    )  # fmt: skip
    sheet.column("Department of Marine Science", "ns@x.example", x0=384, y=134)
    sheet.column(
        ("Abstract—The fish of the coast are many", {"bold": True, "size": 9}),
        *["and the season is long in the village of the coast"] * 3,
        ("I. INTRODUCTION", {"head": "introduction", "gap": 20}),
        "the fish",
        y=220,
    )
    assert [item for item in front(sheet) if item.startswith(("author", "affil"))] == [
        "author: Ratin Kanisa",
        "affiliation: School of Computing, Seraya / University / rk@x.example",
        "author: Putu Gunawan",
        "affiliation: Institute for Coastal Economics / Rostov, Bulgaria / pg@x.example",
        "author: Ni Luh Sriani",
        "affiliation: Department of Marine Science / ns@x.example",
    ]
