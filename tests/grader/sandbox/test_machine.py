import pytest

from grader.sandbox.machine import Machine, lacks, look

ENOUGH = Machine()


def test_a_machine_that_has_everything_lacks_nothing():
    assert lacks(ENOUGH) == []


@pytest.mark.parametrize(
    ("machine", "what", "remedy"),
    [
        (Machine(linux=False), "this is not Linux", "on Linux"),
        (Machine(bubblewrap=False), "bubblewrap is not installed", "apt-get install bubblewrap"),
        (
            Machine(user_namespaces=False, unprivileged_userns_clone="0"),
            "user namespaces are switched off",
            "sysctl kernel.unprivileged_userns_clone=1",
        ),
        (
            Machine(user_namespaces=False, max_user_namespaces="0"),
            "user namespaces are switched off",
            "sysctl user.max_user_namespaces=15000",
        ),
        (
            Machine(user_namespaces=False, apparmor_restricts="1"),
            "AppArmor restricts user namespaces",
            "sysctl kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        (
            Machine(user_namespaces=False, in_container=True),
            "this container may not make namespaces",
            "docker run --cap-add SYS_ADMIN",
        ),
        (
            Machine(root_may_mount=False),
            "this container may not make namespaces",
            "--security-opt systempaths=unconfined",
        ),
        (Machine(user_namespaces=False), "user namespaces are missing", "CONFIG_USER_NS"),
        (Machine(landlock=False), "Landlock is missing", "Linux 5.13 or newer"),
        (Machine(seccomp=False), "seccomp is missing", "CONFIG_SECCOMP_FILTER"),
        (Machine(processor="riscv64"), "no seccomp filter for riscv64", "x86_64 or aarch64"),
    ],
)
def test_each_lack_is_named_with_its_remedy(machine, what, remedy):
    (lack,) = lacks(machine)
    assert lack.what == what
    assert remedy in lack.remedy


def test_all_lacks_are_named_at_once():
    assert len(lacks(Machine(bubblewrap=False, landlock=False, seccomp=False))) == 3


def test_a_setting_alone_is_no_lack_where_namespaces_can_be_made():
    assert lacks(Machine(apparmor_restricts="1", in_container=True)) == []


def test_this_machine_can_be_looked_at():
    machine = look()
    assert machine.linux
    assert machine.processor
