from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.model.file import TEXT_LIMIT_BYTES, File, Unreadable, parse_json


def file_of(content: bytes) -> File:
    return File("a.txt", len(content), lambda offset, length: content[offset : offset + length])


@pytest.mark.parametrize(
    "content",
    [
        "größe\n".encode(),
        codecs.BOM_UTF8 + "größe\n".encode(),
        codecs.BOM_UTF16_LE + "größe\n".encode("utf-16-le"),
    ],
)
def test_a_byte_order_mark_decides_the_encoding(content: bytes) -> None:
    assert file_of(content).text() == "größe\n"


def test_nul_bytes_are_binary_and_the_line_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        file_of(b"one\ntwo\0\n").text()
    assert caught.value.line == 2


def test_a_file_over_the_limit_is_not_read() -> None:
    huge = File("a", TEXT_LIMIT_BYTES + 1, lambda _offset, _length: pytest.fail("was read"))
    with pytest.raises(Unreadable):
        huge.content()


def test_a_file_that_lies_about_its_size_is_not_read_past_the_limit() -> None:
    liar = File("a", 1, lambda _offset, length: b"x" * length)
    with pytest.raises(Unreadable):
        liar.content()


@given(st.text())
def test_hostile_json_raises_nothing_but_unreadable(text: str) -> None:
    with contextlib.suppress(Unreadable):
        parse_json(text)


@pytest.mark.parametrize("text", ["[" * 200_000, "1" * 10_000, '{"a": ', "\ud800"])
def test_json_bombs_are_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_json(text)


def test_json_that_is_no_object_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        file_of(b"[1]").json_object()


def test_locate_counts_lines_and_columns_from_one() -> None:
    found = file_of(b"a\nbc needle\n").locate("needle")
    assert (found.line, found.column) == (2, 4)
    assert file_of(b"a\n").locate("needle").line == 1


def test_a_sibling_that_was_asked_for_is_remembered() -> None:
    other = File("b", 0, lambda _o, _l: b"", blob_id="abc")
    mine = File("a", 0, lambda _o, _l: b"", sibling={"b": other}.get)
    assert mine.sibling("b") is other
    assert mine.sibling("c") is None
    assert mine.opened == {"b": "abc", "c": None}
