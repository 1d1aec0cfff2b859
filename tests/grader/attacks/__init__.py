"""Attacks on the grader, and the harness that runs them all as one class.

    .venv/bin/python -m tests.grader.attacks

shows what each attack gets where tests and student share a process. Read from the top:

    records             an attack, a verdict
    prelude             what each attack starts with: look for secrets, publish them
    victim              the course under attack; secret_reference is its secret module
    reading, patching, pretending, exhausting, leaving, speaking, folders
                        the attacks, as data
    corpus              all of them, and the classes they must cover
    guard               a machine of its own for one command
    secrets_planted, bystander, class_of_attackers
                        secrets, another process, and the class that submits
    world, inert        is anything different, would a script run?
    grading_process     the grader in a process of its own
    harness             run(attacks, autograde) -> Findings
    in_one_process      the grader that attacks must beat to be attacks
    inside, machine     what runs in the machine of its own, and the call from outside

`in_one_process.json` holds what each attack got in one process; `--record` measures it again.
"""
