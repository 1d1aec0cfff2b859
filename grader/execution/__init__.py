"""Runs a notebook: the student's cells in a sandboxed process, the tests in another one.

    pool ── forks from warm processes ──┬─ judge   runs the instructor's texts, knows the answers
                                        └─ student runs the student's, knows nothing
    judge ── requests, plain data, callbacks ── student          over one socket, `wire`

What comes from the student's process is data: a number, an array, a reference. No pickle, no
import by a name that it chose, no object that could answer "equal" to everything. A grade cell has
its points if the judge reached the cell's end. Read it from the top; a module imports only
modules above it.

    job             the work order and its answer, and the seam to whatever runs them
    job_wire        both as bytes
    wire_libraries  values of pandas and torch in plain parts
    wire            plain data as bytes, decoded with distrust
    channel         messages over a socket, with a deadline
    random_states   the global generators: the student's follow the judge's
    raising         what the student's code raised, as exceptions here
    session         the judge's side of the conversation: requests, answers, references
    proxies         what stands for the student's functions and objects in the judge's namespace
    sources         the text of a student's function
    messages        what a student reads about a failed test
    values          what a value holds: NaN, nothing, complex numbers
    comparisons     comparisons that NaN, empty arrays and overflow cannot satisfy
    guard           puts them into the tests' texts, and into numpy
    cell_answers    validates what a process says that a cell gave
    restarting      the student's process, and another one when it ends
    judge           one job, step by step
    shell           the student's IPython
    student         the student's side of the conversation
    huge_pages      memory that is cheap to fork
    zygote          a warm process that forks
    student_zygote  the one inside the sandbox
    judge_zygote    the one beside it
    pool            starts both, hands out jobs
"""
