"""Which names a statement binds and reads; Python's own symbol tables are the referee."""

import ast
import symtable
import sysconfig
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.planning.names import Statement, statement

STDLIB = Path(sysconfig.get_path("stdlib"))
COMPREHENSIONS = ("listcomp", "genexpr", "setcomp", "dictcomp")


def one(text: str) -> Statement:
    return statement(ast.parse(text).body[0])


def tables(table: symtable.SymbolTable, later: bool) -> Iterator[tuple[symtable.SymbolTable, bool]]:
    yield table, later
    for inner in table.get_children():
        is_function = inner.get_type() == "function" and inner.get_name() not in COMPREHENSIONS
        yield from tables(inner, later or is_function)


def referee(text: str) -> tuple[set[str], set[str], set[str]]:
    """Names read now, read later, bound; by the symbol tables of Python."""
    top = symtable.symtable(text, "cell", "exec")
    now: set[str] = set()
    later: set[str] = set()
    for table, in_function in tables(top, False):
        # a function called "top" counts as the top to symtable: all its names are global there
        for symbol in table.get_symbols() if table.get_name() != "top" or table is top else ():
            name = symbol.get_name()
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                (later if in_function else now).add(name)
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    return now, later - {"__class__"}, bound


@pytest.mark.parametrize("path", sorted(STDLIB.glob("[a-d]*.py")), ids=lambda path: path.stem)
def test_names_of_the_standard_library_are_read_as_python_reads_them(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        body = ast.parse(path.read_text("utf-8")).body
    for node in body:
        text = ast.unparse(node)
        now, later, bound = referee(text)
        found = statement(node)
        read_now = found.read.now | found.read.mentions
        assert found.binds | found.bound.deletes == bound, text
        # += reads what it binds; a lambda in a call may run at once; what it binds is not read
        assert now - read_now <= bound, text
        assert read_now - now <= later | (bound if isinstance(node, ast.AugAssign) else set()), text
        assert found.read.later - later == set(), text
        assert later - found.read.later <= read_now | bound, text


def test_what_a_statement_binds_before_it_reads_is_not_read_from_outside():
    assert one("with a:\n    x = b\n    c = x").read.now == {"a", "b"}
    assert one("for x in a:\n    x + y").read.now == {"a", "y"}
    assert one("if a:\n    x = 1\nelse:\n    x").read.now == {"a", "x"}
    assert one("try:\n    x = 1\nexcept E:\n    x").read.now == {"E", "x"}
    assert one("x += 1").read.now == {"x"}
    assert one("x = x").read.now == {"x"}


def test_a_function_reads_its_decorators_now_and_its_body_later():
    found = one("@d(a)\ndef f(x: T = s) -> R:\n    return g(x)").read
    assert (found.now, found.mentions, found.later) == ({"d", "a"}, {"T", "s", "R"}, {"g"})


def test_a_class_reads_its_body_now_and_its_methods_later():
    found = one(
        "class A(B, k=c):\n    x = y\n    z = x\n    def m(self):\n        return x + w"
    ).read
    assert (found.now, found.later) == ({"B", "c", "y"}, {"x", "w"})


def test_what_is_called_or_handed_to_a_call_may_be_executed():
    assert one("y = [f, g(h), k[a].b(c)]").read.called == {"g", "h", "k", "a", "c"}
    assert one("y = map(lambda x: f(x), xs)").read.called == {"map", "f", "xs"}
    assert one("y = lambda x: f(x)").read.called == set()


def test_changes_in_place_are_those_of_the_root():
    assert one("a.b[0].c = 1").bound.altered == {"a"}
    assert one("a[0], b.c = 1, 2").bound.altered == {"a", "b"}
    assert one("del a[0]").bound.altered == {"a"}
    assert one("x = a.b").bound.altered == set()


def test_a_call_without_a_use_of_its_value_is_one_for_its_effect():
    (call,) = one("a.b[0].c(d, e=f.g, *h)").bound.bare_calls
    assert (call.chain, call.arguments, call.is_method) == (("a", "b", "c"), {"d", "f", "h"}, True)
    assert one("x = a()").bound.bare_calls == []
