"""Rows and cells from words and drawn lines: each table is set by hand, cell by cell."""

from collections.abc import Sequence

from pipeline.document import BBox, Rule
from pipeline.floats.table_cells import CellGrid, read_cells
from pipeline.floats.table_columns import CellWord, column_edges, text_rows
from pipeline.floats.table_reading import cell_text
from pipeline.floats.table_rules import Grid, find_ruling, has_boxes_inside, is_framed, stack_levels
from tests.builders import make_line

SIZE = 10.0


def place(*rows: Sequence[tuple[float, float, str]]) -> list[CellWord]:
    """Return the words of texts at (x, baseline)."""
    cells = []
    for index, (x, baseline, text) in enumerate(item for row in rows for item in row):
        line = make_line(text, x0=x, baseline=baseline, size=SIZE)
        cells.extend(CellWord(index, number, word) for number, word in enumerate(line.words))
    return cells


def level(y: float, x0: float = 0.0, x1: float = 300.0) -> Rule:
    return Rule(x0, y, x1, y)


def upright(x: float, top: float, bottom: float) -> Rule:
    return Rule(x, top, x, bottom)


def texts(grid: CellGrid) -> list[list[str]]:
    return [[cell_text(cell) for cell in row] for row in grid.rows]


def grid_lines(xs: Sequence[float], ys: Sequence[float]) -> tuple[list[Rule], list[Rule]]:
    return [level(y, xs[0], xs[-1]) for y in ys], [upright(x, ys[0], ys[-1]) for x in xs]


def test_a_grid_gives_its_cells_and_wrapped_text_stays_in_one():
    levels, uprights = grid_lines([0, 100, 300], [0, 20, 50])
    words = place([(5, 14, "No"), (105, 14, "Uraian"), (5, 34, "1"), (105, 34, "Uji coba yang"), (105, 46, "kedua")])
    grid = read_cells(words, BBox(0, 0, 300, 50), levels, uprights)
    assert texts(grid) == [["No", "Uraian"], ["1", "Uji coba yang kedua"]]
    assert grid.header_rows == 1


def test_a_cell_over_two_rows_stands_in_the_first():
    levels, uprights = grid_lines([0, 100, 300], [0, 20, 60])
    levels.append(level(40, 100, 300))  # the left cell goes on
    words = place([(5, 14, "Nama"), (105, 14, "Nilai"), (5, 44, "Agus"), (105, 34, "satu"), (105, 54, "dua")])
    grid = read_cells(words, BBox(0, 0, 300, 60), levels, uprights)
    assert texts(grid) == [["Nama", "Nilai"], ["Agus", "satu"], ["", "dua"]]


def test_a_cell_over_two_columns_stands_in_the_first():
    levels = [level(0), level(20), level(40)]
    uprights = [upright(0, 0, 40), upright(100, 0, 40), upright(200, 20, 40), upright(300, 0, 40)]
    words = place([(5, 14, "Nama"), (130, 14, "Nilai akhir"), (5, 34, "A"), (110, 34, "7"), (210, 34, "8")])
    grid = read_cells(words, BBox(0, 0, 300, 40), levels, uprights)
    assert texts(grid) == [["Nama", "Nilai akhir", ""], ["A", "7", "8"]]


def test_three_lines_and_white_strips():
    words = place(
        [(0, 14, "Variabel"), (150, 14, "Rata-rata"), (250, 14, "SD")],
        [(0, 34, "Umur"), (150, 34, "21,4"), (250, 34, "0,3")],
        [(0, 48, "Masa kerja"), (150, 48, "7,0"), (250, 48, "0,1")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 60), [level(0), level(20), level(60)], [])
    assert texts(grid) == [["Variabel", "Rata-rata", "SD"], ["Umur", "21,4", "0,3"], ["Masa kerja", "7,0", "0,1"]]
    assert grid.header_rows == 1


def test_a_first_cell_that_is_broken_goes_on():
    words = place(
        [(0, 14, "Kelompok"), (150, 14, "n"), (250, 14, "Mean")],
        [(0, 34, "Pencucian dengan rebusan"), (150, 34, "16"), (250, 34, "18.00"), (0, 46, "kayu secang")],
        [(0, 58, "Pencucian dengan larutan"), (150, 58, "16"), (250, 58, "15.00"), (0, 70, "garam")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 80), [level(0), level(20), level(80)], [])
    assert texts(grid)[1:] == [
        ["Pencucian dengan rebusan kayu secang", "16", "18.00"],
        ["Pencucian dengan larutan garam", "16", "15.00"],
    ]


def test_a_group_head_is_a_row_of_its_own():
    words = place(
        [(0, 14, "Variabel"), (150, 14, "n"), (250, 14, "%")],
        [(0, 34, "Usia")],
        [(0, 48, "45-54"), (150, 48, "9"), (250, 48, "56.2")],
        [(0, 62, "55-65"), (150, 62, "4"), (250, 62, "25.0")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 70), [level(0), level(20), level(70)], [])
    assert texts(grid)[1:] == [["Usia", "", ""], ["45-54", "9", "56.2"], ["55-65", "4", "25.0"]]


