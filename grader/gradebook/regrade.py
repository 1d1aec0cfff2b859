"""What the rows of a submission are after it was graded; decides, touches nothing.

The rules are those of nbgrader's SaveAutoGrades and AssignLatePenalties: what a person gave stays
(a manual score, extra credit, a comment, a flag), and a manual score is marked to be read again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from grader.errors import AuthorError
from grader.gradebook.late import LatePenalty, penalty
from grader.gradebook.records import GradedSubmission
from grader.gradebook.structure import KnownAssignment, KnownCell, KnownNotebook
from grader.records import CellResult, SubmissionResult
from grader.scoring import NO_RESPONSE, WAITING


@dataclass(frozen=True)
class GradeRow:
    """The points of one cell with points, in one submission."""

    id: str
    notebook_id: str
    cell_id: str
    auto_score: float | None = None
    manual_score: float | None = None
    extra_credit: float | None = None
    needs_manual_grade: bool = True

    @property
    def score(self) -> float | None:
        """nbgrader's: a manual score counts before ours; None if there is neither."""
        score = self.auto_score if self.manual_score is None else self.manual_score
        return None if score is None else score + (self.extra_credit or 0.0)


@dataclass(frozen=True)
class CommentRow:
    """The comments on one solution, answer or task, in one submission."""

    id: str
    notebook_id: str
    cell_id: str
    auto_comment: str | None = None
    manual_comment: str | None = None


@dataclass(frozen=True)
class NotebookRow:
    """One notebook of one submission, handed in or not."""

    id: str
    assignment_id: str
    notebook_id: str
    late_submission_penalty: float | None = None


@dataclass(frozen=True)
class Rows:
    """All rows of one submission below its own."""

    notebooks: tuple[NotebookRow, ...] = ()
    grades: tuple[GradeRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()


def regraded(
    before: Rows, known: KnownAssignment, graded: GradedSubmission, submission_id: str
) -> Rows:
    """The rows as they should be now, without penalties; rows that were missing get new ids."""
    results = {(cell.notebook, cell.grade_id): cell for cell in graded.result.cells}
    _require_same_cells(known, graded, results)
    notebook_rows = {row.notebook_id: row for row in before.notebooks}
    grade_rows = {(row.notebook_id, row.cell_id): row for row in before.grades}
    comment_rows = {(row.notebook_id, row.cell_id): row for row in before.comments}
    notebooks, grades, comments = [], [], []
    for notebook in known.notebooks:
        row = notebook_rows.get(notebook.id) or NotebookRow(_new(), submission_id, notebook.id)
        notebooks.append(row)
        handed_in = notebook.name in graded.notebooks
        for cell in notebook.cells:
            key, name = (row.id, cell.id), (notebook.name, cell.name)
            if cell.table != "SolutionCell":
                grade = grade_rows.get(key) or GradeRow(_new(), *key)
                grades.append(_grade(grade, cell, results[name]) if handed_in else _absent(grade))
            if cell.table != "GradeCell":
                comment = comment_rows.get(key) or CommentRow(_new(), *key)
                untouched = cell.table == "SolutionCell" and name in graded.untouched
                comments.append(_comment(comment, untouched) if handed_in else comment)
    return Rows(tuple(notebooks), tuple(grades), tuple(comments))


def with_penalties(
    rows: Rows, handed_in: Iterable[KnownNotebook], rule: LatePenalty, student: str, late_s: float
) -> Rows:
    """The same with the penalty of each notebook that was handed in."""
    ids = {notebook.id for notebook in handed_in}
    scores = {row.id: 0.0 for row in rows.notebooks}
    for grade in rows.grades:
        scores[grade.notebook_id] += grade.score or 0.0
    notebooks = tuple(
        replace(row, late_submission_penalty=penalty(rule, student, scores[row.id], late_s))
        if row.notebook_id in ids
        else row
        for row in rows.notebooks
    )
    return replace(rows, notebooks=notebooks)


def as_in_the_gradebook(
    result: SubmissionResult, known: KnownAssignment, rows: Rows
) -> SubmissionResult:
    """The result with the scores that count: those that a person gave instead of ours too."""
    names = {
        (row.id, cell.id): (notebook.name, cell.name)
        for row in rows.notebooks
        for notebook in known.notebooks
        if notebook.id == row.notebook_id
        for cell in notebook.cells
    }
    grades = {names[row.notebook_id, row.cell_id]: row for row in rows.grades}
    comments = {
        names[row.notebook_id, row.cell_id]: row.manual_comment or "" for row in rows.comments
    }
    cells = tuple(_as_graded(cell, grades, comments) for cell in result.cells)
    scores = [row.score for row in rows.grades if row.score is not None]
    ran = any(cell.available for cell in cells) or not cells
    score = sum(scores) if scores or ran else None
    return replace(result, cells=cells, score=score, max_score=known.max_score)


def _grade(row: GradeRow, cell: KnownCell, result: CellResult) -> GradeRow:
    if not result.available:  # what another machine gave stays
        return row
    if cell.table == "TaskCell":  # nbgrader leaves them to people; one that was absent is back
        return row if row.auto_score is None else _scored(row, None)
    return _scored(row, result.score)


def _scored(row: GradeRow, score: float | None) -> GradeRow:
    needs_manual_grade = row.manual_score is not None or score is None
    return replace(row, auto_score=score, needs_manual_grade=needs_manual_grade)


def _absent(row: GradeRow) -> GradeRow:
    return replace(row, auto_score=0.0, needs_manual_grade=False)


def _comment(row: CommentRow, untouched: bool) -> CommentRow:
    return replace(row, auto_comment=NO_RESPONSE if untouched else None)


def _as_graded(
    cell: CellResult,
    grades: Mapping[tuple[str, str], GradeRow],
    comments: Mapping[tuple[str, str], str],
) -> CellResult:
    name = (cell.notebook, cell.grade_id)
    score = grades[name].score if name in grades else cell.score
    if score == cell.score:
        return cell
    if score is None:
        return replace(cell, score=None, message=WAITING)
    still_true = cell.score is not None and score < cell.points
    message = comments.get(name) or (cell.message if still_true else "")
    return replace(cell, score=score, message=message)


def _require_same_cells(
    known: KnownAssignment, graded: GradedSubmission, scored: Iterable[tuple[str, str]]
) -> None:
    """Nothing is left out and nothing lost: the source is the one that the gradebook knows."""
    expected = {
        (notebook.name, cell.name)
        for notebook in known.notebooks
        if notebook.name in graded.notebooks
        for cell in notebook.cells
        if cell.table != "SolutionCell"
    }
    given = {name for name in scored if name[0] in graded.notebooks}
    if different := sorted("/".join(name) for name in expected ^ given):
        raise AuthorError(
            f"{known.name}/{graded.result.student}",
            f"the gradebook has other cells than its source ({', '.join(different[:3])})",
            "Did the source change while it was graded? Grade it again.",
        )


def _new() -> str:
    return uuid4().hex
