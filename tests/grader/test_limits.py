import pytest

from grader.limits import MIB, Limits, explain


@pytest.mark.parametrize(
    ("size", "told"),
    [(500_000, "0.477 MiB"), (MIB * 3 // 2, "1.5 MiB"), (2048 * MIB, "2048 MiB")],
)
def test_a_student_reads_the_size_that_was_exceeded(size: int, told: str):
    limits = Limits(disk_bytes=size, memory_bytes=size)
    assert explain("disk", limits) == f"wrote more than {told} of files and was stopped."
    assert explain("memory", limits) == f"needed more than {told} of memory and was stopped."
