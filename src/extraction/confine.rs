//! What the process gives up before it looks at a byte: memory beyond 512 MB, time beyond ten
//! seconds, files, and on Linux every call to the kernel that is not named here: no network, no
//! other programs, no other process, nothing opened.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

const MEMORY: u64 = 512 * 1024 * 1024;
/// Seconds of a core.
const TIME: u64 = 10;
/// Input, output, and the few a runtime may hold.
const OPEN_FILES: u64 = 8;

/// For the rest of this process; nothing of it can be taken back.
pub(super) fn confine() -> io::Result<()> {
    for (resource, most) in [
        (Resource::As, MEMORY),
        (Resource::Data, MEMORY),
        (Resource::Cpu, TIME),
        (Resource::Core, 0),
        (Resource::Nofile, OPEN_FILES),
        (Resource::Fsize, 0),
    ] {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    kernel::confine()
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod kernel {
    use std::collections::BTreeMap;
    use std::io;

    use rustix::process::{Signal, nice, set_parent_process_death_signal};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, apply_filter};

    /// All that taking a file apart in memory needs; any other call fails with EPERM.
    const NEEDED: &[i64] = &[
        libc::SYS_read,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_mmap,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_mprotect,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_getcpu,
        libc::SYS_getrandom,
        libc::SYS_clock_gettime,
        libc::SYS_sched_yield,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_restart_syscall,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    pub(super) fn confine() -> io::Result<()> {
        // When the server is killed nobody waits for the answer.
        set_parent_process_death_signal(Some(Signal::KILL))?;
        nice(10)?;
        let architecture = std::env::consts::ARCH.try_into().map_err(io::Error::other)?;
        let filter = SeccompFilter::new(
            NEEDED.iter().map(|call| (*call, Vec::new())).collect::<BTreeMap<_, _>>(),
            SeccompAction::Errno(libc::EPERM.unsigned_abs()),
            SeccompAction::Allow,
            architecture,
        );
        let program: BpfProgram = filter.and_then(TryInto::try_into).map_err(io::Error::other)?;
        // This also forbids gaining privileges.
        apply_filter(&program).map_err(io::Error::other)
    }
}

#[cfg(not(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
)))]
mod kernel {
    /// Elsewhere the limits above are all there is.
    pub(super) fn confine() -> std::io::Result<()> {
        Ok(())
    }
}
