"""Notebooks come in: the instructor's is read, a student's is read with distrust and repaired.

Nothing here runs a cell. Read it from the top; a module imports only modules above it.

    json_text  JSON, whole or damaged
    read       bytes to cells, with distrust
    folder     a submission's folder, without following anything in it
    source     the instructor's notebook: solutions, hidden tests, what students got
    findings   what was put right, as sentences
    match      which submitted cell stands for which of the instructor's
    merged     takes apart cells that a student merged
    rebuild    the notebook to run: the instructor's, with the student's answers
"""
