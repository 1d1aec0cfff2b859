"""Notebooks as plain data: reads and repairs them, plans what runs where, writes what came out.

Nothing here runs a cell. Read it from the top; a module imports only modules above it.

    cells           the cells of a notebook as records

What was handed in, and what the instructor has:

    json_text       JSON, whole or damaged
    read            bytes to cells, with distrust
    folder          a submission's folder, without following anything in it
    source          the instructor's notebook: solutions, hidden tests, what students got
    findings        what was put right, as sentences
    ipython_text    a cell's text as plain Python
    match           which submitted cell stands for which of the instructor's
    merged          takes apart cells that a student merged
    rebuild         the notebook to run: the instructor's, with the student's answers

Who runs what:

    libraries       what is known of libraries by name
    scope_bindings  what a scope binds
    scope_reads     which names a statement reads, and when
    names           what a statement does with names
    randomness      where a statement draws random numbers
    ownership       who owns a name, statement by statement
    plan            the instructor's notebook as a plan, a submission's job
    student_code    what the student's process alone runs
    unsplittable    tests that cannot run in a process of their own

What came out:

    images          pictures from strangers
    legible         text from strangers
    markup          HTML, SVG and Markdown from strangers
    outputs         outputs of known kinds, small and inert
    whole_folder    writes a folder at once
    autograded      the notebook that instructors and students see
"""