def test_a_first_cell_centred_on_its_row_does_not_split_it():
    words = place(
        [(0, 14, "Nomor"), (60, 14, "Teks")],
        [(60, 34, "hari ini ada kuis"), (60, 46, "di toko kami"), (0, 46, "1"), (60, 58, "ikut yuk")],
        [(60, 70, "besok libur"), (0, 76, "2"), (60, 82, "nasional")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 90), [level(0), level(20), level(90)], [])
    assert texts(grid) == [
        ["Nomor", "Teks"],
        ["1", "hari ini ada kuis di toko kami ikut yuk"],
        ["2", "besok libur nasional"],
    ]


def test_a_first_cell_over_rows_of_numbers_leaves_them_apart():
    words = place(
        [(0, 14, "Variabel"), (150, 14, "Butir"), (250, 14, "Muatan")],
        [(150, 34, "K3"), (250, 34, "0.601")],
        [(0, 46, "Tipe A"), (150, 46, "K4"), (250, 46, "0.706")],
        [(150, 58, "K5"), (250, 58, "0.779")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 70), [level(0), level(20), level(70)], [])
    assert texts(grid)[1:] == [["", "K3", "0.601"], ["Tipe A", "K4", "0.706"], ["", "K5", "0.779"]]


def test_a_head_over_columns_with_its_own_rule_has_two_rows():
    words = place(
        [(0, 14, "Variabel"), (160, 14, "Perlakuan"), (150, 30, "n"), (220, 30, "%")],
        [(0, 48, "Umur"), (150, 48, "4"), (220, 48, "25")],
        [(0, 62, "Masa"), (150, 62, "6"), (220, 62, "75")],
    )
    rules = [level(0), level(18, 140, 300), level(35), level(70)]
    grid = read_cells(words, BBox(0, 0, 300, 70), rules, [])
    assert texts(grid)[1:] == [["", "n", "%"], ["Umur", "4", "25"], ["Masa", "6", "75"]]


def test_short_uprights_in_the_head_part_no_columns():
    words = place([(0, 14, "A"), (100, 14, "B"), (0, 34, "satu"), (100, 34, "5"), (0, 48, "dua"), (100, 48, "6")])
    rules = [level(0), level(20), level(200)]
    grid = read_cells(
        words, BBox(0, 0, 300, 200), rules, [upright(80, 0, 20), upright(200, 0, 20), upright(300, 0, 20)]
    )
    assert texts(grid) == [["A", "B"], ["satu", "5"], ["dua", "6"]]


def test_numbers_side_by_side_are_two_columns_even_when_close():
    rows = text_rows(place([(x, y, str(x * 7)) for y in (10, 24) for x in (0, 31, 62)]))
    assert len(column_edges(rows, 0, 100)) == 4


def test_running_text_has_one_column():
    lines = [
        "Kita telah melihat bahwa pasar itu ramai",
        "karena harga di sana lebih murah daripada",
        "di toko yang lain dan orang senang",
    ]
    rows = text_rows(place([(0, 10 + 12 * n, line) for n, line in enumerate(lines)]))
    assert len(column_edges(rows, 0, 220)) == 2


def test_a_line_end_inside_what_has_no_space_is_closed():
    assert cell_text(place([(0, 10, "3,1 (1,5–"), (0, 22, "6,4)")])) == "3,1 (1,5–6,4)"
    assert cell_text(place([(0, 10, "titik-"), (0, 22, "titik")])) == "titik-titik"
    assert cell_text(place([(0, 10, "satu -"), (0, 22, "dua")])) == "satu - dua"


def test_pieces_of_a_border_are_one_line_and_what_touches_is_one_grid():
    borders = [level(0, 0, 99), level(0.5, 101, 200), level(30, 0, 200), upright(0, 0, 30), upright(200, 1, 29)]
    ruling = find_ruling([*borders, level(60, 0, 200), level(90, 0, 200)])
    assert [grid.bbox for grid in ruling.grids] == [BBox(0, 0, 200, 30)]
    assert len(ruling.grids[0].levels) == 2
    assert [rule.top for rule in ruling.levels] == [60, 90]
    assert len(stack_levels(ruling.levels)) == 1


def test_boxes_joined_by_arrows_are_no_frame_and_lanes_hold_boxes():
    box = [level(0, 0, 40), level(20, 0, 40), upright(0, 0, 20), upright(40, 0, 20)]
    arrow = [level(10, 40, 100), upright(100, 10, 60)]
    (drawing,) = find_ruling([*box, *arrow]).grids
    assert not is_framed(drawing)
    lane = Grid(BBox(-10, -10, 300, 100), (level(-10, -10, 300), level(100, -10, 300)), (upright(-10, -10, 100),))
    inner = find_ruling([*box, *(Rule(r.x0 + 80, r.top + 40, r.x1 + 80, r.bottom + 40) for r in box)]).grids
    assert has_boxes_inside(lane, [lane, *inner])
    assert not has_boxes_inside(inner[0], [lane, *inner])


