"""Numbers of the system calls that students' code is denied, or granted with a condition.

From the kernel's headers asm/unistd_64.h (x86_64) and asm-generic/unistd.h (aarch64); "-" if a
machine does not have the call. From 424 on they are the same everywhere.
"""

# What an ordinary process may do and a student's may not, on any machine, in any folder.
DENIED = """
ptrace 101 117; process_vm_readv 310 270; process_vm_writev 311 271; kcmp 312 272
get_robust_list 274 100; pidfd_open 434 434; pidfd_getfd 438 438; pidfd_send_signal 424 424
process_madvise 440 440; process_mrelease 448 448
mount 165 40; umount2 166 39; pivot_root 155 41; chroot 161 51; unshare 272 97; setns 308 268
open_tree 428 428; move_mount 429 429; fsopen 430 430; fsconfig 431 431; fsmount 432 432
fspick 433 433; mount_setattr 442 442; name_to_handle_at 303 264; open_by_handle_at 304 265
socket 41 198; bind 49 200; connect 42 203; listen 50 201; accept 43 202; accept4 288 242
io_uring_setup 425 425; io_uring_enter 426 426; io_uring_register 427 427; bpf 321 280
perf_event_open 298 241; userfaultfd 323 282; fanotify_init 300 262; fanotify_mark 301 263
keyctl 250 219; add_key 248 217; request_key 249 218
init_module 175 105; finit_module 313 273; delete_module 176 106; kexec_load 246 104
kexec_file_load 320 294; reboot 169 142; swapon 167 224; swapoff 168 225; sethostname 170 161
setdomainname 171 162; settimeofday 164 170; clock_settime 227 112; clock_adjtime 305 266
adjtimex 159 171; acct 163 89; quotactl 179 60; quotactl_fd 443 443; syslog 103 116
vhangup 153 58; personality 135 92; lookup_dcookie 212 18; iopl 172 -; ioperm 173 -
modify_ldt 154 -; uselib 134 -
shmget 29 194; shmat 30 196; shmctl 31 195; shmdt 67 197; semget 64 190; semop 65 193
semctl 66 191; semtimedop 220 192; msgget 68 186; msgsnd 69 189; msgrcv 70 188; msgctl 71 187
mq_open 240 180; mq_unlink 241 181; mq_timedsend 242 182; mq_timedreceive 243 183
mq_notify 244 184; mq_getsetattr 245 185
memfd_create 319 279; memfd_secret 447 447; vmsplice 278 75
move_pages 279 239; migrate_pages 256 238; mbind 237 235; set_mempolicy 238 237
set_mempolicy_home_node 450 450
"""
# Starting programs; and what reaches other processes of the same user.
PROGRAMS = "execve 59 221; execveat 322 281"
REACHES_OTHERS = """
tkill 200 130; rt_sigqueueinfo 129 138; rt_tgsigqueueinfo 297 240; setpriority 141 140
ioprio_set 251 30; sched_setscheduler 144 119; sched_setparam 142 118; sched_setattr 314 274
"""
CONDITIONAL = """
clone 56 220; clone3 435 435; socketpair 53 199; ioctl 16 29; fcntl 72 25; prctl 157 167
kill 62 129; tgkill 234 131; setsid 112 157
prlimit64 302 261; sched_setaffinity 203 122; seccomp 317 277
"""
LAST = 462  # mseal, Linux 6.10: nobody has thought about the calls behind it for this list

ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # as seccomp names them
_COLUMN = {"x86_64": 1, "aarch64": 2}


def numbers(table: str, machine: str) -> dict[str, int]:
    """Name → number on this machine (`platform.machine()`) of the calls that it has."""
    rows = [entry.split() for entry in table.replace("\n", ";").split(";") if entry.strip()]
    column = _COLUMN[machine]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}
