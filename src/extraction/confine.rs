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

    use rustix::process::{Signal, set_parent_process_death_signal};
    use seccompiler::SeccompCmpArgLen::Dword;
    use seccompiler::SeccompCmpOp::{Eq, MaskedEq};
    use seccompiler::{
        BackendError, BpfProgram, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule,
        apply_filter,
    };

    /// All that taking a file apart in memory needs, beside memory itself and the three files it
    /// was given; any other call fails with EPERM.
    const NEEDED: &[i64] = &[
        libc::SYS_close,
        libc::SYS_fstat,
        libc::SYS_munmap,
        libc::SYS_mremap,
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
        let program = program().map_err(io::Error::other)?;
        // This also forbids gaining privileges.
        apply_filter(&program).map_err(io::Error::other)
    }

    fn program() -> Result<BpfProgram, Box<dyn std::error::Error + Send + Sync>> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            NEEDED.iter().map(|call| (*call, Vec::new())).collect();
        // Files somebody left open for us are of no use: only the three are read and written.
        let file = |number| rule(&[(0, Eq, number)]);
        rules.insert(libc::SYS_read, vec![file(0)?]);
        rules.insert(libc::SYS_write, vec![file(1)?, file(2)?]);
        rules.insert(libc::SYS_writev, vec![file(1)?, file(2)?]);
        // Memory is of no file, and nothing in it runs.
        let runs = MaskedEq(libc::PROT_EXEC.unsigned_abs().into());
        let no_file = u64::from(u32::MAX);
        rules.insert(libc::SYS_mmap, vec![rule(&[(2, runs.clone(), 0), (4, Eq, no_file)])?]);
        rules.insert(libc::SYS_mprotect, vec![rule(&[(2, runs, 0)])?]);
        let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let here = std::env::consts::ARCH.try_into()?;
        let filter = SeccompFilter::new(rules, refused, SeccompAction::Allow, here)?;
        Ok(filter.try_into()?)
    }

    /// Calls whose arguments (by place) are these.
    fn rule(
        arguments: &[(u8, seccompiler::SeccompCmpOp, u64)],
    ) -> Result<SeccompRule, BackendError> {
        let conditions: Result<Vec<_>, _> = arguments
            .iter()
            .map(|(place, is, value)| SeccompCondition::new(*place, Dword, is.clone(), *value))
            .collect();
        SeccompRule::new(conditions?)
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