def test_a_head_closer_than_the_columns_below_is_cut_where_these_begin():
    words = place(
        [(0, 14, "Kepatuhan"), (80, 14, "Anemia n (%) Tidak n (%)")],
        [(0, 34, "Tidak patuh"), (80, 34, "28 (50,0)"), (145, 34, "28 (50,0)"), (240, 34, "0,002")],
        [(0, 46, "Patuh"), (80, 46, "19 (24,4)"), (145, 46, "59 (75,6)")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 60), [level(0), level(20), level(60)], [])
    assert texts(grid) == [
        ["Kepatuhan", "Anemia n (%)", "Tidak n (%)", ""],
        ["Tidak patuh", "28 (50,0)", "28 (50,0)", "0,002"],
        ["Patuh", "19 (24,4)", "59 (75,6)", ""],
    ]


def test_a_head_over_two_columns_is_not_cut():
    words = place(
        [(0, 14, "Desa"), (100, 14, "Banyaknya warga")],
        [(0, 34, "Utara"), (100, 34, "21"), (200, 34, "48")],
        [(0, 48, "Selatan"), (100, 48, "17"), (200, 48, "50")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 60), [level(0), level(20), level(60)], [])
    assert texts(grid)[0] == ["Desa", "Banyaknya warga", ""]


def test_values_under_values_are_rows_however_close():
    words = place(
        [(0, 14, "No"), (30, 14, "Butir"), (200, 14, "Orang"), (250, 14, "Waktu")],
        [(0, 34, "1"), (30, 34, "Saya rindu laut"), (200, 34, "0,78"), (250, 34, "0,11")],
        [(0, 54, "2"), (30, 54, "Saya ingin pulang ke"), (200, 54, "0,81"), (250, 54, "0,08"), (30, 70, "desa")],
        [(0, 88, "3"), (30, 88, "Saya lapar"), (200, 88, "0,69"), (250, 88, "0,15")],
    )
    grid = read_cells(words, BBox(0, 0, 300, 100), [level(0), level(20), level(100)], [])
    assert [row[0] for row in texts(grid)] == ["No", "1", "2", "3"]
    assert texts(grid)[2][1] == "Saya ingin pulang ke desa"


def test_a_column_of_numbers_close_to_the_texts_behind_it_is_one():
    rows = [[(0, 14, "No."), (18, 14, "Pernyataan"), (200, 14, "Nilai")]]
    for number in range(8, 16):
        y = 34 + 14 * (number - 8)
        rows.append([(0, y, str(number)), (16, y, "Saya ingin mendengar"), (200, y, "0,8")])
    grid = read_cells(place(*rows), BBox(0, 0, 300, 160), [level(0), level(20), level(160)], [])
    assert texts(grid)[1:4] == [[str(k), "Saya ingin mendengar", "0,8"] for k in (8, 9, 10)]


def test_a_long_cell_that_comes_close_to_the_next_is_cut_where_that_starts():
    rows = [[(0, 14, "Butir"), (120, 14, "A"), (200, 14, "B")]]
    for k, text in enumerate(("satu dua", "satu dua tiga empat lima", "satu", *["dua tiga"] * 7)):
        rows.append([(0, 34 + 14 * k, text), (124, 34 + 14 * k, "0,7"), (200, 34 + 14 * k, "0,8")])
    rows[2][0] = (0.5, rows[2][0][1], rows[2][0][2])  # ends at 120.5: white of 0.35 em
    grid = read_cells(place(*rows), BBox(0, 0, 300, 170), [level(0), level(20), level(170)], [])
    assert texts(grid)[2] == ["satu dua tiga empat lima", "0,7", "0,8"]


def test_values_beside_an_empty_cell_are_two_columns_in_a_short_table():
    rows = [
        [(0, 14, "Kepatuhan"), (100, 14, "Anemia"), (150, 14, "p")],
        [(0, 34, "Tidak patuh"), (100, 34, "28 (50,0)"), (153, 34, "0,002"), (220, 34, "3,1 (1,5-")],
        [(220, 46, "6,4)")],
        [(0, 60, "Patuh"), (100, 60, "59 (75,6)")],
    ]
    grid = read_cells(place(*rows), BBox(0, 0, 300, 70), [level(0), level(20), level(70)], [])
    assert texts(grid)[1][1:3] == ["28 (50,0)", "0,002"]


def test_a_word_cut_in_a_narrow_cell_is_one_again():
    for rows, text in (
        ((("Populas",), ("i",)), "Populasi"),
        ((("Tem",), ("pat",)), "Tempat"),
        ((("Seluru",), ("h", "hari")), "Seluruh hari"),
        ((("Jam",), ("sibuk",)), "Jam sibuk"),
        ((("uji", "Populas"), ("i",)), "uji Populas i"),
        ((("Nilai",), ("Akhir",)), "Nilai Akhir"),
    ):
        words = [(5.0 + 60 * n, 14.0 + 12 * k, word) for k, row in enumerate(rows) for n, word in enumerate(row)]
        assert cell_text(place(words)) == text
