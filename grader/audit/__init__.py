"""Proves the tests of a course before students meet them.

    audit("path/of/the/course", ["ex1"]).is_clean

Every grade cell: full marks for the reference, none for the released starter; every named wrong
answer loses exactly the cells it names and is told why, every right one keeps every point; and
small mistakes put into the solutions one by one, mutants, are noticed by some test. Read it from
the top; a module imports only modules above it.

    records         what an audit finds: the JSON report
    author_files    reads text files of authors
    answers         reads the wrong and right answers beside an assignment
    expressions     which expressions are written out, and small ones made of others
    call_operators  what can be written wrong at one call
    operators       what can be written wrong at one node of a syntax tree
    rewrites        what can be written wrong in a whole function at once
    mutants         makes the mutants of a solution cell
    equivalents     reads the reviewed mutants that no test can notice
    names           which names a cell binds and needs
    trials          texts in solution cells become jobs, outcomes become marks
    verdicts        decides what marks prove
    subjects        gathers what an audit needs of an assignment
    findings        puts together what was found of an assignment
    auditing        tries everything, through the Executor seam
    course          opens a course for an audit
    report          the report as lines of text
"""

from grader.audit.auditing import audit_subjects
from grader.audit.course import audit
from grader.audit.records import AssignmentAudit, AuditReport, Item, Problem, Survivor
from grader.audit.report import lines
from grader.audit.subjects import Subject, subject

__all__ = [
    "AssignmentAudit",
    "AuditReport",
    "Item",
    "Problem",
    "Subject",
    "Survivor",
    "audit",
    "audit_subjects",
    "lines",
    "subject",
]
