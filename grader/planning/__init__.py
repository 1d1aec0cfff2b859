"""Who runs what: read from the instructor's text alone, without running it.

Read it from the top; a module imports only modules above it.

    libraries       what is known of libraries by name
    imports         what a text imports
    scope_bindings  what a scope binds
    scope_reads     which names a statement reads, and when
    names           what a statement does with names
    randomness      where a statement draws random numbers
    ownership       who owns a name, statement by statement
    plan            the instructor's notebook as a plan, a submission's job
    student_code    what the student's process alone runs
    unsplittable    tests that cannot run in a process of their own
"""
