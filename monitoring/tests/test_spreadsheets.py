import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from monitoring.spreadsheets import FORMULA_STARTS, csv_lines, csv_response


def read(lines):
    text = "".join(lines)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), min_size=1, max_size=5))
def test_what_is_written_is_read_back_and_never_runs(cells):
    _, row = read(csv_lines(["x"] * len(cells), [cells]))
    assert row == [f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell for cell in cells]
    assert not any(cell.startswith(FORMULA_STARTS) for cell in row)


def test_numbers_stay_numbers_and_nothing_is_an_empty_cell():
    assert read(csv_lines(["a", "b", "c"], [[-3, None, "=cmd()"]]))[1] == ["-3", "", "'=cmd()"]


def test_the_first_line_does_not_wait_for_the_rows():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    blocks = iter(csv_response("x", ["n"], rows()))
    assert next(blocks).decode() == "\ufeffn\r\n"
    assert taken == []
    assert next(blocks).decode() == "0\r\n1\r\n2\r\n"
